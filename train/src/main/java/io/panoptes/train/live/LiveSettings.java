package io.panoptes.train.live;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.core.frame.CameraId;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.Segmenters;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The section {@code distil}: how cameras with {@code distil: true} get networks of their own.
 *
 * @param teacher segmenter that labels frames
 * @param motionTeacher whether what moves corrects a teacher that does not watch it itself, on
 *     cameras that do not move
 * @param folder in which each camera has a folder with the versions of its model
 * @param cpu processors that teacher and learning take together, on average; raising it learns
 *     sooner and takes time from everything else
 * @param every event time between two frames that the teacher labels
 * @param frames newest labelled frames that are learnt from and measured on; raising it remembers
 *     longer and takes memory while learning
 * @param leastFrames labelled frames before a camera's first round; a quarter of it before each
 *     further one
 * @param steps of learning in a round
 * @param keep versions of a camera's model that are kept
 */
public record LiveSettings(
    String teacher,
    boolean motionTeacher,
    Path folder,
    double cpu,
    Duration every,
    int frames,
    int leastFrames,
    long steps,
    int keep) {

  private static final double MOST_CPU = 256;

  public LiveSettings {
    requireNonNull(folder, "folder is null");
    requireNonNull(every, "every is null");
    if (teacher.isBlank()) {
      throw new IllegalArgumentException("teacher is empty; name a segmenter, such as motion");
    }
    if (!(cpu > 0 && cpu <= MOST_CPU)) {
      throw new IllegalArgumentException("cpu " + cpu + " must be more than 0, 256 at most");
    }
    if (every.isNegative()) {
      throw new IllegalArgumentException("every " + every + " must not be negative");
    }
    if (leastFrames < 10 || frames < leastFrames) {
      throw new IllegalArgumentException(
          "frames %d and least-frames %d: both must be at least 10, and the second not the larger"
              .formatted(frames, leastFrames));
    }
    if (steps < 1 || keep < 2) {
      throw new IllegalArgumentException(
          "steps %d and keep %d: allowed are at least 1 and 2".formatted(steps, keep));
    }
  }

  /** What an empty section gives. */
  public static LiveSettings defaults() {
    return new LiveSettings(
        "motion", true, Path.of("panoptes-models"), 0.25, Duration.ofSeconds(10), 100, 40, 120, 5);
  }

  /**
   * Reads the section {@code distil}; problems are recorded in its document.
   *
   * @param segment whose models are allowed by name
   */
  public static LiveSettings read(ConfigNode section, SegmentSettings segment) {
    LiveSettings defaults = defaults();
    String teacher = section.text("teacher", defaults.teacher);
    try {
      Segmenters.load().choose(teacher, segment);
    } catch (SegmenterException e) {
      section.section("teacher").problem(e.getMessage());
      teacher = defaults.teacher;
    }
    int frames = (int) section.integer("frames", defaults.frames, 10, 10_000);
    int least =
        (int) section.integer("least-frames", Math.min(defaults.leastFrames, frames), 10, 10_000);
    if (least > frames) {
      section
          .section("least-frames")
          .problem("is " + least + "; it must not be more than 'frames', " + frames);
      least = frames;
    }
    return new LiveSettings(
        teacher,
        section.bool("motion-teacher", defaults.motionTeacher),
        Path.of(section.text("folder", defaults.folder.toString())),
        section.number("cpu", defaults.cpu, 0.01, MOST_CPU),
        section.duration("every", defaults.every, Duration.ZERO, Duration.ofDays(1)),
        frames,
        least,
        section.integer("steps", defaults.steps, 1, 1_000_000),
        (int) section.integer("keep", defaults.keep, 2, 1000));
  }

  /** Where a camera's versions are. */
  public Path folder(CameraId camera) {
    return folder.resolve(camera.value()).toAbsolutePath();
  }

  /** Threads inside runtimes: as many as there are whole processors to use, at least one. */
  public int threads() {
    return (int) Math.max(1, Math.floor(cpu));
  }
}
