package io.panoptes.ingest.javacv;

import io.panoptes.ingest.EncodedPicture;
import io.panoptes.ingest.Picture;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;

/** A decoded frame in FFmpeg's memory, or the place of one that could not be decoded. */
final class FfmpegPicture implements Picture {

  private final Condition condition;
  private final long ptsMicros;
  private final JpegWriters writers;
  private AVFrame frame;

  private FfmpegPicture(Condition condition, long ptsMicros, AVFrame frame, JpegWriters writers) {
    this.condition = condition;
    this.ptsMicros = ptsMicros;
    this.frame = frame;
    this.writers = writers;
  }

  /** Owns the frame from now on. */
  static FfmpegPicture of(AVFrame frame, Condition condition, long ptsMicros, JpegWriters writers) {
    return new FfmpegPicture(condition, ptsMicros, frame, writers);
  }

  /** Stands for a picture that the decoder gave up. */
  static FfmpegPicture lost() {
    return new FfmpegPicture(Condition.DAMAGED, NO_PTS, null, null);
  }

  /** In pixels, 0 when there are none. */
  int width() {
    return frame == null ? 0 : frame.width();
  }

  int height() {
    return frame == null ? 0 : frame.height();
  }

  @Override
  public Condition condition() {
    return condition;
  }

  @Override
  public long ptsMicros() {
    return ptsMicros;
  }

  @Override
  public EncodedPicture encode() {
    if (frame == null) {
      throw new IllegalStateException("the picture was lost or is closed");
    }
    return writers.with(frame.width(), frame.height(), writer -> writer.write(frame));
  }

  @Override
  public void close() {
    if (frame != null) {
      avutil.av_frame_free(frame);
      frame = null;
    }
  }
}
