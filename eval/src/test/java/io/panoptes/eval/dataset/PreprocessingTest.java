package io.panoptes.eval.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;
import io.panoptes.eval.dataset.kitti.KittiFile;
import io.panoptes.eval.dataset.kitti.KittiRow;
import io.panoptes.eval.dataset.kitti.KittiSequence;
import io.panoptes.eval.dataset.mot.MotFile;
import io.panoptes.eval.dataset.mot.MotRow;
import io.panoptes.eval.dataset.mot.MotRules;
import io.panoptes.eval.dataset.mot.MotSequence;
import io.panoptes.eval.dataset.mots.MotsFile;
import io.panoptes.eval.dataset.mots.MotsObject;
import io.panoptes.eval.dataset.mots.MotsSequence;
import io.panoptes.eval.tracking.TrackingSequence;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is taken out before tracks are counted. */
class PreprocessingTest {

  private static final Box HERE = new Box(0, 0, 40, 40);
  private static final Box THERE = new Box(100, 0, 140, 40);

  @Test
  void shouldTakeOutResultsOnDistractorsFromMot16On() {
    MotFile truth = mot(row(1, HERE, 1, 1), row(2, THERE, 1, 7));
    MotFile results = mot(row(8, HERE, 1, -1), row(9, THERE, 1, -1));
    TrackingSequence evaluated = MotSequence.of("s", truth, results, 1, MotRules.MOT17);
    assertEquals(1, evaluated.truthBoxes());
    assertEquals(1, evaluated.predictedBoxes());
    TrackingSequence without = MotSequence.of("s", truth, results, 1, MotRules.MOT15);
    assertEquals(2, without.truthBoxes());
    assertEquals(2, without.predictedBoxes());
  }

  @Test
  void shouldKnowVehiclesAsDistractorsInMot20Only() {
    MotFile truth = mot(row(2, THERE, 1, 6));
    MotFile results = mot(row(9, THERE, 1, -1));
    assertEquals(0, MotSequence.of("s", truth, results, 1, MotRules.MOT20).predictedBoxes());
    assertEquals(1, MotSequence.of("s", truth, results, 1, MotRules.MOT17).predictedBoxes());
  }

  @Test
  void shouldNotEvaluateTruthMarkedWithZero() {
    MotFile truth = mot(row(1, HERE, 0, 1), row(2, THERE, 0.9, 1));
    assertEquals(0, MotSequence.of("s", truth, mot(), 1, MotRules.MOT17).truthBoxes());
    assertEquals(0, MotSequence.of("s", truth, mot(), 1, MotRules.MOT15).truthBoxes());
    assertEquals(MotRules.MOT17, MotRules.of(truth));
    assertEquals(MotRules.MOT15, MotRules.of(mot(row(1, HERE, 1, -1))));
  }

  @Test
  void shouldFollowKittiForVansSmallBoxesAndUnlabelledRegions() {
    KittiFile truth =
        kitti(
            new KittiRow(0, 1, "Car", 0, 0, HERE, 1),
            new KittiRow(0, 2, "Van", 0, 0, THERE, 1),
            new KittiRow(0, 3, "Car", 0, 3, new Box(200, 0, 240, 40), 1),
            new KittiRow(0, -1, "DontCare", -1, -1, new Box(300, 0, 400, 100), 1));
    KittiFile results =
        kitti(
            new KittiRow(0, 1, "Car", -1, -1, HERE, 1),
            new KittiRow(0, 2, "Car", -1, -1, THERE, 1),
            new KittiRow(0, 3, "Car", -1, -1, new Box(200, 0, 240, 40), 1),
            new KittiRow(0, 4, "Car", -1, -1, new Box(310, 0, 350, 40), 1),
            new KittiRow(0, 5, "Car", -1, -1, new Box(500, 0, 540, 25), 1),
            new KittiRow(0, 6, "Car", -1, -1, new Box(500, 50, 540, 76), 1),
            new KittiRow(0, 7, "Pedestrian", -1, -1, HERE, 1));
    TrackingSequence cars = KittiSequence.of("s", truth, results, 0, KittiSequence.Kind.CAR);
    assertEquals(1, cars.truthBoxes());
    assertEquals(2, cars.predictedBoxes());
    assertEquals(1, cars.frames().get(0).predictedId(0));
    assertEquals(6, cars.frames().get(0).predictedId(1));
    TrackingSequence people =
        KittiSequence.of("s", truth, results, 0, KittiSequence.Kind.PEDESTRIAN);
    assertEquals(0, people.truthBoxes());
    assertEquals(1, people.predictedBoxes());
  }

  @Test
  void shouldTakeOutMasksInIgnoredRegions() {
    Rle object = new Rle(4, 4, new int[] {0, 4, 12});
    Rle ignored = new Rle(4, 4, new int[] {4, 8, 4});
    Rle inside = new Rle(4, 4, new int[] {4, 4, 8});
    Rle half = new Rle(4, 4, new int[] {8, 8});
    MotsFile truth = mots(new MotsObject(1001, 1, object), new MotsObject(10_000, 10, ignored));
    MotsFile results =
        mots(
            new MotsObject(1001, 1, object),
            new MotsObject(1002, 1, inside),
            new MotsObject(1003, 1, half));
    TrackingSequence cars = MotsSequence.of("s", truth, results, 0, 1);
    assertEquals(2, cars.predictedBoxes());
    assertEquals(1003, cars.frames().get(0).predictedId(1));
    assertEquals(1, cars.frames().get(0).similarity(0, 0));
  }

  private static MotRow row(int id, Box box, double confidence, int category) {
    return new MotRow(1, id, box, confidence, category, -1);
  }

  private static MotFile mot(MotRow... rows) {
    TreeMap<Integer, List<MotRow>> byFrame = new TreeMap<>();
    byFrame.put(1, List.of(rows));
    return new MotFile(Path.of("mot.txt"), byFrame);
  }

  private static KittiFile kitti(KittiRow... rows) {
    TreeMap<Integer, List<KittiRow>> byFrame = new TreeMap<>();
    byFrame.put(0, List.of(rows));
    return new KittiFile(Path.of("kitti.txt"), byFrame);
  }

  private static MotsFile mots(MotsObject... objects) {
    TreeMap<Integer, List<MotsObject>> byFrame = new TreeMap<>();
    byFrame.put(1, List.of(objects));
    return new MotsFile(Path.of("mots.txt"), byFrame);
  }
}
