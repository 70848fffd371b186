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
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.Pixels;
import io.panoptes.train.distil.MotionTeacher;
import io.panoptes.train.distil.TaughtFrame;
import io.panoptes.train.report.Validation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;

/** Takes frames out of recordings, evenly spread, and lets a teacher label them. */
final class Footage {

  /** Share of a recording, its end, whose frames are kept apart. */
  private static final double HELD_OUT = 0.2;

  private final Segmenter teacher;
  private final boolean needsEveryFrame;
  private final Optional<Segmenter> motion;
  private final int mostFrames;

  /**
   * @param needsEveryFrame whether the teacher looks at time, as motion does
   * @param motion corrects the teacher as {@link MotionTeacher} says
   * @param mostFrames of one recording
   */
  Footage(Segmenter teacher, boolean needsEveryFrame, Optional<Segmenter> motion, int mostFrames) {
    this.teacher = teacher;
    this.needsEveryFrame = needsEveryFrame;
    this.motion = motion;
    this.mostFrames = mostFrames;
  }

  /**
   * Labels one recording, of which the last fifth is kept apart.
   *
   * @throws SourceException when it cannot be read, or is too short
   */
  List<TaughtFrame> label(String file, BooleanSupplier stop) throws IOException, SourceException {
    CameraSettings settings = CameraSettings.recording(new CameraId("footage"), file);
    long frames = count(settings);
    if (frames < 10) {
      throw new SourceException(
          "%s has %d frames; at least 10 are needed to learn from and to measure on"
              .formatted(file, frames));
    }
    List<TaughtFrame> taught = new ArrayList<>();
    MotionTeacher corrector = new MotionTeacher(LabelSet.STREET);
    long every = Math.max(1, (frames + mostFrames - 1) / mostFrames);
    try (FrameSource source = new JavacvSources().create(settings)) {
      source.open();
      for (long number = 0; number < frames && !stop.getAsBoolean(); number++) {
        Optional<Picture> next = source.next();
        if (next.isEmpty()) {
          break;
        }
        try (Picture picture = next.get()) {
          boolean wanted = number % every == every - 1;
          if (!wanted && !needsEveryFrame && motion.isEmpty()) {
            continue;
          }
          Pixels pixels = pixels(picture);
          FrameId id = new FrameId(settings.camera(), 0, number);
          Instant time = time(picture, number);
          if (motion.isPresent()) {
            corrector.watch(Validation.segment(motion.get(), pixels, id, time), time);
          }
          if (!wanted && !needsEveryFrame) {
            continue;
          }
          Segmentation found = Validation.segment(teacher, pixels, id, time);
          if (wanted) {
            boolean heldOut = number >= (1 - HELD_OUT) * frames;
            TaughtFrame frame =
                new TaughtFrame(file + " frame " + (number + 1), pixels, found, heldOut);
            if (motion.isPresent()) {
              corrector.keep(frame);
            } else {
              taught.add(frame);
            }
          }
        }
      }
    }
    return motion.isPresent() ? corrector.corrected() : taught;
  }

  /** When a frame was seen; 25 a second where the recording does not say. */
  private static Instant time(Picture picture, long number) {
    return picture.ptsMicros() == Picture.NO_PTS
        ? Instant.EPOCH.plusMillis(40 * number)
        : Instant.EPOCH.plus(picture.ptsMicros(), ChronoUnit.MICROS);
  }

  /** Frames of the recording: what its container says is only a guess. */
  private static long count(CameraSettings settings) throws SourceException {
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
      return frames;
    }
  }

  private static Pixels pixels(Picture picture) throws IOException {
    byte[] bytes = picture.encode().image().bytes();
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
    return ImageIoReader.pixels(image);
  }
}
