package io.panoptes.segment.javacv;

import io.panoptes.segment.Image;
import io.panoptes.segment.prompt.PromptSegmenter;
import io.panoptes.segment.prompt.PromptSession;

/**
 * Cuts out by colours alone, without any model: GrabCut (Rother, Kolmogorov and Blake, 2004) on the
 * surroundings of the thing. The score of an answer says how differently the thing and its
 * surroundings are coloured: 1 − the Bhattacharyya coefficient of their colour histograms.
 */
public final class GrabCut implements PromptSegmenter {

  /** What it is called wherever a segmenter is named. */
  public static final String NAME = "grabcut";

  private final int workingHeight;
  private final int iterations;

  /**
   * @param workingHeight height in pixels, at 16:9, to which the thing's surroundings are shrunk
   * @param iterations how often colours are learnt and the cut is made anew
   */
  public GrabCut(int workingHeight, int iterations) {
    if (workingHeight < 16 || iterations < 1) {
      throw new IllegalArgumentException(
          "working height %d must be at least 16 and iterations %d at least 1"
              .formatted(workingHeight, iterations));
    }
    this.workingHeight = workingHeight;
    this.iterations = iterations;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PromptSession open(Image image) {
    return new GrabCutSession(image, workingHeight, iterations);
  }

  @Override
  public void close() {}
}
