package io.panoptes.ingest.javacv;

import io.panoptes.ingest.EncodedPicture;
import io.panoptes.ingest.Picture;
import org.bytedeco.opencv.opencv_core.Mat;

/** A complete picture in OpenCV's memory, or the place of one that could not be read. */
final class MatPicture implements Picture {

  private final long ptsMicros;
  private final JpegWriters writers;
  private final boolean whole;
  private Mat pixels;

  /**
   * @param pixels blue, green, red; owned by this object from now on; without pixels when the
   *     picture could not be read
   */
  MatPicture(Mat pixels, long ptsMicros, JpegWriters writers) {
    this.pixels = pixels;
    this.ptsMicros = ptsMicros;
    this.writers = writers;
    this.whole = !pixels.empty();
  }

  @Override
  public Condition condition() {
    return whole ? Condition.KEY : Condition.DAMAGED;
  }

  @Override
  public long ptsMicros() {
    return ptsMicros;
  }

  @Override
  public EncodedPicture encode() {
    if (pixels == null || !whole) {
      throw new IllegalStateException("the picture could not be read or is closed");
    }
    return writers.with(pixels.cols(), pixels.rows(), writer -> writer.write(pixels));
  }

  @Override
  public void close() {
    if (pixels != null) {
      pixels.close();
      pixels = null;
    }
  }
}
