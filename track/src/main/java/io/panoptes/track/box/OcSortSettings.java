package io.panoptes.track.box;

/**
 * How {@link OcSort} links.
 *
 * @param detectionScore detections must score more; raising it leaves faint ones out
 * @param maxAge how long a track is kept unseen, in the unit of time of the calls; raising it
 *     bridges longer gaps
 * @param minHits frames in a row that a track must be seen before it is reported; raising it
 *     suppresses flicker
 * @param overlap least IoU of a link; raising it makes links stricter
 * @param recoveryOverlap least IoU with the last observation; raising it makes recovery rarer
 * @param deltaSteps frames between the observations that give the direction; raising it smooths the
 *     direction
 * @param inertia weight of the direction against overlap; raising it trusts the direction more
 * @param usesScores whether the direction counts less for faint detections
 * @param separatesCategories whether categories hinder links
 * @param reupdates whether a track that is found again walks along virtual observations
 */
public record OcSortSettings(
    double detectionScore,
    double maxAge,
    int minHits,
    double overlap,
    double recoveryOverlap,
    int deltaSteps,
    double inertia,
    boolean usesScores,
    boolean separatesCategories,
    boolean reupdates) {

  /** As the paper and the authors' tracker for their own detector have it; ages in frames. */
  public static final OcSortSettings PAPER =
      new OcSortSettings(0.6, 30, 3, 0.3, 0.3, 3, 0.2, true, false, true);

  /** As the authors run it on other people's detections of several categories. */
  public static final OcSortSettings PUBLIC_DETECTIONS =
      new OcSortSettings(0.6, 30, 3, 0.3, 0.3 - 0.1, 3, 0.2, false, true, false);

  public OcSortSettings {
    if (!(maxAge >= 0) || minHits < 0 || deltaSteps < 1) {
      throw new IllegalArgumentException(
          "maxAge %s and minHits %d must not be negative, deltaSteps %d must be at least 1"
              .formatted(maxAge, minHits, deltaSteps));
    }
  }
}
