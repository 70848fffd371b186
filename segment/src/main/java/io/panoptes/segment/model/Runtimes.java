package io.panoptes.segment.model;

import io.panoptes.segment.SegmenterException;
import java.util.Locale;
import java.util.ServiceLoader;

/** Opens models with whatever runtime their manifest names. */
public final class Runtimes {

  private Runtimes() {}

  /**
   * Loads the model's first graph; the caller closes it.
   *
   * @throws SegmenterException when it cannot be loaded, or the device is not there
   */
  public static ModelRuntime open(ModelManifest manifest, RuntimeOptions options) {
    return open(manifest, manifest.files().get(0), options);
  }

  /** The same of a model that has several graphs. */
  public static ModelRuntime open(
      ModelManifest manifest, ModelManifest.ModelFile file, RuntimeOptions options) {
    for (RuntimeProvider provider :
        ServiceLoader.load(RuntimeProvider.class, Runtimes.class.getClassLoader())) {
      if (provider.runtime() == manifest.runtime()) {
        return provider.open(manifest, file, options);
      }
    }
    throw new SegmenterException(
        "this installation has no runtime %s, which the model in %s needs"
            .formatted(manifest.runtime().name().toLowerCase(Locale.ROOT), manifest.folder()));
  }
}
