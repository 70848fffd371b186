package io.panoptes.app.cli;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.FrameSource;
import io.panoptes.ingest.Picture;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceInfo;
import io.panoptes.ingest.javacv.JavacvSources;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.train.data.ImageIoReader;
import io.panoptes.train.data.Pixels;
import io.panoptes.train.report.Validation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import javax.imageio.ImageIO;

/** A file of footage whose frames commands look at themselves, without a pipeline. */
final class Recording {

  private final CameraSettings settings;
  private final long frames;

  private Recording(CameraSettings settings, long frames) {
    this.settings = settings;
    this.frames = frames;
  }

  /**
   * A decoded frame.
   *
   * @param number from 0
   * @param time of the recording, from about the epoch on
   */
  record Frame(CameraId camera, long number, Instant time, Pixels pixels) {

    Segmentation segment(Segmenter segmenter) {
      return Validation.segment(segmenter, pixels, new FrameId(camera, 0, number), time);
    }
  }

  /** Takes a frame. */
  interface Visitor {
    void visit(Frame frame) throws IOException;
  }

  /**
   * Counts the frames of a recording: what its container says is only a guess.
   *
   * @throws SourceException when it cannot be read, or its pictures are smaller than 32x32
   */
  static Recording open(String file) throws SourceException {
    CameraSettings settings = CameraSettings.recording(new CameraId("footage"), file);
    try (FrameSource source = new JavacvSources().create(settings)) {
      SourceInfo info = source.open();
      if (info.width() < 32 || info.height() < 32) {
        throw new SourceException("the pictures are smaller than 32x32");
      }
      long frames = 0;
      for (Optional<Picture> next = source.next(); next.isPresent(); next = source.next()) {
        next.get().close();
        frames++;
      }
      return new Recording(settings, frames);
    }
  }

  long frames() {
    return frames;
  }

  /** Shows the wanted frames in order, until {@code stop} says so. */
  void read(LongPredicate wanted, BooleanSupplier stop, Visitor visitor)
      throws IOException, SourceException {
    try (FrameSource source = new JavacvSources().create(settings)) {
      source.open();
      for (long number = 0; number < frames && !stop.getAsBoolean(); number++) {
        Optional<Picture> next = source.next();
        if (next.isEmpty()) {
          break;
        }
        try (Picture picture = next.get()) {
          if (wanted.test(number)) {
            visitor.visit(
                new Frame(settings.camera(), number, time(picture, number), pixels(picture)));
          }
        }
      }
    }
  }

  /** When a frame was seen; 25 a second where the recording does not say. */
  private static Instant time(Picture picture, long number) {
    return picture.ptsMicros() == Picture.NO_PTS
        ? Instant.EPOCH.plusMillis(40 * number)
        : Instant.EPOCH.plus(picture.ptsMicros(), ChronoUnit.MICROS);
  }

  private static Pixels pixels(Picture picture) throws IOException {
    byte[] bytes = picture.encode().image().bytes();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    return ImageIoReader.pixels(image);
  }
}
