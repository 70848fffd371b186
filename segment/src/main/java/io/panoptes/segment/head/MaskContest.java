package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import java.util.List;

/** Decides which query each pixel of a frame goes to. */
sealed interface MaskContest permits ProductContest, SoftmaxContest {

  /**
   * A query that counts.
   *
   * @param index among all queries of the picture
   * @param score its class's probability
   */
  record Query(int index, Category category, double score) {}

  /**
   * Who wins what.
   *
   * @param winners the place among those that count of each pixel's query
   * @param inside whether the pixel is in its query's mask
   * @param own pixels that each query claims: where its mask is likelier than not, or is the
   *     likeliest
   * @param won pixels that each query gets: those that it wins, or of which it is sure
   */
  record Outcome(char[] winners, boolean[] inside, int[] own, int[] won) {

    static Outcome empty(int pixels, int queries) {
      return new Outcome(new char[pixels], new boolean[pixels], new int[queries], new int[queries]);
    }
  }

  /**
   * @param first number of the picture's first mask in {@code rows}
   * @param queries of the picture, those that do not count included
   * @param counting those that count, at least one, in their order
   */
  Outcome decide(MaskRows rows, int first, int queries, List<Query> counting);
}
