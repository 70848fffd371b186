package io.panoptes.bench.replay.javacv;

import io.panoptes.segment.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/** The pictures of a video file, by JavaCV's own grabber. Belongs to one thread at a time. */
public final class VideoReader implements AutoCloseable {

  private final FFmpegFrameGrabber grabber;

  public VideoReader(Path file) throws IOException {
    grabber = new FFmpegFrameGrabber(file.toFile());
    try {
      grabber.start();
    } catch (FFmpegFrameGrabber.Exception e) {
      throw new IOException(file + " is no video that FFmpeg can read: " + e.getMessage(), e);
    }
  }

  /** In pixels. */
  public int width() {
    return grabber.getImageWidth();
  }

  /** In pixels. */
  public int height() {
    return grabber.getImageHeight();
  }

  /**
   * Decodes the next picture.
   *
   * @param target takes the pixels
   * @return the picture's presentation time in microseconds, -1 at the end
   */
  public long read(Image target) throws IOException {
    Frame frame = grabber.grabImage();
    if (frame == null) {
      return -1;
    }
    ByteBuffer source = ((ByteBuffer) frame.image[0]).duplicate();
    ByteBuffer pixels = target.bgr();
    int row = Image.CHANNELS * target.width();
    if (frame.imageStride == row) {
      pixels.put(0, source, 0, row * target.height());
    } else {
      for (int y = 0; y < target.height(); y++) {
        pixels.put(row * y, source, frame.imageStride * y, row);
      }
    }
    return Math.max(0, frame.timestamp);
  }

  @Override
  public void close() throws IOException {
    grabber.close();
  }
}
