package io.panoptes.eval.tracking;

/**
 * Higher order tracking accuracy (Luiten et al. 2020), equal to TrackEval. Sequences combine as
 * there: detections are summed and associations weighted by true positives. Instances are not for
 * several threads; give each thread its own and {@link #merge} them.
 */
public final class Hota {

  /** Localisation thresholds 0.05, 0.10 … 0.95. */
  static final int ALPHAS = 19;

  private static final double TINY = 0x1p-52;

  private final long[] truePositives = new long[ALPHAS];
  private final long[] falseNegatives = new long[ALPHAS];
  private final long[] falsePositives = new long[ALPHAS];
  private final double[] localisation = new double[ALPHAS];
  private final double[] association = new double[ALPHAS];
  private final double[] associationRecall = new double[ALPHAS];
  private final double[] associationPrecision = new double[ALPHAS];
  private final LinearAssignment assignment = new LinearAssignment();

  static double alpha(int index) {
    return 0.05 + index * 0.05;
  }

  /** Adds one whole sequence. */
  public void add(TrackingSequence sequence) {
    int tracks = sequence.truthTracks();
    int reported = sequence.predictedTracks();
    int[] truthCount = new int[tracks];
    int[] predictedCount = new int[reported];
    double[] alignment = alignment(sequence, truthCount, predictedCount);
    PairMatches matches = new PairMatches(tracks, reported);
    double[] scores = new double[0];
    int[] match = new int[0];
    for (int t = 0; t < sequence.frames().size(); t++) {
      int[] truths = sequence.truthTracks(t);
      int[] predictions = sequence.predictedTracks(t);
      double[] similarity = sequence.frames().get(t).similarities();
      if (scores.length < similarity.length) {
        scores = new double[2 * similarity.length];
      }
      if (match.length < truths.length) {
        match = new int[2 * truths.length];
      }
      for (int g = 0, i = 0; g < truths.length; g++) {
        int row = truths[g] * reported;
        for (int p = 0; p < predictions.length; p++, i++) {
          double s = similarity[i];
          scores[i] = s == 0 ? 0 : alignment[row + predictions[p]] * s;
        }
      }
      assignment.maximise(scores, truths.length, predictions.length, match);
      count(truths, predictions, similarity, match, matches);
    }
    associate(matches, truthCount, predictedCount);
  }

  /** Similarity of whole tracks before matching: shared time, weighted by how clear it is. */
  private static double[] alignment(
      TrackingSequence sequence, int[] truthCount, int[] predictedCount) {
    int reported = predictedCount.length;
    double[] potential = new double[Math.multiplyExact(truthCount.length, reported)];
    for (int t = 0; t < sequence.frames().size(); t++) {
      int[] truths = sequence.truthTracks(t);
      int[] predictions = sequence.predictedTracks(t);
      double[] similarity = sequence.frames().get(t).similarities();
      double[] rowSums = new double[truths.length];
      double[] columnSums = new double[predictions.length];
      for (int g = 0, i = 0; g < truths.length; g++) {
        for (int p = 0; p < predictions.length; p++, i++) {
          rowSums[g] += similarity[i];
          columnSums[p] += similarity[i];
        }
      }
      for (int g = 0, i = 0; g < truths.length; g++) {
        truthCount[truths[g]]++;
        for (int p = 0; p < predictions.length; p++, i++) {
          double s = similarity[i];
          double all = columnSums[p] + rowSums[g] - s;
          if (s > 0 && all > TINY) {
            potential[truths[g] * reported + predictions[p]] += s / all;
          }
        }
      }
      for (int track : predictions) {
        predictedCount[track]++;
      }
    }
    for (int g = 0, i = 0; g < truthCount.length; g++) {
      for (int p = 0; p < reported; p++, i++) {
        potential[i] /= truthCount[g] + predictedCount[p] - potential[i];
      }
    }
    return potential;
  }

  private void count(
      int[] truths, int[] predictions, double[] similarity, int[] match, PairMatches matches) {
    int[] hits = new int[ALPHAS];
    double[] sums = new double[ALPHAS];
    for (int g = 0; g < truths.length; g++) {
      int p = match[g];
      if (p < 0) {
        continue;
      }
      double s = similarity[g * predictions.length + p];
      int reached = reached(s);
      if (reached > 0) {
        hits[reached - 1]++;
        sums[reached - 1] += s;
        matches.add(truths[g], predictions[p], reached);
      }
    }
    int hit = 0;
    double sum = 0;
    for (int a = ALPHAS - 1; a >= 0; a--) {
      hit += hits[a];
      sum += sums[a];
      truePositives[a] += hit;
      falseNegatives[a] += truths.length - hit;
      falsePositives[a] += predictions.length - hit;
      localisation[a] += sum;
    }
  }

  /** How many thresholds a similarity reaches. */
  private static int reached(double similarity) {
    int reached = Math.max(0, Math.min(ALPHAS, (int) (similarity * 20) - 1));
    while (reached < ALPHAS && similarity >= alpha(reached) - TINY) {
      reached++;
    }
    return reached;
  }

  private void associate(PairMatches matches, int[] truthCount, int[] predictedCount) {
    matches.forEach(
        (truth, prediction, frames) -> {
          for (int a = 0; a < ALPHAS && frames[a] > 0; a++) {
            double n = frames[a];
            association[a] += n * (n / (truthCount[truth] + predictedCount[prediction] - n));
            associationRecall[a] += n * (n / truthCount[truth]);
            associationPrecision[a] += n * (n / predictedCount[prediction]);
          }
        });
  }

  /** Adds the sequences of another instance. */
  public void merge(Hota other) {
    for (int a = 0; a < ALPHAS; a++) {
      truePositives[a] += other.truePositives[a];
      falseNegatives[a] += other.falseNegatives[a];
      falsePositives[a] += other.falsePositives[a];
      localisation[a] += other.localisation[a];
      association[a] += other.association[a];
      associationRecall[a] += other.associationRecall[a];
      associationPrecision[a] += other.associationPrecision[a];
    }
  }

  public HotaResult result() {
    HotaResult.AtAlpha[] atAlpha = new HotaResult.AtAlpha[ALPHAS];
    for (int a = 0; a < ALPHAS; a++) {
      long tp = truePositives[a];
      long fn = falseNegatives[a];
      long fp = falsePositives[a];
      double ones = Math.max(1, tp);
      atAlpha[a] =
          new HotaResult.AtAlpha(
              alpha(a),
              tp,
              fn,
              fp,
              (double) tp / Math.max(1, tp + fn + fp),
              (double) tp / Math.max(1, tp + fn),
              (double) tp / Math.max(1, tp + fp),
              association[a] / ones,
              associationRecall[a] / ones,
              associationPrecision[a] / ones,
              Math.max(1e-10, localisation[a]) / Math.max(1e-10, tp));
    }
    return new HotaResult(java.util.List.of(atAlpha));
  }
}
