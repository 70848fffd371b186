package io.panoptes.segment.tensorflow;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.SegmenterProvider;
import io.panoptes.segment.model.ModelManifest;
import java.nio.file.Path;
import java.util.List;

/** Provides {@code tensorflow:<model-dir>}. */
public final class TensorFlowSegmenterProvider implements SegmenterProvider {

  private static final String PREFIX = "tensorflow:";

  @Override
  public List<String> usage() {
    return List.of(PREFIX + "<model-dir>");
  }

  @Override
  public boolean provides(String name) {
    return name.startsWith(PREFIX) && name.length() > PREFIX.length();
  }

  @Override
  public Sharing sharing() {
    return Sharing.SHARED;
  }

  @Override
  public Segmenter open(String name, CameraSegmentation camera, SegmentSettings settings) {
    ModelManifest manifest = manifest(name);
    manifest.verify();
    return TensorFlowSegmenter.open(name, manifest, settings.modelThreads());
  }

  @Override
  public String hash(String name, CameraSegmentation camera, SegmentSettings settings) {
    return manifest(name).verify();
  }

  private static ModelManifest manifest(String name) {
    ModelManifest manifest = ModelManifest.read(Path.of(name.substring(PREFIX.length())));
    if (manifest.runtime() != ModelManifest.Runtime.TENSORFLOW) {
      throw new SegmenterException(
          "the model in %s is for the runtime %s; its name must begin with that"
              .formatted(
                  manifest.folder(), manifest.runtime().name().toLowerCase(java.util.Locale.ROOT)));
    }
    return manifest;
  }
}
