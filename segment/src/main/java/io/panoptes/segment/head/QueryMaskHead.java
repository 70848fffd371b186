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
 * Decodes queries: each pixel goes to the query that wins the {@link MaskContest}; those that win
 * too little of their own mask are void; stuff of one category becomes one segment.
 */
final class QueryMaskHead implements Head {

  private final QueryMaskHeadSpec spec;
  private final Map<Integer, Category> categories;

  QueryMaskHead(QueryMaskHeadSpec spec, Map<Integer, Category> categories) {
    this.spec = spec;
    this.categories = categories;
  }

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
      List<MaskContest.Query> kept = kept(classes, i);
      results.add(decode(kept, masks, i * queries, placements.get(i)));
    }
    return results;
  }

  private List<MaskContest.Query> kept(ModelTensor classes, int picture) {
    int queries = classes.dimension(1);
    int labels = classes.dimension(2);
    CellScores scores =
        new CellScores(classes.floats(), picture * queries * labels, queries, labels, false);
    List<MaskContest.Query> kept = new ArrayList<>();
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
      kept.add(new MaskContest.Query(query, category, Math.min(1, score)));
    }
    return kept;
  }

  private Segmentation decode(
      List<MaskContest.Query> queries, ModelTensor masks, int first, Placement placement) {
    int pixels = placement.frameWidth() * placement.frameHeight();
    MaskContest.Outcome outcome =
        queries.isEmpty()
            ? MaskContest.Outcome.empty(pixels, 0)
            : spec.contest()
                .decide(new MaskRows(masks, placement), first, masks.dimension(1), queries);
    char[] winners = outcome.winners();
    boolean[] inside = outcome.inside();
    int[] both = new int[queries.size()];
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
      if (both[k] == 0 || (double) outcome.won()[k] / outcome.own()[k] < spec.overlap()) {
        continue;
      }
      MaskContest.Query query = queries.get(k);
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
}
