package io.panoptes.app;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Keys of a camera given on the command line, which win over those of the file.
 *
 * @param keys by name, as the file would have them
 */
public record CameraOverride(Map<String, String> keys) {

  /** Stands in for the source of a camera that the file describes and this run does not use. */
  static final CameraOverride UNUSED = new CameraOverride(Map.of("source", "synthetic:people"));

  public CameraOverride {
    keys = Map.copyOf(keys);
  }

  /** A recording, without loss. */
  public static CameraOverride recording(String source, String speed) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("source", source);
    keys.put("delivery", "lossless");
    keys.put("speed", speed);
    return new CameraOverride(keys);
  }

  /** The same with one more key. */
  public CameraOverride with(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(keys);
    more.put(key, value);
    return new CameraOverride(more);
  }

  ConfigNode over(ConfigNode camera) {
    StringBuilder yaml = new StringBuilder();
    keys.forEach(
        (key, value) ->
            yaml.append(key).append(": '").append(value.replace("'", "''")).append("'\n"));
    return ConfigDocument.parse("command line", yaml.toString(), Map.of()).root().orElse(camera);
  }
}
