package io.panoptes.sink.javacv;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_GLOBALHEADER;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.panoptes.sink.draw.Picture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * An MP4 by FFmpeg. It is written in fragments of a second or so, each complete when it is on disk,
 * and turned into an ordinary indexed file when it is closed; so a kill costs only the last second.
 * Owns its encoder, its muxer and its buffers until {@link #close}.
 */
final class Mp4File implements AutoCloseable {

  private static final String FRAGMENT_MICROS = "1000000";
  private static final int ERROR_TEXT_BYTES = 256;

  private final Path path;
  private final long frameMicros;
  private AVFormatContext muxer;
  private AVCodecContext encoder;
  private AVStream stream;
  private AVFrame frame;
  private AVPacket packet;
  private YuvBuffer yuv;
  private boolean headerWritten;

  /**
   * Begins a file.
   *
   * @param settings how to compress
   */
  Mp4File(Path path, EncoderSettings settings) throws IOException {
    this.path = path;
    this.frameMicros = Math.round(1e6 / settings.framesPerSecond());
    try {
      open(settings);
    } catch (IOException | RuntimeException e) {
      free();
      throw e;
    }
  }

  private void open(EncoderSettings settings) throws IOException {
    muxer = new AVFormatContext(null);
    check(avformat_alloc_output_context2(muxer, null, "mp4", path.toString()), "begin");
    boolean globalHeader = (muxer.oformat().flags() & AVFMT_GLOBALHEADER) != 0;
    encoder = Encoders.open(settings, globalHeader ? AV_CODEC_FLAG_GLOBAL_HEADER : 0);
    stream = avformat_new_stream(muxer, null);
    check(avcodec_parameters_from_context(stream.codecpar(), encoder), "describe");
    stream.time_base(encoder.time_base());
    stream.avg_frame_rate(encoder.framerate());
    frame = av_frame_alloc();
    frame.format(AV_PIX_FMT_YUV420P);
    frame.width(encoder.width());
    frame.height(encoder.height());
    packet = av_packet_alloc();
    yuv = new YuvBuffer(settings.width(), settings.height(), frame);
    AVIOContext io = new AVIOContext(null);
    check(avio_open(io, path.toString(), AVIO_FLAG_WRITE), "open");
    muxer.pb(io);
    muxer.flush_packets(1);
    AVDictionary options = new AVDictionary(null);
    try {
      av_dict_set(
          options, "movflags", "+hybrid_fragmented+frag_keyframe+empty_moov+default_base_moof", 0);
      av_dict_set(options, "frag_duration", FRAGMENT_MICROS, 0);
      check(avformat_write_header(muxer, options), "begin");
    } finally {
      av_dict_free(options);
    }
    headerWritten = true;
  }

  /**
   * @param micros greater than before
   */
  void add(Picture picture, long micros) throws IOException {
    yuv.fill(picture);
    frame.pts(EncoderSettings.ticks(micros));
    check(avcodec_send_frame(encoder, frame), "compress");
    drain();
  }

  private void drain() throws IOException {
    while (true) {
      int status = avcodec_receive_packet(encoder, packet);
      if (status == AVERROR_EAGAIN() || status == AVERROR_EOF()) {
        return;
      }
      check(status, "compress");
      packet.stream_index(stream.index());
      packet.duration(EncoderSettings.ticks(frameMicros));
      av_packet_rescale_ts(packet, encoder.time_base(), stream.time_base());
      check(av_interleaved_write_frame(muxer, packet), "write");
    }
  }

  private void check(int status, String verb) throws IOException {
    if (status < 0) {
      byte[] text = new byte[ERROR_TEXT_BYTES];
      av_strerror(status, text, text.length);
      int length = 0;
      while (length < text.length && text[length] != 0) {
        length++;
      }
      throw new IOException(
          "cannot %s %s: %s; make sure that the folder is writable and has free space"
              .formatted(verb, path, new String(text, 0, length, StandardCharsets.UTF_8)));
    }
  }

  /** Finishes the file; may be called more than once. */
  @Override
  public void close() throws IOException {
    if (muxer == null) {
      return;
    }
    try {
      if (headerWritten) {
        avcodec_send_frame(encoder, null);
        drain();
        check(av_write_trailer(muxer), "finish");
      }
    } finally {
      free();
    }
  }

  private void free() {
    if (yuv != null) {
      yuv.close();
    }
    if (packet != null) {
      av_packet_free(packet);
    }
    if (frame != null) {
      av_frame_free(frame);
    }
    if (encoder != null) {
      avcodec_free_context(encoder);
    }
    if (muxer != null && !muxer.isNull()) {
      if (muxer.pb() != null) {
        avio_closep(muxer.pb());
      }
      avformat_free_context(muxer);
    }
    muxer = null;
  }
}
