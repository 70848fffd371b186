package io.panoptes.eval.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.testing.SharedData;
import io.panoptes.eval.MalformedEntryException;
import io.panoptes.eval.dataset.mot.MotFile;
import io.panoptes.eval.dataset.mot.MotRules;
import io.panoptes.eval.dataset.mot.MotSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class TrackingMetricsTest {

  @Test
  void shouldEqualTrackEvalOnTudCampus() {
    Path folder = SharedData.require("data/mot/TUD-Campus");
    MotFile truth = MotFile.read(folder.resolve("gt.txt"));
    MotFile results = MotFile.read(folder.resolve("result.txt"));
    TrackingSequence sequence =
        MotSequence.of("TUD-Campus", truth, results, 71, MotRules.of(truth));
    assertEquals(359, sequence.truthBoxes());
    assertEquals(222, sequence.predictedBoxes());
    assertEquals(71, sequence.frames().size());
    TrackingMetrics metrics = new TrackingMetrics();
    metrics.add(sequence);
    TrackingMetrics.Result result = metrics.result();
    assertEquals(0.391397, result.hota().hota(), 1e-6);
    assertEquals(0.418047, result.hota().detA(), 1e-6);
    assertEquals(0.369121, result.hota().assA(), 1e-6);
    assertEquals(0.770052, result.hota().locA(), 1e-6);
    assertEquals(0.526462, result.clear().mota(), 1e-6);
    assertEquals(0.722799, result.clear().motp(), 1e-6);
    assertEquals(7, result.clear().switches());
    assertEquals(13, result.clear().falsePositives());
    assertEquals(150, result.clear().falseNegatives());
    assertEquals(1, result.clear().mostlyTracked());
    assertEquals(6, result.clear().partlyTracked());
    assertEquals(1, result.clear().mostlyLost());
    assertEquals(7, result.clear().fragments());
    assertEquals(0.557659, result.identity().idf1(), 1e-6);
    assertEquals(0.72973, result.identity().precision(), 1e-6);
    assertEquals(0.451253, result.identity().recall(), 1e-6);
  }

  @Test
  void shouldBePerfectWhenEverythingIsFound() {
    TrackingMetrics metrics = new TrackingMetrics();
    metrics.add(sequence(frame(ids(1), ids(7), 1), frame(ids(1), ids(7), 1)));
    TrackingMetrics.Result result = metrics.result();
    assertEquals(1, result.hota().hota(), 1e-12);
    assertEquals(1, result.clear().mota());
    assertEquals(1, result.identity().idf1());
  }

  @Test
  void shouldCountOnlyMissesWithoutPredictions() {
    TrackingMetrics metrics = new TrackingMetrics();
    metrics.add(sequence(frame(ids(1, 2), ids()), frame(ids(1), ids())));
    TrackingMetrics.Result result = metrics.result();
    assertEquals(3, result.clear().falseNegatives());
    assertEquals(2, result.clear().mostlyLost());
    assertEquals(0, result.clear().frames());
    assertEquals(3, result.identity().falseNegatives());
    assertEquals(0, result.hota().hota());
    assertEquals(1, result.hota().locA());
    assertEquals(3, result.hota().atAlpha().get(0).falseNegatives());
  }

  @Test
  void shouldCountOnlyFalseAlarmsWithoutGroundTruth() {
    TrackingMetrics metrics = new TrackingMetrics();
    metrics.add(sequence(frame(ids(), ids(1, 2)), frame(ids(), ids())));
    TrackingMetrics.Result result = metrics.result();
    assertEquals(2, result.clear().falsePositives());
    assertEquals(-2, result.clear().mota());
    assertEquals(2, result.identity().falsePositives());
    assertEquals(2, result.hota().atAlpha().get(0).falsePositives());
  }

  @Test
  void shouldCountNothingInAnEmptySequence() {
    TrackingMetrics metrics = new TrackingMetrics();
    metrics.add(sequence());
    assertEquals(0, metrics.result().clear().truePositives());
    assertEquals(0, metrics.result().identity().idf1());
  }

  @Test
  void shouldCountASwitchAgainstTheLastMatchEver() {
    Clear clear = new Clear();
    clear.add(
        sequence(
            frame(ids(1), ids(7), 1),
            frame(ids(1), ids(9), 0.4),
            frame(ids(1), ids(8), 1),
            frame(ids(1), ids(8), 1)));
    assertEquals(1, clear.result().switches());
    assertEquals(1, clear.result().fragments());
    assertEquals(1, clear.result().falsePositives());
  }

  @Test
  void shouldKeepTheMatchOfTheFrameBeforeAgainstABetterOne() {
    Clear clear = new Clear();
    clear.add(sequence(frame(ids(1), ids(7), 1), frame(ids(1), ids(7, 8), 0.5, 0.9)));
    assertEquals(0, clear.result().switches());
    assertEquals(1.5, clear.result().similaritySum());
  }

  @Test
  void shouldMatchAtExactlyTheThreshold() {
    Clear clear = new Clear();
    clear.add(sequence(frame(ids(1), ids(7), 0.5)));
    assertEquals(1, clear.result().truePositives());
    Hota hota = new Hota();
    hota.add(sequence(frame(ids(1), ids(7), 0.35)));
    long reached = hota.result().atAlpha().stream().filter(at -> at.truePositives() == 1).count();
    assertEquals(7, reached);
  }

  @Test
  void shouldRefuseAnIdThatIsTwiceInAFrame() {
    assertThrows(MalformedEntryException.class, () -> frame(ids(1, 1), ids(7), 1, 1));
    assertThrows(MalformedEntryException.class, () -> frame(ids(1), ids(7, 7), 1, 1));
  }

  @RepeatedTest(10)
  void shouldNotDependOnIdsAndShouldMergePartsToTheWhole(RepetitionInfo run) {
    List<TrackingSequence> plain = new ArrayList<>();
    List<TrackingSequence> renamed = new ArrayList<>();
    for (int s = 0; s < 4; s++) {
      long seed = 100L * run.getCurrentRepetition() + s;
      plain.add(random(new Random(seed), 1, 0));
      renamed.add(random(new Random(seed), -13, 5000));
    }
    TrackingMetrics whole = new TrackingMetrics();
    plain.forEach(whole::add);
    TrackingMetrics other = new TrackingMetrics();
    renamed.forEach(other::add);
    TrackingMetrics first = new TrackingMetrics();
    TrackingMetrics second = new TrackingMetrics();
    first.add(plain.get(0));
    second.add(plain.get(1));
    second.add(plain.get(2));
    second.add(plain.get(3));
    first.merge(second);
    for (TrackingMetrics metrics : List.of(other, first)) {
      TrackingMetrics.Result expected = whole.result();
      TrackingMetrics.Result actual = metrics.result();
      assertEquals(expected.hota().hota(), actual.hota().hota(), 1e-12);
      assertEquals(expected.hota().assRe(), actual.hota().assRe(), 1e-12);
      assertEquals(expected.clear().switches(), actual.clear().switches());
      assertEquals(expected.clear().mota(), actual.clear().mota(), 1e-12);
      assertEquals(expected.identity(), actual.identity());
    }
  }

  @RepeatedTest(10)
  void shouldSwapErrorsWhenSidesAreSwapped(RepetitionInfo run) {
    TrackingSequence there = random(new Random(run.getCurrentRepetition()), 1, 0);
    List<TrackingFrame> frames = new ArrayList<>();
    for (TrackingFrame frame : there.frames()) {
      double[] similarity = new double[frame.truths() * frame.predictions()];
      int[] truths = new int[frame.truths()];
      int[] predictions = new int[frame.predictions()];
      for (int g = 0; g < truths.length; g++) {
        truths[g] = frame.truthId(g);
        for (int p = 0; p < predictions.length; p++) {
          predictions[p] = frame.predictedId(p);
          similarity[p * truths.length + g] = frame.similarity(g, p);
        }
      }
      for (int p = 0; p < predictions.length; p++) {
        predictions[p] = frame.predictedId(p);
      }
      frames.add(new TrackingFrame(predictions, truths, similarity));
    }
    Identity forwards = new Identity();
    forwards.add(there);
    Identity backwards = new Identity();
    backwards.add(new TrackingSequence("back", frames));
    assertEquals(forwards.result().truePositives(), backwards.result().truePositives());
    assertEquals(forwards.result().falsePositives(), backwards.result().falseNegatives());
    assertEquals(forwards.result().falseNegatives(), backwards.result().falsePositives());
  }

  /** Ids are {@code factor * i + offset}, so that their order may be turned round. */
  private static TrackingSequence random(Random random, int factor, int offset) {
    List<TrackingFrame> frames = new ArrayList<>();
    for (int t = 0; t < 20; t++) {
      int[] truths = some(random, factor, offset);
      int[] predictions = some(random, factor, offset);
      double[] similarity = new double[truths.length * predictions.length];
      for (int i = 0; i < similarity.length; i++) {
        similarity[i] = random.nextInt(3) == 0 ? random.nextDouble() : 0;
      }
      frames.add(new TrackingFrame(truths, predictions, similarity));
    }
    return new TrackingSequence("random", frames);
  }

  private static int[] some(Random random, int factor, int offset) {
    int[] all = new int[6];
    int size = 0;
    for (int i = 1; i <= all.length; i++) {
      if (random.nextBoolean()) {
        all[size++] = factor * i + offset;
      }
    }
    return java.util.Arrays.copyOf(all, size);
  }

  private static int[] ids(int... ids) {
    return ids;
  }

  private static TrackingFrame frame(int[] truths, int[] predictions, double... similarity) {
    return new TrackingFrame(truths, predictions, similarity);
  }

  private static TrackingSequence sequence(TrackingFrame... frames) {
    return new TrackingSequence("test", List.of(frames));
  }
}
