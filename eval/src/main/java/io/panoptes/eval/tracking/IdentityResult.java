package io.panoptes.eval.tracking;

/**
 * Identity counts and scores.
 *
 * @param truePositives IDTP: detections whose track is the one given to their ground truth
 * @param falseNegatives IDFN: ground truth without one, at least 0
 * @param falsePositives IDFP: detections of other tracks, at least 0
 */
public record IdentityResult(long truePositives, long falseNegatives, long falsePositives) {

  /** IDTP / (IDTP + ½IDFP + ½IDFN), 0 to 1. */
  public double idf1() {
    return truePositives
        / Math.max(1.0, truePositives + 0.5 * falsePositives + 0.5 * falseNegatives);
  }

  /** IDTP / (IDTP + IDFP), 0 to 1. */
  public double precision() {
    return truePositives / Math.max(1.0, truePositives + falsePositives);
  }

  /** IDTP / (IDTP + IDFN), 0 to 1. */
  public double recall() {
    return truePositives / Math.max(1.0, truePositives + falseNegatives);
  }
}
