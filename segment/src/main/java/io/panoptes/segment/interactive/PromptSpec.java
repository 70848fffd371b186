package io.panoptes.segment.interactive;

import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.prompt.PromptSegmenter;

/** What a manifest says of a model that answers prompts; a value, from which models are opened. */
public interface PromptSpec {

  /**
   * Loads the model; the caller closes it.
   *
   * @throws SegmenterException when it cannot be loaded or is another than the manifest says
   */
  PromptSegmenter open(String name, ModelManifest manifest, RuntimeOptions options);
}
