package io.panoptes.eval.panoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.testing.SharedData;
import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.MalformedEntryException;
import io.panoptes.eval.Scenes;
import io.panoptes.eval.dataset.coco.CocoPanopticFile;
import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.dataset.coco.PanopticPictures;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.image.PngImage;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanopticQualityTest {

  private static final List<EvalCategory> ONE = List.of(new EvalCategory(1, "person", true));

  @ParameterizedTest
  @CsvSource({
    "1, 0.9229609446, 47, 0, 0",
    "2, 0.8523569779, 46, 1, 1",
    "8, 0.5265325672, 21, 26, 26"
  })
  void shouldEqualPanopticapiOnShiftedPictures(int shift, double pq, long tp, long fp, long fn) {
    Path json = SharedData.require("data/coco-panoptic/panoptic_examples.json");
    CocoPanopticFile file = CocoPanopticFile.read(json);
    PanopticQuality quality = new PanopticQuality(file.categories());
    for (PanopticAnnotation annotation : file.annotations()) {
      PanopticLabels truth =
          PanopticPictures.read(json.resolveSibling("panoptic_examples"), annotation);
      LabelMap shifted = Scenes.shiftRight(truth.map(), shift);
      quality.add(truth, new PanopticLabels(shifted, truth.segments()));
    }
    PanopticResult result = quality.result();
    assertEquals(pq, result.all().pq(), 1e-6);
    assertEquals(tp, result.truePositives());
    assertEquals(fp, result.falsePositives());
    assertEquals(fn, result.falseNegatives());
  }

  @Test
  void shouldEqualDeeplab2OnItsTeamPictureWhichHasNoCrowd() {
    Map<Integer, Integer> classOfValue = new HashMap<>();
    for (int value : new int[] {47, 97, 133, 150, 174, 215, 244, 255}) {
      classOfValue.put(value, 1);
    }
    classOfValue.put(198, 2);
    LabelMap wanted = channel("team_gt_instance.png", 0);
    PanopticLabels truth = Scenes.labelled(wanted, classOfValue::get);
    LabelMap red = channel("team_pred_class.png", 0);
    LabelMap blue = channel("team_pred_class.png", 2);
    LabelMap instances = grey("team_pred_instance.png");
    int[] ids = new int[instances.labels().length];
    for (int i = 0; i < ids.length; i++) {
      int category = blue.labels()[i] == 255 ? 1 : red.labels()[i] == 255 ? 2 : 0;
      ids[i] = category == 0 ? 0 : category * 1000 + instances.labels()[i];
    }
    LabelMap map = new LabelMap(instances.width(), instances.height(), ids);
    PanopticQuality quality =
        new PanopticQuality(
            List.of(new EvalCategory(1, "person", true), new EvalCategory(2, "bear", true)));
    quality.add(truth, Scenes.labelled(map, id -> id / 1000));
    assertEquals(0.62156284, quality.result().all().pq(), 1e-6);
    assertEquals(0.64664984, quality.result().all().sq(), 1e-6);
    assertEquals(0.9666667, quality.result().all().rq(), 1e-6);
  }

  private static LabelMap channel(String name, int channel) {
    return PngDecoder.read(SharedData.require("data/stq/" + name)).channel(channel);
  }

  /** Grey as Pillow converts colours, which deeplab2 reads its pictures with. */
  private static LabelMap grey(String name) {
    PngImage picture = PngDecoder.read(SharedData.require("data/stq/" + name));
    int[] red = picture.channel(0).labels();
    int[] green = picture.channel(1).labels();
    int[] blue = picture.channel(2).labels();
    int[] grey = new int[red.length];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = red[i] * 19595 + green[i] * 38470 + blue[i] * 7471 + 0x8000 >> 16;
    }
    return new LabelMap(picture.width(), picture.height(), grey);
  }

  @Test
  void shouldNotMatchAtExactlyHalf() {
    // Truth 2 pixels, prediction 1 of them: IoU 0.5.
    assertCounts(0, 1, 1, row(1, 1, 0), row(1, 0, 0), 2, false);
    // The void pixel of the prediction leaves the union: IoU 2/3.
    assertCounts(1, 0, 0, row(1, 1, 1, 0), row(7, 7, 0, 7), 3, false);
  }

  @Test
  void shouldTakeTruthAreaFromTheTable() {
    assertCounts(0, 1, 1, row(1, 1, 1), row(7, 7, 7), 6, false);
    assertCounts(1, 0, 0, row(1, 1, 1), row(7, 7, 7), 5, false);
  }

  @Test
  void shouldForgivePredictionsMostlyInVoidOrCrowd() {
    assertCounts(0, 0, 0, row(0, 0, 0), row(7, 7, 7), 1, true);
    assertCounts(0, 0, 0, row(1, 1, 2), row(7, 7, 7), 2, true);
    // Exactly half inside the crowd is not forgiven.
    assertCounts(0, 1, 0, row(1, 2, 3), row(7, 7, 0), 1, true);
  }

  /** One truth segment of id 1 against one prediction, both of category 1. */
  private static void assertCounts(
      long tp, long fp, long fn, LabelMap truth, LabelMap prediction, long area, boolean crowd) {
    PanopticQuality quality = new PanopticQuality(ONE);
    int id = Stream.of(1, 7).filter(i -> has(prediction, i)).findFirst().orElseThrow();
    quality.add(
        new PanopticLabels(truth, List.of(new PanopticSegment(1, 1, area, crowd))),
        new PanopticLabels(prediction, List.of(new PanopticSegment(id, 1, 0, false))));
    PanopticResult result = quality.result();
    assertEquals(
        List.of(tp, fp, fn),
        List.of(result.truePositives(), result.falsePositives(), result.falseNegatives()));
  }

  private static boolean has(LabelMap map, int label) {
    return java.util.Arrays.stream(map.labels()).anyMatch(l -> l == label);
  }

  @Test
  void shouldKnowOnlyTheLastCrowdOfACategory() {
    LabelMap truth = row(1, 1, 2, 0);
    PanopticSegment first = new PanopticSegment(1, 1, 2, true);
    PanopticSegment second = new PanopticSegment(2, 1, 1, true);
    PanopticLabels prediction =
        new PanopticLabels(row(7, 7, 0, 0), List.of(new PanopticSegment(7, 1, 2, false)));
    PanopticQuality lastIsElsewhere = new PanopticQuality(ONE);
    lastIsElsewhere.add(new PanopticLabels(truth, List.of(first, second)), prediction);
    assertEquals(1, lastIsElsewhere.result().falsePositives());
    PanopticQuality lastIsHere = new PanopticQuality(ONE);
    lastIsHere.add(new PanopticLabels(truth, List.of(second, first)), prediction);
    assertEquals(0, lastIsHere.result().falsePositives());
  }

  @Test
  void shouldHaveNoAverageWithoutSegments() {
    PanopticResult result = new PanopticQuality(ONE).result();
    assertTrue(Double.isNaN(result.all().pq()));
    assertEquals(0, result.all().categories());
    assertEquals(0, result.perCategory().get(0).pq());
  }

  @Test
  void shouldNameWhatIsWrong() {
    PanopticLabels truth =
        new PanopticLabels(row(1, 1), List.of(new PanopticSegment(1, 1, 2, false)));
    PanopticQuality quality = new PanopticQuality(ONE);
    assertProblem(
        "segment 9: the id has 1 pixels in the PNG and is not in the JSON",
        () -> quality.add(truth, new PanopticLabels(row(9, 0), List.of())));
    assertProblem(
        "segment 5: the id is in the JSON and has no pixel in the PNG",
        () ->
            quality.add(
                truth,
                new PanopticLabels(row(0, 0), List.of(new PanopticSegment(5, 1, 2, false)))));
    assertProblem(
        "segment 5: has the unknown category 99; known are [1]",
        () ->
            quality.add(
                truth,
                new PanopticLabels(row(5, 0), List.of(new PanopticSegment(5, 99, 2, false)))));
    assertProblem(
        "prediction has 3 x 1 pixels and ground truth 2 x 1; they must agree",
        () -> quality.add(truth, new PanopticLabels(row(0, 0, 0), List.of())));
    assertProblem(
        "segment 5: the id appears twice in the table",
        () ->
            new PanopticLabels(
                row(5, 0),
                List.of(new PanopticSegment(5, 1, 1, false), new PanopticSegment(5, 1, 1, false))));
  }

  private static void assertProblem(String message, org.junit.jupiter.api.function.Executable run) {
    assertEquals(message, assertThrows(MalformedEntryException.class, run).getMessage());
  }

  private static LabelMap row(int... labels) {
    return new LabelMap(labels.length, 1, labels);
  }
}
