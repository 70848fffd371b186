package io.panoptes.train;

import java.util.List;

/**
 * Shape of a panoptic network: a mobile encoder of inverted residuals (Sandler et al., 2018) from
 * stride 2 to 32, a decoder with skips to stride 4, and heads for semantics, centres and offsets as
 * in Panoptic-DeepLab (Cheng et al., 2020).
 *
 * @param labels categories that the network tells apart
 * @param channels of the encoder at strides 2, 4, 8, 16 and 32
 * @param blocks inverted residuals at strides 4, 8, 16 and 32, beside the one that halves the size
 * @param expansion by which inverted residuals widen their input
 * @param decoder channels of the decoder at strides 16, 8 and 4
 */
public record Architecture(
    int labels,
    List<Integer> channels,
    List<Integer> blocks,
    int expansion,
    List<Integer> decoder) {

  public Architecture {
    channels = List.copyOf(channels);
    blocks = List.copyOf(blocks);
    decoder = List.copyOf(decoder);
    require("labels", labels >= 2 && labels <= 120, labels, "from 2 to 120");
    require("channels", isPositive(channels, 5, 1), channels, "5 numbers of at least 1");
    require("blocks", isPositive(blocks, 4, 0), blocks, "4 numbers of at least 0");
    require("expansion", expansion >= 1 && expansion <= 8, expansion, "from 1 to 8");
    require("decoder", isPositive(decoder, 3, 1), decoder, "3 numbers of at least 1");
  }

  private static boolean isPositive(List<Integer> values, int count, int least) {
    return values.size() == count && values.stream().allMatch(value -> value >= least);
  }

  private static void require(String name, boolean holds, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(name + " is " + value + "; allowed are " + allowed);
    }
  }

  /** What ships as {@code street}. */
  public static Architecture street(int labels) {
    return new Architecture(
        labels, List.of(12, 24, 40, 72, 128), List.of(1, 2, 4, 2), 4, List.of(72, 56, 40));
  }

  /** The smallest network that still learns shapes: for tests. */
  public static Architecture tiny(int labels) {
    return new Architecture(
        labels, List.of(8, 8, 12, 16, 16), List.of(0, 0, 0, 0), 2, List.of(16, 16, 16));
  }
}
