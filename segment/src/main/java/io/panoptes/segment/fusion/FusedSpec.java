package io.panoptes.segment.fusion;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.SegmenterException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which two segmenters are fused, and how.
 *
 * @param first a segmenter's name; gives instances, or knows what {@code motion} does not
 * @param second a segmenter's name; gives semantics, or is {@code motion}
 */
record FusedSpec(String first, String second, FusionSettings settings) {

  static final String PREFIX = "fused:";
  static final String MOTION = "motion";
  static final String FILE_NAME = "fused.yaml";

  /**
   * Reads {@code fused:<first>+<second>} or the file behind {@code fused:<dir>}.
   *
   * @throws SegmenterException when the name or the file is wrong; the message has every problem
   */
  static FusedSpec read(String name) {
    String rest = name.substring(PREFIX.length());
    int plus = rest.indexOf('+');
    FusedSpec spec =
        plus < 0
            ? readFile(Path.of(rest))
            : new FusedSpec(
                rest.substring(0, plus),
                rest.substring(plus + 1),
                FusionSettings.of(FusionStrategy.PANOPTICAPI));
    if (spec.first.isBlank()
        || spec.second.isBlank()
        || spec.first.startsWith(PREFIX)
        || spec.second.startsWith(PREFIX)
        || spec.first.equals(spec.second)) {
      throw new SegmenterException(
          "segmenter '%s' fuses '%s' and '%s'; name two different ones, neither of them fused itself"
              .formatted(name, spec.first, spec.second));
    }
    return spec;
  }

  private static FusedSpec readFile(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(FILE_NAME) : path;
    if (!Files.isRegularFile(file)) {
      throw new SegmenterException(
          "there is no %s that says which segmenters are fused; write one, or fused:<segmenter>+<segmenter>"
              .formatted(file));
    }
    try {
      ConfigDocument document = ConfigDocument.read(file);
      ConfigNode root = document.root();
      FusedSpec spec =
          new FusedSpec(
              member(root.requiredText("instances"), file),
              member(root.requiredText("semantic"), file),
              FusionSettings.read(root.mapping("fusion")));
      document.finish();
      return spec;
    } catch (ConfigException e) {
      throw new SegmenterException(e.getMessage(), e);
    }
  }

  /** Paths that begin with a dot start at the file's folder. */
  private static String member(String name, Path file) {
    int colon = name.indexOf(':') + 1;
    String family = colon == 0 ? "model:" : name.substring(0, colon);
    String path = name.substring(colon);
    if (!path.startsWith("./") && !path.startsWith("../")) {
      return name;
    }
    return family + file.toAbsolutePath().getParent().resolve(path).normalize();
  }

  boolean withMotion() {
    return first.equals(MOTION) || second.equals(MOTION);
  }

  /** The fuser for results of the first and the second. */
  Fuser fuser() {
    if (first.equals(MOTION)) {
      return (motion, model) -> MotionFusion.fuse(model, motion);
    }
    if (second.equals(MOTION)) {
      return MotionFusion::fuse;
    }
    PanopticFusion fusion = new PanopticFusion(settings);
    return (instances, semantic) -> fusion.fuse(InstanceMasks.things(instances), semantic);
  }
}
