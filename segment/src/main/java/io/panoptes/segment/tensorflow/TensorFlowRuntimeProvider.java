package io.panoptes.segment.tensorflow;

import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.model.RuntimeProvider;

/** Runs SavedModels and frozen graphs with TensorFlow. */
public final class TensorFlowRuntimeProvider implements RuntimeProvider {

  @Override
  public ModelManifest.Runtime runtime() {
    return ModelManifest.Runtime.TENSORFLOW;
  }

  @Override
  public ModelRuntime open(
      ModelManifest manifest, ModelManifest.ModelFile file, RuntimeOptions options) {
    return TensorFlowRuntime.open(manifest, file, options);
  }
}
