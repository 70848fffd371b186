package io.panoptes.segment.head;

import java.util.Arrays;
import java.util.List;

/**
 * The inference of MaX-DeepLab (Wang et al., 2021) and kMaX-DeepLab (Yu et al., 2022), where masks
 * exclude each other: a pixel goes to the query with the largest mask logit of all, and is inside
 * when the softmax over all queries gives that one at least a threshold. Pixels of queries that do
 * not count are nobody's.
 *
 * @param threshold least probability of a pixel, 0 to 1
 */
record SoftmaxContest(double threshold) implements MaskContest {

  /** A logit this far below the largest adds nothing that a float of the sum would hold. */
  private static final float NEGLIGIBLE = 17;

  @Override
  public Outcome decide(MaskRows rows, int first, int queries, List<Query> counting) {
    int frameWidth = rows.frameWidth();
    Outcome outcome = Outcome.empty(frameWidth * rows.frameHeight(), counting.size());
    int[] places = new int[queries];
    Arrays.fill(places, -1);
    for (int k = 0; k < counting.size(); k++) {
      places[counting.get(k).index()] = k;
    }
    float[][] logits = new float[queries][frameWidth];
    for (int y = 0; y < rows.frameHeight(); y++) {
      for (int query = 0; query < queries; query++) {
        rows.read(first + query, y, logits[query]);
      }
      for (int x = 0, i = y * frameWidth; x < frameWidth; x++, i++) {
        int best = best(logits, x);
        int place = places[best];
        if (place < 0) {
          continue;
        }
        outcome.winners()[i] = (char) place;
        outcome.own()[place]++;
        if (1 / sum(logits, x, logits[best][x]) >= threshold) {
          outcome.inside()[i] = true;
          outcome.won()[place]++;
        }
      }
    }
    return outcome;
  }

  /** The query with the largest logit, the first on ties. */
  private static int best(float[][] logits, int x) {
    int best = 0;
    for (int query = 1; query < logits.length; query++) {
      best = logits[query][x] > logits[best][x] ? query : best;
    }
    return best;
  }

  private static double sum(float[][] logits, int x, float largest) {
    double sum = 0;
    for (float[] row : logits) {
      float below = largest - row[x];
      sum += below < NEGLIGIBLE ? Math.exp(-below) : 0;
    }
    return sum;
  }
}
