package io.panoptes.sink.javacv;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import io.panoptes.sink.SinkSettings;
import java.io.IOException;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds and opens a video encoder of this FFmpeg build. */
final class Encoders {

  private static final Logger LOG = LoggerFactory.getLogger(Encoders.class);

  /** Software encoders of H.264, the one of the LGPL build first. */
  private static final List<String> H264 = List.of("libopenh264", "libx264");

  private static final double KEY_FRAME_SECONDS = 2;

  private Encoders() {}

  /**
   * An open encoder; the caller frees it.
   *
   * @param flags of the codec context
   */
  static AVCodecContext open(EncoderSettings settings, int flags) throws IOException {
    if (settings.codec() != SinkSettings.Codec.MPEG4) {
      for (String name : H264) {
        AVCodec codec = avcodec_find_encoder_by_name(name);
        AVCodecContext context = codec == null ? null : open(codec, settings, flags);
        if (context != null) {
          return context;
        }
      }
      String missing =
          "this FFmpeg build cannot write H.264 of %dx%d (tried %s)"
              .formatted(settings.evenWidth(), settings.evenHeight(), H264);
      if (settings.codec() == SinkSettings.Codec.H264) {
        throw new IOException(missing + "; set sink.codec to auto or mpeg4");
      }
      LOG.warn("{}; writing MPEG-4 part 2, which browsers do not play", missing);
    }
    AVCodec mpeg4 = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    AVCodecContext context = mpeg4 == null ? null : open(mpeg4, settings, flags);
    if (context == null) {
      throw new IOException(
          "this FFmpeg build cannot write MPEG-4 video of %dx%d; set sink.overlay to false"
              .formatted(settings.evenWidth(), settings.evenHeight()));
    }
    return context;
  }

  /** Null when the encoder does not want to. */
  private static AVCodecContext open(AVCodec codec, EncoderSettings settings, int flags) {
    AVCodecContext context = avcodec_alloc_context3(codec);
    context.width(settings.evenWidth());
    context.height(settings.evenHeight());
    context.pix_fmt(AV_PIX_FMT_YUV420P);
    context.colorspace(AVCOL_SPC_SMPTE170M);
    context.color_range(AVCOL_RANGE_MPEG);
    int milliFrames = (int) Math.max(1, Math.round(settings.framesPerSecond() * 1000));
    context.time_base(rational(1, EncoderSettings.TICKS));
    context.framerate(rational(milliFrames, 1000));
    context.gop_size(
        (int) Math.max(10, Math.min(250, Math.round(KEY_FRAME_SECONDS * milliFrames / 1000))));
    context.max_b_frames(0);
    context.bit_rate(settings.chosenBitrate());
    context.thread_count(1);
    context.flags(context.flags() | flags);
    AVDictionary options = new AVDictionary(null);
    try {
      av_dict_set(options, "allow_skip_frames", "0", 0);
      if (avcodec_open2(context, codec, options) < 0) {
        avcodec_free_context(context);
        return null;
      }
    } finally {
      av_dict_free(options);
    }
    return context;
  }

  private static AVRational rational(int numerator, int denominator) {
    return new AVRational().num(numerator).den(denominator);
  }
}
