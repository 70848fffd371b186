package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;
import java.util.List;

/**
 * What a manifest says of a model that describes crops by vectors.
 *
 * @param output the model's output: one vector a crop; only its direction counts
 * @param threshold cosine above which two crops of one scene are rather of one thing than of two
 * @param masked whether what does not belong to the thing becomes the input's {@code pad}
 */
public record EmbeddingSpec(String output, double threshold, boolean masked) {

  /** What manifests give as {@code kind}. */
  public static final String KIND = "embedding";

  private static final double WIDEST = 0.999;

  /** Reads the section {@code head}; problems are recorded in its document. */
  public static EmbeddingSpec read(ConfigNode head) {
    head.choice("kind", KIND, List.of(KIND));
    return new EmbeddingSpec(
        head.requiredText("embedding"),
        head.number("threshold", 0.5, -WIDEST, WIDEST),
        head.bool("masked", false));
  }
}
