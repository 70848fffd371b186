package io.panoptes.eval.tracking;

/**
 * The matching that data sets do before metrics count, to find results that fell on something that
 * is not evaluated. Not for several threads.
 */
public final class Preprocessing {

  private static final double THRESHOLD = 0.5;
  private static final double TINY = 0x1p-52;

  private final LinearAssignment assignment = new LinearAssignment();

  /**
   * Pairs truths and predictions of a frame so that the summed similarity is largest, using pairs
   * of at least 0.5 only.
   *
   * @param similarity row for each truth
   * @return for each prediction its truth, or −1
   */
  public int[] match(double[] similarity, int truths, int predictions) {
    double[] scores = new double[similarity.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = similarity[i] < THRESHOLD - TINY ? 0 : similarity[i];
    }
    int[] predictionOf = new int[truths];
    assignment.maximise(scores, truths, predictions, predictionOf);
    int[] truthOf = new int[predictions];
    java.util.Arrays.fill(truthOf, -1);
    for (int g = 0; g < truths; g++) {
      if (predictionOf[g] >= 0 && scores[g * predictions + predictionOf[g]] > TINY) {
        truthOf[predictionOf[g]] = g;
      }
    }
    return truthOf;
  }

  /**
   * The frame without some of its truths and predictions.
   *
   * @param similarity row for each truth
   */
  public static TrackingFrame keep(
      int[] truthIds,
      boolean[] keepTruth,
      int[] predictedIds,
      boolean[] keepPrediction,
      double[] similarity) {
    int[] rows = kept(keepTruth);
    int[] columns = kept(keepPrediction);
    int[] truths = new int[rows.length];
    int[] predictions = new int[columns.length];
    double[] rest = new double[rows.length * columns.length];
    for (int g = 0, i = 0; g < rows.length; g++) {
      truths[g] = truthIds[rows[g]];
      for (int column : columns) {
        rest[i++] = similarity[rows[g] * predictedIds.length + column];
      }
    }
    for (int p = 0; p < columns.length; p++) {
      predictions[p] = predictedIds[columns[p]];
    }
    return new TrackingFrame(truths, predictions, rest);
  }

  private static int[] kept(boolean[] keep) {
    int[] kept = new int[keep.length];
    int size = 0;
    for (int i = 0; i < keep.length; i++) {
      if (keep[i]) {
        kept[size++] = i;
      }
    }
    return java.util.Arrays.copyOf(kept, size);
  }
}
