package io.panoptes.segment.model;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.SegmenterProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Provides {@code model:<model-dir>}, {@code tensorflow:<model-dir>}, {@code onnx:<model-dir>} and
 * plain paths. The manifest decides which runtime runs the model; a name that begins with another
 * is refused.
 */
public final class ModelSegmenterProvider implements SegmenterProvider {

  private static final String ANY = "model:";
  private static final List<String> PREFIXES = List.of(ANY, "tensorflow:", "onnx:");

  @Override
  public List<String> usage() {
    return List.of("model:<model-dir>", "tensorflow:<model-dir>", "onnx:<model-dir>");
  }

  @Override
  public boolean provides(String name) {
    String prefix = prefix(name);
    return prefix.isEmpty() ? name.contains("/") : name.length() > prefix.length();
  }

  private static String prefix(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) {
        return prefix;
      }
    }
    return "";
  }

  @Override
  public Sharing sharing() {
    return Sharing.SHARED;
  }

  @Override
  public Segmenter open(String name, CameraSegmentation camera, SegmentSettings settings) {
    ModelManifest manifest = manifest(name);
    manifest.verify();
    return ModelSegmenter.open(name, manifest, settings.runtime());
  }

  @Override
  public String hash(String name, CameraSegmentation camera, SegmentSettings settings) {
    return manifest(name).verify();
  }

  private static ModelManifest manifest(String name) {
    String prefix = prefix(name);
    ModelManifest manifest = ModelManifest.read(Path.of(name.substring(prefix.length())));
    String runtime = manifest.runtime().name().toLowerCase(Locale.ROOT);
    if (!prefix.isEmpty() && !prefix.equals(ANY) && !prefix.equals(runtime + ":")) {
      throw new SegmenterException(
          "the model in %s is for the runtime %s; write %s:%s or model:%s"
              .formatted(
                  manifest.folder(), runtime, runtime, manifest.folder(), manifest.folder()));
    }
    return manifest;
  }
}
