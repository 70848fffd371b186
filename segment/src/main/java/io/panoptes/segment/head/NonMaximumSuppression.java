package io.panoptes.segment.head;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Of boxes that cover each other, keeps those with the best scores. */
final class NonMaximumSuppression {

  /** Which boxes compete. */
  enum Mode {
    /** None: the graph has done it. */
    NONE,
    /** Those of one label. */
    PER_CLASS,
    /** All. */
    AGNOSTIC
  }

  private NonMaximumSuppression() {}

  /**
   * Greedy: the best box is kept, and those that overlap it by more than the limit are not.
   *
   * @param iou what two kept boxes may share at most
   * @param most boxes that are kept
   * @return the best first; of equal scores the first of the list
   */
  static List<Detection> apply(List<Detection> detections, Mode mode, double iou, int most) {
    List<Detection> ordered = new ArrayList<>(detections);
    ordered.sort(Comparator.comparingDouble(Detection::score).reversed());
    List<Detection> kept = new ArrayList<>();
    for (int i = 0; i < ordered.size() && kept.size() < most; i++) {
      if (mode == Mode.NONE || isFree(ordered.get(i), kept, mode, iou)) {
        kept.add(ordered.get(i));
      }
    }
    return kept;
  }

  private static boolean isFree(
      Detection detection, List<Detection> kept, Mode mode, double limit) {
    for (Detection other : kept) {
      if ((mode == Mode.AGNOSTIC || other.label() == detection.label())
          && other.box().iou(detection.box()) > limit) {
        return false;
      }
    }
    return true;
  }
}
