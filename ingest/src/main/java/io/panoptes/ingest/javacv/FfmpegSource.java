package io.panoptes.ingest.javacv;

import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.ConnectionSettings;
import io.panoptes.ingest.FrameSource;
import io.panoptes.ingest.Picture;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceInfo;
import io.panoptes.ingest.SourceUri;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Everything that FFmpeg reads: video files, RTSP, HTTP with HLS and MJPEG, USB cameras. Network
 * operations carry FFmpeg's own timeouts and, for what those do not cover, the interrupt callback.
 */
final class FfmpegSource implements FrameSource {

  private static final long POLL_NANOS = 2_000_000;
  private static final int MOST_THREADS = 16;

  /** There may be many cameras. */
  private static final int MOST_LIVE_THREADS = 4;

  private final CameraSettings settings;
  private final JpegWriters writers;
  private final FfmpegInterrupt interrupt = new FfmpegInterrupt();
  private final SuspectPackets suspects = new SuspectPackets();
  private final FfmpegLog log;
  private FfmpegLog.Subscription losses;
  private AVFormatContext format;
  private AVCodecContext decoder;
  private AVPacket packet;
  private AVFrame frame;
  private AVStream stream;
  private AVRational microseconds;
  private boolean usesArrivalTime;
  private long packetsRead;
  private String shortfall;
  private FfmpegPicture first;

  FfmpegSource(CameraSettings settings) {
    this.settings = settings;
    this.writers = new JpegWriters(settings.picture());
    this.log = FfmpegLog.install();
  }

  @Override
  public SourceInfo open() throws SourceException {
    ConnectionSettings connection = settings.connection();
    FfmpegInput input = new FfmpegInput(settings);
    input.requireFile();
    format = avformat.avformat_alloc_context();
    AVIOInterruptCB giveUp = format.interrupt_callback();
    giveUp.callback(interrupt);
    format.interrupt_callback(giveUp);
    losses = log.onLoss(format, suspects::lost);
    interrupt.limit(connection.connectTimeout());
    check(input.open(format), connection.connectTimeout().toMillis());
    interrupt.limit(connection.readTimeout());
    check(
        avformat.avformat_find_stream_info(format, (PointerPointer<?>) null),
        connection.readTimeout().toMillis());
    openDecoder();
    packet = avcodec.av_packet_alloc();
    frame = avutil.av_frame_alloc();
    microseconds = avutil.av_make_q(1, 1_000_000);
    String container = format.iformat().name().getString();
    usesArrivalTime = settings.source().kind() == SourceUri.Kind.HTTP && container.contains("jpeg");
    if (stream.codecpar().width() < 1 || stream.codecpar().height() < 1) {
      first = readFirst();
    }
    return info();
  }

  /** A stream that tells its size only in its pictures: the first one, kept for {@link #next}. */
  private FfmpegPicture readFirst() throws SourceException {
    while (true) {
      FfmpegPicture picture =
          decode().orElseThrow(() -> new SourceException(settings.source() + " has no picture"));
      if (picture.width() > 0) {
        return picture;
      }
      picture.close();
    }
  }

  private void openDecoder() throws SourceException {
    int index =
        avformat.av_find_best_stream(
            format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (PointerPointer<?>) null, 0);
    if (index < 0) {
      throw new SourceException(settings.source() + " has no video stream");
    }
    for (int i = 0; i < format.nb_streams(); i++) {
      if (i != index) {
        format.streams(i).discard(avcodec.AVDISCARD_ALL);
      }
    }
    stream = format.streams(index);
    AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
    if (codec == null) {
      BytePointer name = avcodec.avcodec_get_name(stream.codecpar().codec_id());
      throw new SourceException(
          "%s is compressed with %s, which this FFmpeg build cannot decode"
              .formatted(settings.source(), name.getString()));
    }
    decoder = avcodec.avcodec_alloc_context3(codec);
    avcodec.avcodec_parameters_to_context(decoder, stream.codecpar());
    decoder.pkt_timebase(stream.time_base());
    int processors = Runtime.getRuntime().availableProcessors();
    decoder.thread_count(
        Math.min(processors, settings.isRecording() ? MOST_THREADS : MOST_LIVE_THREADS));
    // Frame threads hold pictures back, which a camera's latency would feel.
    decoder.thread_type(
        settings.isRecording()
            ? AVCodecContext.FF_THREAD_FRAME | AVCodecContext.FF_THREAD_SLICE
            : AVCodecContext.FF_THREAD_SLICE);
    check(avcodec.avcodec_open2(decoder, codec, (PointerPointer<?>) null), 0);
  }

  private SourceInfo info() {
    AVRational rate = avformat.av_guess_frame_rate(format, stream, null);
    double framesPerSecond =
        rate.den() > 0 && rate.num() > 0 ? (double) rate.num() / rate.den() : 0;
    return new SourceInfo(
        first == null ? stream.codecpar().width() : first.width(),
        first == null ? stream.codecpar().height() : first.height(),
        framesPerSecond,
        totalFrames(framesPerSecond),
        recordedAt());
  }

  private OptionalLong totalFrames(double framesPerSecond) {
    if (!settings.isRecording()) {
      return OptionalLong.empty();
    }
    if (stream.nb_frames() > 0) {
      return OptionalLong.of(stream.nb_frames());
    }
    if (format.duration() <= 0 || framesPerSecond <= 0) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Math.round(format.duration() / 1e6 * framesPerSecond));
  }

  private Optional<Instant> recordedAt() {
    AVDictionaryEntry entry = avutil.av_dict_get(format.metadata(), "creation_time", null, 0);
    if (entry == null) {
      return Optional.empty();
    }
    try {
      Instant created = Instant.parse(entry.value().getString());
      // Many writers leave the field at its zero, which is 1904 in MP4.
      return created.isAfter(Instant.EPOCH) ? Optional.of(created) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Picture> next() throws SourceException {
    if (first != null) {
      Picture picture = first;
      first = null;
      return Optional.of(picture);
    }
    return decode().map(picture -> picture);
  }

  private Optional<FfmpegPicture> decode() throws SourceException {
    while (true) {
      int received = avcodec.avcodec_receive_frame(decoder, frame);
      if (received >= 0) {
        return Optional.of(picture());
      }
      if (received == avutil.AVERROR_EOF()) {
        return Optional.empty();
      }
      if (received != avutil.AVERROR_EAGAIN()) {
        return Optional.of(FfmpegPicture.lost());
      }
      if (!sendPacket()) {
        return Optional.of(FfmpegPicture.lost());
      }
    }
  }

  /** Feeds the decoder; false when the packet was broken. */
  private boolean sendPacket() throws SourceException {
    if (!readPacket()) {
      avcodec.avcodec_send_packet(decoder, null);
      return true;
    }
    try {
      packetsRead++;
      suspects.read(packet);
      return avcodec.avcodec_send_packet(decoder, packet) >= 0;
    } finally {
      avcodec.av_packet_unref(packet);
    }
  }

  /** Reads on to the next packet of the video stream; false at the end. */
  private boolean readPacket() throws SourceException {
    boolean file = settings.source().kind() == SourceUri.Kind.PATH;
    if (file) {
      interrupt.unlimited();
    } else {
      interrupt.limit(settings.connection().readTimeout());
    }
    while (true) {
      int read = avformat.av_read_frame(format, packet);
      if (read == avutil.AVERROR_EAGAIN() && interrupt.call(null) == 0) {
        LockSupport.parkNanos(POLL_NANOS);
      } else if (read == avutil.AVERROR_EOF() && !interrupt.isInterrupted()) {
        noteShortfall("");
        return false;
      } else if (read < 0) {
        if (file && !interrupt.isInterrupted()) {
          noteShortfall(" (" + errorText(read) + ")");
          return false;
        }
        check(read, settings.connection().readTimeout().toMillis());
      } else if (packet.stream_index() == stream.index()) {
        return true;
      } else {
        avcodec.av_packet_unref(packet);
      }
    }
  }

  private void noteShortfall(String detail) {
    long expected = stream.nb_frames();
    if (settings.isRecording() && (!detail.isEmpty() || packetsRead < expected)) {
      shortfall =
          expected > 0
              ? "%s ends early: %d of %d frames could be read%s"
                  .formatted(settings.source(), packetsRead, expected, detail)
              : "%s ends early: %d frames could be read%s"
                  .formatted(settings.source(), packetsRead, detail);
    }
  }

  private FfmpegPicture picture() {
    Picture.Condition condition = suspects.condition(frame);
    long pts = frame.best_effort_timestamp();
    long micros =
        usesArrivalTime || pts == avutil.AV_NOPTS_VALUE
            ? Picture.NO_PTS
            : avutil.av_rescale_q(pts, stream.time_base(), microseconds);
    AVFrame owned = avutil.av_frame_alloc();
    avutil.av_frame_move_ref(owned, frame);
    return FfmpegPicture.of(owned, condition, micros, writers);
  }

  private void check(int result, long limitMillis) throws SourceException {
    if (result >= 0) {
      return;
    }
    String why;
    if (interrupt.isInterrupted()) {
      why = "was interrupted";
    } else if (interrupt.isExpired() || result == -110) {
      why = "gave no answer within " + limitMillis / 1000.0 + " s";
    } else if (settings.source().kind() == SourceUri.Kind.PATH) {
      why = "is no video that FFmpeg can read: " + errorText(result);
    } else {
      why = "cannot be read: " + errorText(result);
    }
    throw new SourceException(settings.source() + " " + why);
  }

  private String errorText(int error) {
    byte[] text = new byte[avutil.AV_ERROR_MAX_STRING_SIZE];
    avutil.av_strerror(error, text, text.length);
    int length = 0;
    while (length < text.length && text[length] != 0) {
      length++;
    }
    return settings.source().redact(new String(text, 0, length, StandardCharsets.UTF_8));
  }

  @Override
  public Optional<String> shortfall() {
    return Optional.ofNullable(shortfall);
  }

  @Override
  public void interrupt() {
    interrupt.interrupt();
  }

  @Override
  public void close() {
    if (first != null) {
      first.close();
      first = null;
    }
    writers.close();
    if (frame != null) {
      avutil.av_frame_free(frame);
      frame = null;
    }
    if (packet != null) {
      avcodec.av_packet_free(packet);
      packet = null;
    }
    if (decoder != null) {
      avcodec.avcodec_free_context(decoder);
      decoder = null;
    }
    if (losses != null) {
      losses.close();
      losses = null;
    }
    if (format != null) {
      avformat.avformat_close_input(format);
      format = null;
    }
    if (microseconds != null) {
      microseconds.close();
      microseconds = null;
    }
    interrupt.close();
  }
}
