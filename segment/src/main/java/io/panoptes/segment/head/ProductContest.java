package io.panoptes.segment.head;

import java.util.List;

/**
 * Mask2Former's panoptic inference (Cheng et al., 2022): a pixel goes to the query with the largest
 * product of its class's and its mask's probability, and is inside where the mask's is at least ½.
 */
record ProductContest() implements MaskContest {

  @Override
  public Outcome decide(MaskRows rows, int first, int queries, List<Query> counting) {
    Outcome outcome = Outcome.empty(rows.frameWidth() * rows.frameHeight(), counting.size());
    int frameWidth = rows.frameWidth();
    float[][] logits = new float[counting.size()][frameWidth];
    float[] scores = new float[counting.size()];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = (float) counting.get(k).score();
    }
    char[] best = new char[frameWidth];
    for (int y = 0; y < rows.frameHeight(); y++) {
      for (int k = 0; k < scores.length; k++) {
        rows.read(first + counting.get(k).index(), y, logits[k]);
        for (float logit : logits[k]) {
          outcome.own()[k] += logit >= 0 ? 1 : 0;
        }
      }
      choose(logits, scores, best);
      for (int x = 0, i = y * frameWidth; x < frameWidth; x++, i++) {
        outcome.winners()[i] = best[x];
        outcome.inside()[i] = logits[best[x]][x] >= 0;
        outcome.won()[best[x]]++;
      }
    }
    return outcome;
  }

  /**
   * The query with the largest product of probabilities, the first on ties, for a row of pixels.
   */
  private static void choose(float[][] logits, float[] scores, char[] best) {
    int width = best.length;
    float[] most = new float[width];
    char[] largest = new char[width];
    for (int k = 1; k < scores.length; k++) {
      for (int x = 0; x < width; x++) {
        largest[x] = logits[k][x] > logits[largest[x]][x] ? (char) k : largest[x];
      }
    }
    for (int x = 0; x < width; x++) {
      best[x] = largest[x];
      most[x] = scores[best[x]] * Prototypes.probability(logits[best[x]][x]);
    }
    for (int k = 0; k < scores.length; k++) {
      for (int x = 0; x < width; x++) {
        int top = largest[x];
        if (k == top || isHopeless(logits[k][x], scores[k], logits[top][x], scores[top], most[x])) {
          continue;
        }
        float product = scores[k] * Prototypes.probability(logits[k][x]);
        if (product > most[x] || product == most[x] && k < best[x]) {
          most[x] = product;
          best[x] = (char) k;
        }
      }
    }
  }

  /**
   * Whether a query cannot win, seen without its probability: below 0 that is at most ½, and of two
   * logits below 0 that are 1 apart, the lower one's is at most 2 / (1 + e) of the other's.
   */
  private static boolean isHopeless(
      float logit, float score, float topLogit, float topScore, float most) {
    if (logit > 0) {
      return false;
    }
    return topLogit > 0 ? 0.5f * score < most : topLogit - logit >= 1 && 0.54f * score < topScore;
  }
}
