package io.panoptes.segment.interactive;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.model.ModelChecks;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.model.Runtimes;
import io.panoptes.segment.prompt.PromptSegmenter;

/**
 * A model that takes the part of a picture around four extreme points, with a fourth channel that
 * has a Gaussian at each of them, after Maninis and others: Deep Extreme Cut (2018).
 *
 * @param mask the output
 * @param logits whether the output still needs a sigmoid to be probabilities
 * @param margin pixels of the frame that are added around the points
 * @param sigma of the Gaussians, in pixels of the input
 * @param peak height of the Gaussians
 * @param threshold probabilities above it are inside
 */
record ExtremePointsSpec(
    String mask, boolean logits, int margin, double sigma, double peak, double threshold)
    implements PromptSpec {

  static ExtremePointsSpec read(ConfigNode node) {
    return new ExtremePointsSpec(
        node.requiredText("mask"),
        node.bool("logits", false),
        (int) node.integer("margin", 50, 0, 1000),
        node.number("sigma", 10, 0.1, 1000),
        node.number("peak", 255, 1e-6, 1e6),
        node.number("threshold", 0.5, 0, 1));
  }

  @Override
  public PromptSegmenter open(String name, ModelManifest manifest, RuntimeOptions options) {
    ModelRuntime runtime = Runtimes.open(manifest, options);
    try {
      ModelChecks.channels(manifest.input(), 4, runtime);
      ModelChecks.numbers("mask", mask, runtime);
      return new ExtremePointsModel(name, manifest.input(), this, runtime);
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
  }
}
