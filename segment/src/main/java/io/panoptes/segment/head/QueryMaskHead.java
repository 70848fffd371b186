package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decodes queries as Mask2Former's panoptic inference does: each pixel goes to the query with the
 * largest product of its class's and its mask's probability; those that win too little of their own
 * mask are void; stuff of one category becomes one segment.
 */
final class QueryMaskHead implements Head {

  private final QueryMaskHeadSpec spec;
  private final Map<Integer, Category> categories;

  QueryMaskHead(QueryMaskHeadSpec spec, Map<Integer, Category> categories) {
    this.spec = spec;
    this.categories = categories;
  }

  /** A query that counts. */
  private record Query(int index, Category category, double score) {}

  @Override
  public List<Segmentation> decode(Map<String, ModelTensor> outputs, List<Placement> placements) {
    ModelTensor classes = outputs.get(spec.classes());
    ModelTensor masks = outputs.get(spec.masks());
    int queries = classes.dimension(1);
    if (classes.dimension(0) != placements.size()
        || masks.dimension(0) != placements.size()
        || masks.dimension(1) != queries
        || classes.dimension(2) < 2
        || masks.size() == 0) {
      throw new SegmenterException(
          "outputs '%s' and '%s' have the shapes %s and %s; [%d, queries, labels + 1] and [%d, queries, h, w] are expected"
              .formatted(
                  spec.classes(),
                  spec.masks(),
                  Arrays.toString(classes.shape()),
                  Arrays.toString(masks.shape()),
                  placements.size(),
                  placements.size()));
    }
    List<Segmentation> results = new ArrayList<>(placements.size());
    for (int i = 0; i < placements.size(); i++) {
      List<Query> kept = kept(classes, i);
      results.add(decode(kept, masks, i * queries, placements.get(i)));
    }
    return results;
  }

  private List<Query> kept(ModelTensor classes, int picture) {
    int queries = classes.dimension(1);
    int labels = classes.dimension(2);
    CellScores scores =
        new CellScores(classes.floats(), picture * queries * labels, queries, labels, false);
    List<Query> kept = new ArrayList<>();
    for (int query = 0; query < queries; query++) {
      int label = scores.best(query);
      double score = scores.probability(query, label);
      if (label == labels - 1 || !(score > spec.score())) {
        continue;
      }
      Category category = categories.get(label);
      if (category == null) {
        throw new SegmenterException(
            "a query has label %d, which the manifest does not know; it knows %s"
                .formatted(label, categories.keySet()));
      }
      kept.add(new Query(query, category, Math.min(1, score)));
    }
    return kept;
  }

  private Segmentation decode(
      List<Query> queries, ModelTensor masks, int first, Placement placement) {
    int pixels = placement.frameWidth() * placement.frameHeight();
    char[] winners = new char[pixels];
    int[] own = new int[queries.size()];
    int[] won = new int[queries.size()];
    int[] both = new int[queries.size()];
    boolean[] inside = new boolean[pixels];
    if (!queries.isEmpty()) {
      compete(queries, masks, first, placement, winners, inside, own, won);
    }
    for (int i = 0; i < pixels; i++) {
      if (inside[i]) {
        both[winners[i]]++;
      }
    }
    char[] number = new char[queries.size()];
    List<Category> segments = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    Map<Category, Character> stuff = new HashMap<>();
    for (int k = 0; k < number.length; k++) {
      if (both[k] == 0 || (double) won[k] / own[k] < spec.overlap()) {
        continue;
      }
      Query query = queries.get(k);
      Character known = query.category().isThing() ? null : stuff.get(query.category());
      if (known != null) {
        number[k] = known;
        scores.set(known - 1, Math.max(scores.get(known - 1), query.score()));
        continue;
      }
      segments.add(query.category());
      scores.add(query.score());
      number[k] = (char) segments.size();
      stuff.put(query.category(), number[k]);
    }
    char[] ids = new char[pixels];
    for (int i = 0; i < pixels; i++) {
      ids[i] = inside[i] ? number[winners[i]] : 0;
    }
    return Segmentation.of(
        new SegmentMap(placement.frameWidth(), placement.frameHeight(), ids),
        id -> segments.get(id - 1),
        id -> scores.get(id - 1));
  }

  /**
   * Finds each pixel's query.
   *
   * @param inside whether the pixel has at least probability ½ in its query's mask
   * @param own pixels that have it in each query's mask
   * @param won pixels that each query wins, inside of its mask or not
   */
  private static void compete(
      List<Query> queries,
      ModelTensor masks,
      int first,
      Placement placement,
      char[] winners,
      boolean[] inside,
      int[] own,
      int[] won) {
    int frameWidth = placement.frameWidth();
    MaskRows rows = new MaskRows(masks, placement);
    float[][] logits = new float[queries.size()][frameWidth];
    float[] scores = new float[queries.size()];
    int[] planes = new int[queries.size()];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = (float) queries.get(k).score();
      planes[k] = first + queries.get(k).index();
    }
    char[] best = new char[frameWidth];
    for (int y = 0; y < placement.frameHeight(); y++) {
      for (int k = 0; k < scores.length; k++) {
        rows.read(planes[k], y, logits[k]);
        for (float logit : logits[k]) {
          own[k] += logit >= 0 ? 1 : 0;
        }
      }
      choose(logits, scores, best);
      for (int x = 0, i = y * frameWidth; x < frameWidth; x++, i++) {
        winners[i] = best[x];
        inside[i] = logits[best[x]][x] >= 0;
        won[best[x]]++;
      }
    }
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
