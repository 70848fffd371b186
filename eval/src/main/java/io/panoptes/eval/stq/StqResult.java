package io.panoptes.eval.stq;

import java.util.List;

/**
 * Segmentation and tracking quality of a set.
 *
 * @param associationQuality AQ: mean over ground-truth tracks g of (1/|g|) Σ_p TPA · IoU(g, p),
 *     volumes over the whole sequence, 0 to 1; 0 without tracks
 * @param segmentationQuality SQ: mean IoU of the classes over all frames, 0 to 1; NaN without
 *     pixels
 * @param perSequence the same for each sequence, by name
 */
public record StqResult(
    double associationQuality, double segmentationQuality, List<PerSequence> perSequence) {

  public StqResult {
    perSequence = List.copyOf(perSequence);
  }

  /** √(AQ · SQ), 0 to 1. */
  public double stq() {
    return Math.sqrt(associationQuality * segmentationQuality);
  }

  /**
   * One sequence's part.
   *
   * @param name of the sequence
   * @param frames how many were added
   * @param associationQuality AQ over its own tracks, 0 to 1
   * @param segmentationQuality SQ over its own pixels, 0 to 1
   */
  public record PerSequence(
      String name, int frames, double associationQuality, double segmentationQuality) {

    /** √(AQ · SQ), 0 to 1. */
    public double stq() {
      return Math.sqrt(associationQuality * segmentationQuality);
    }
  }
}
