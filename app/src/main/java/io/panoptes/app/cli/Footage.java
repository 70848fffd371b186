package io.panoptes.app.cli;

import io.panoptes.ingest.SourceException;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.distil.MotionTeacher;
import io.panoptes.train.distil.TaughtFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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
    Recording recording = Recording.open(file);
    long frames = recording.frames();
    if (frames < 10) {
      throw new SourceException(
          "%s has %d frames; at least 10 are needed to learn from and to measure on"
              .formatted(file, frames));
    }
    List<TaughtFrame> taught = new ArrayList<>();
    MotionTeacher corrector = new MotionTeacher(LabelSet.STREET);
    long every = Math.max(1, (frames + mostFrames - 1) / mostFrames);
    recording.read(
        number -> needsEveryFrame || motion.isPresent() || isWanted(number, every),
        stop,
        frame -> {
          if (motion.isPresent()) {
            corrector.watch(frame.segment(motion.get()), frame.time());
          }
          boolean wanted = isWanted(frame.number(), every);
          if (!wanted && !needsEveryFrame) {
            return;
          }
          Segmentation found = frame.segment(teacher);
          if (wanted) {
            boolean heldOut = frame.number() >= (1 - HELD_OUT) * frames;
            String name = file + " frame " + (frame.number() + 1);
            TaughtFrame labelled = new TaughtFrame(name, frame.pixels(), found, heldOut);
            if (motion.isPresent()) {
              corrector.keep(labelled);
            } else {
              taught.add(labelled);
            }
          }
        });
    return motion.isPresent() ? corrector.corrected() : taught;
  }

  private static boolean isWanted(long number, long every) {
    return number % every == every - 1;
  }
}
