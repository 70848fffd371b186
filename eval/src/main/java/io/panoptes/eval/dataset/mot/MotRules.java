package io.panoptes.eval.dataset.mot;

import java.util.Set;

/**
 * What TrackEval does to MOT Challenge files before it counts, by benchmark. Ground truth whose
 * confidence column, cut to a whole number, is 0 is never evaluated. From MOT16 on only pedestrians
 * (class 1) are, and a result that matches a person on a vehicle, a static person, a distractor or
 * a reflection is taken out instead of counted as wrong; MOT20 adds non-motorised vehicles.
 */
public enum MotRules {
  /** MOT15, and any file whose ground truth has no classes. */
  MOT15(Set.of()),
  MOT16(Set.of(2, 7, 8, 12)),
  MOT17(Set.of(2, 7, 8, 12)),
  MOT20(Set.of(2, 6, 7, 8, 12));

  /** The class that is evaluated. */
  static final int PEDESTRIAN = 1;

  /** The largest class that the benchmarks know. */
  static final int LAST_CLASS = 13;

  private final Set<Integer> distractors;

  MotRules(Set<Integer> distractors) {
    this.distractors = distractors;
  }

  boolean usesClasses() {
    return this != MOT15;
  }

  boolean isDistractor(int category) {
    return distractors.contains(category);
  }

  boolean evaluates(MotRow row) {
    return (int) row.confidence() != 0 && (!usesClasses() || row.category() == PEDESTRIAN);
  }

  /** MOT17 for ground truth with classes, MOT15 for that without. */
  public static MotRules of(MotFile truth) {
    return truth.byFrame().values().stream()
            .flatMap(java.util.List::stream)
            .anyMatch(row -> row.category() > 0)
        ? MOT17
        : MOT15;
  }
}
