package io.panoptes.eval.panoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.eval.LabelMap;
import io.panoptes.eval.Scenes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

class PanopticPropertiesTest {

  private static final int PICTURES = 6;
  private static final int OBJECTS = 12;

  private record Pair(LabelMap truth, LabelMap prediction) {}

  private static List<Pair> pairs(Random random) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < PICTURES; i++) {
      LabelMap truth = Scenes.rectangles(random, 64, 48, OBJECTS);
      pairs.add(new Pair(truth, Scenes.shiftRight(truth, random.nextInt(6))));
    }
    return pairs;
  }

  private static PanopticResult evaluate(List<Pair> pairs) {
    PanopticQuality quality = new PanopticQuality(Scenes.CATEGORIES);
    pairs.forEach(pair -> quality.add(truth(pair), prediction(pair)));
    return quality.result();
  }

  private static PanopticLabels truth(Pair pair) {
    return Scenes.labelled(pair.truth(), id -> id % 4);
  }

  private static PanopticLabels prediction(Pair pair) {
    return Scenes.labelled(pair.prediction(), id -> id % 4);
  }

  @RepeatedTest(10)
  void shouldNotDependOnIds(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    List<Integer> order = new ArrayList<>();
    for (int id = 1; id <= OBJECTS; id++) {
      order.add(id);
    }
    Collections.shuffle(order, random);
    PanopticQuality plain = new PanopticQuality(Scenes.CATEGORIES);
    PanopticQuality permuted = new PanopticQuality(Scenes.CATEGORIES);
    for (Pair pair : pairs(random)) {
      plain.add(truth(pair), prediction(pair));
      LabelMap other = Scenes.relabel(pair.prediction(), id -> 1000 * order.get(id - 1));
      permuted.add(truth(pair), Scenes.labelled(other, id -> (order.indexOf(id / 1000) + 1) % 4));
    }
    assertTrue(plain.result().truePositives() > 0);
    assertSame(plain.result(), permuted.result());
  }

  @RepeatedTest(10)
  void shouldMergePartsToTheWhole(RepetitionInfo run) {
    List<Pair> pairs = pairs(new Random(run.getCurrentRepetition()));
    PanopticQuality first = new PanopticQuality(Scenes.CATEGORIES);
    PanopticQuality second = new PanopticQuality(Scenes.CATEGORIES);
    for (int i = 0; i < pairs.size(); i++) {
      (i < 2 ? first : second).add(truth(pairs.get(i)), prediction(pairs.get(i)));
    }
    first.merge(second);
    assertSame(evaluate(pairs), first.result());
  }

  @RepeatedTest(10)
  void shouldBeTheProductOfItsParts(RepetitionInfo run) {
    PanopticResult result = evaluate(pairs(new Random(run.getCurrentRepetition())));
    for (PanopticCategoryResult category : result.perCategory()) {
      assertEquals(category.sq() * category.rq(), category.pq(), 1e-12);
    }
  }

  @RepeatedTest(10)
  void shouldSwapErrorsWhenSidesAreSwapped(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    PanopticQuality forwards = new PanopticQuality(Scenes.CATEGORIES);
    PanopticQuality backwards = new PanopticQuality(Scenes.CATEGORIES);
    for (int i = 0; i < PICTURES; i++) {
      // No void: predicted void is not forgiven the other way round.
      LabelMap truth = filled(Scenes.rectangles(random, 64, 48, OBJECTS));
      LabelMap prediction = filled(Scenes.shiftRight(truth, random.nextInt(6)));
      Pair pair = new Pair(truth, prediction);
      forwards.add(truth(pair), prediction(pair));
      backwards.add(prediction(pair), truth(pair));
    }
    PanopticResult there = forwards.result();
    PanopticResult back = backwards.result();
    assertTrue(there.falsePositives() > 0);
    assertEquals(there.falsePositives(), back.falseNegatives());
    assertEquals(there.falseNegatives(), back.falsePositives());
    assertEquals(there.all().pq(), back.all().pq(), 1e-12);
  }

  private static LabelMap filled(LabelMap map) {
    int[] labels = map.labels().clone();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] == 0 ? OBJECTS + 1 : labels[i];
    }
    return new LabelMap(map.width(), map.height(), labels);
  }

  private static void assertSame(PanopticResult expected, PanopticResult actual) {
    for (int i = 0; i < expected.perCategory().size(); i++) {
      PanopticCategoryResult wanted = expected.perCategory().get(i);
      PanopticCategoryResult found = actual.perCategory().get(i);
      assertEquals(wanted.truePositives(), found.truePositives());
      assertEquals(wanted.falsePositives(), found.falsePositives());
      assertEquals(wanted.falseNegatives(), found.falseNegatives());
      assertEquals(wanted.iouSum(), found.iouSum(), 1e-12);
    }
  }
}
