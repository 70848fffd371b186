package io.panoptes.segment.interactive;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.model.ModelChecks;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.model.Runtimes;
import io.panoptes.segment.prompt.PromptSegmenter;

/**
 * A model that takes a picture and maps with a disk at each click, one map for clicks on the thing
 * and one for those beside it, after Sofiiuk and others: f-BRS (2020), RITM (2021).
 *
 * @param maps the input for the maps; empty when they follow the picture's channels
 * @param mask the output
 * @param logits whether the output still needs a sigmoid to be probabilities
 * @param previousMask whether a map of the mask so far comes before the others, empty without one
 * @param radius of the disks, in pixels of the input
 * @param threshold probabilities above it are inside
 */
record ClicksSpec(
    String maps, String mask, boolean logits, boolean previousMask, double radius, double threshold)
    implements PromptSpec {

  static ClicksSpec read(ConfigNode node) {
    return new ClicksSpec(
        node.text("maps", ""),
        node.requiredText("mask"),
        node.bool("logits", true),
        node.bool("previous-mask", false),
        node.number("radius", 5, 0, 1000),
        node.number("threshold", 0.5, 0, 1));
  }

  int mapCount() {
    return previousMask ? 3 : 2;
  }

  @Override
  public PromptSegmenter open(String name, ModelManifest manifest, RuntimeOptions options) {
    ModelRuntime runtime = Runtimes.open(manifest, options);
    try {
      ModelChecks.channels(manifest.input(), maps.isEmpty() ? 3 + mapCount() : 3, runtime);
      if (!maps.isEmpty()) {
        runtime.input(maps);
      }
      ModelChecks.numbers("mask", mask, runtime);
      return new ClicksModel(name, manifest.input(), this, runtime);
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
  }
}
