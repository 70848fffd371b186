package io.panoptes.eval.tracking;

import io.panoptes.eval.MalformedEntryException;
import java.util.HashSet;
import java.util.Set;

/**
 * One frame of a sequence: who is there, who was reported and how much each pair overlaps. The
 * arrays are owned by this object.
 */
public final class TrackingFrame {

  private final int[] truthIds;
  private final int[] predictedIds;
  private final double[] similarity;

  /**
   * @param similarity row for each truth, column for each prediction, 0 to 1; ownership of all
   *     arrays passes to the new object
   * @throws MalformedEntryException when an id appears twice on one side
   */
  public TrackingFrame(int[] truthIds, int[] predictedIds, double[] similarity) {
    if (similarity.length != truthIds.length * predictedIds.length) {
      throw new IllegalArgumentException(
          "%d truths and %d predictions need as many similarities as pairs, got %d"
              .formatted(truthIds.length, predictedIds.length, similarity.length));
    }
    requireUnique(truthIds, true);
    requireUnique(predictedIds, false);
    this.truthIds = truthIds;
    this.predictedIds = predictedIds;
    this.similarity = similarity;
  }

  private static void requireUnique(int[] ids, boolean inTruth) {
    Set<Integer> seen = new HashSet<>(2 * ids.length);
    for (int id : ids) {
      if (!seen.add(id)) {
        throw new MalformedEntryException(inTruth, "id " + id, "appears twice in one frame");
      }
    }
  }

  public int truths() {
    return truthIds.length;
  }

  public int predictions() {
    return predictedIds.length;
  }

  public int truthId(int truth) {
    return truthIds[truth];
  }

  public int predictedId(int prediction) {
    return predictedIds[prediction];
  }

  /** Overlap of a pair, 0 to 1. */
  public double similarity(int truth, int prediction) {
    return similarity[truth * predictedIds.length + prediction];
  }

  /** All overlaps, row for each truth, not a copy: read only. */
  double[] similarities() {
    return similarity;
  }
}
