package io.panoptes.ingest.javacv;

import io.panoptes.ingest.EncodedPicture;
import io.panoptes.ingest.PictureSettings;
import java.util.ArrayDeque;
import java.util.function.Function;

/**
 * The writers of one source: as many as threads encode at the same time, made when needed. All
 * pictures get the size of the first one, so that an epoch has one size whatever the camera does.
 * Safe for several threads.
 */
final class JpegWriters implements AutoCloseable {

  private final PictureSettings settings;
  private final ArrayDeque<JpegWriter> idle = new ArrayDeque<>();
  private int width;
  private int height;
  private boolean closed;

  JpegWriters(PictureSettings settings) {
    this.settings = settings;
  }

  /**
   * Lends a writer to the action.
   *
   * @param sourceWidth of the picture to be written, in pixels
   * @param sourceHeight likewise
   */
  EncodedPicture with(
      int sourceWidth, int sourceHeight, Function<JpegWriter, EncodedPicture> action) {
    JpegWriter writer = borrow(sourceWidth, sourceHeight);
    try {
      return action.apply(writer);
    } finally {
      giveBack(writer);
    }
  }

  private synchronized JpegWriter borrow(int sourceWidth, int sourceHeight) {
    if (closed) {
      throw new IllegalStateException("the source of this picture is closed");
    }
    if (width == 0) {
      width = settings.targetWidth(sourceWidth, sourceHeight);
      height = settings.targetHeight(sourceWidth, sourceHeight);
    }
    JpegWriter writer = idle.poll();
    return writer == null ? new JpegWriter(settings, width, height) : writer;
  }

  private synchronized void giveBack(JpegWriter writer) {
    if (closed) {
      writer.close();
    } else {
      idle.push(writer);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(JpegWriter::close);
    idle.clear();
  }
}
