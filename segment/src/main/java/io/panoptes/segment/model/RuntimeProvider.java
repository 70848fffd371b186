package io.panoptes.segment.model;

import io.panoptes.segment.SegmenterException;

/**
 * A library that runs models, found by {@link java.util.ServiceLoader}. Implementations are
 * stateless and load native libraries only when a model is opened.
 */
public interface RuntimeProvider {

  ModelManifest.Runtime runtime();

  /**
   * Loads a model; the caller closes it.
   *
   * @param file which of the manifest's files is the graph
   * @throws SegmenterException when it cannot be loaded, or the device is not there
   */
  ModelRuntime open(ModelManifest manifest, ModelManifest.ModelFile file, RuntimeOptions options);
}
