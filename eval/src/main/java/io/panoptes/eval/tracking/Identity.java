package io.panoptes.eval.tracking;

/**
 * Identity metrics (Ristani et al. 2016), equal to TrackEval: every ground-truth track is given at
 * most one reported track for the whole sequence so that the frames in which the two overlap by at
 * least 0.5 are as many as can be. Instances are not for several threads; give each thread its own
 * and {@link #merge} them.
 */
public final class Identity {

  private static final double THRESHOLD = 0.5;

  private final LinearAssignment assignment = new LinearAssignment();
  private long truePositives;
  private long falseNegatives;
  private long falsePositives;

  /** Adds one whole sequence. */
  public void add(TrackingSequence sequence) {
    int tracks = sequence.truthTracks();
    int reported = sequence.predictedTracks();
    double[] together = new double[tracks * reported];
    for (int t = 0; t < sequence.frames().size(); t++) {
      int[] truths = sequence.truthTracks(t);
      int[] predictions = sequence.predictedTracks(t);
      double[] similarity = sequence.frames().get(t).similarities();
      for (int g = 0, i = 0; g < truths.length; g++) {
        for (int p = 0; p < predictions.length; p++, i++) {
          if (similarity[i] >= THRESHOLD) {
            together[truths[g] * reported + predictions[p]]++;
          }
        }
      }
    }
    int[] match = new int[tracks];
    assignment.maximise(together, tracks, reported, match);
    long hits = 0;
    for (int g = 0; g < tracks; g++) {
      hits += match[g] < 0 ? 0 : (long) together[g * reported + match[g]];
    }
    truePositives += hits;
    falseNegatives += sequence.truthBoxes() - hits;
    falsePositives += sequence.predictedBoxes() - hits;
  }

  /** Adds the sequences of another instance. */
  public void merge(Identity other) {
    truePositives += other.truePositives;
    falseNegatives += other.falseNegatives;
    falsePositives += other.falsePositives;
  }

  public IdentityResult result() {
    return new IdentityResult(truePositives, falseNegatives, falsePositives);
  }
}
