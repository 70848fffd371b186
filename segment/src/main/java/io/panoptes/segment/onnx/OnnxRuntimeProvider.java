package io.panoptes.segment.onnx;

import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.model.RuntimeProvider;

/** Runs ONNX models with ONNX Runtime. */
public final class OnnxRuntimeProvider implements RuntimeProvider {

  @Override
  public ModelManifest.Runtime runtime() {
    return ModelManifest.Runtime.ONNX;
  }

  @Override
  public ModelRuntime open(
      ModelManifest manifest, ModelManifest.ModelFile file, RuntimeOptions options) {
    return OnnxRuntime.open(manifest.folder().resolve(file.path()), options);
  }
}
