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
    int width = masks.dimension(3);
    int height = masks.dimension(2);
    int frameWidth = placement.frameWidth();
    float[] values = masks.floats();
    float[] row = new float[width];
    float[] logits = new float[frameWidth];
    float[] best = new float[frameWidth];
    for (int y = 0; y < placement.frameHeight(); y++) {
      double at =
          (placement.top() + (y + 0.5) * placement.partHeight() / placement.frameHeight())
                  * height
                  / placement.height()
              - 0.5;
      Arrays.fill(best, -1);
      for (int k = 0; k < queries.size(); k++) {
        int plane = (first + queries.get(k).index()) * width * height;
        blend(values, plane, width, height, at, row);
        spread(row, placement, logits);
        float score = (float) queries.get(k).score();
        for (int x = 0, i = y * frameWidth; x < frameWidth; x++, i++) {
          boolean holds = logits[x] >= 0;
          own[k] += holds ? 1 : 0;
          if (best[x] >= score) {
            continue;
          }
          float product = score * Prototypes.probability(logits[x]);
          if (product > best[x]) {
            best[x] = product;
            winners[i] = (char) k;
            inside[i] = holds;
          }
        }
      }
      for (int x = 0, i = y * frameWidth; x < frameWidth; x++, i++) {
        won[winners[i]]++;
      }
    }
  }

  /** A row of a mask, between two of its rows. */
  private static void blend(
      float[] values, int from, int width, int height, double at, float[] row) {
    double clamped = Math.max(0, Math.min(height - 1, at));
    int upper = (int) clamped;
    int lower = Math.min(height - 1, upper + 1);
    float share = (float) (clamped - upper);
    for (int x = 0; x < width; x++) {
      row[x] =
          (1 - share) * values[from + upper * width + x] + share * values[from + lower * width + x];
    }
  }

  private static void spread(float[] row, Placement placement, float[] into) {
    for (int x = 0; x < into.length; x++) {
      double at =
          (placement.left() + (x + 0.5) * placement.partWidth() / into.length)
                  * row.length
                  / placement.width()
              - 0.5;
      double clamped = Math.max(0, Math.min(row.length - 1, at));
      int left = (int) clamped;
      float share = (float) (clamped - left);
      into[x] = (1 - share) * row[left] + share * row[Math.min(row.length - 1, left + 1)];
    }
  }
}
