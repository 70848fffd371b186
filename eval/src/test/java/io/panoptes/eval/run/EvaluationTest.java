package io.panoptes.eval.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.mask.Rle;
import io.panoptes.core.testing.SharedData;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.Scenes;
import io.panoptes.eval.dataset.coco.CocoPanopticFile;
import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.dataset.coco.PanopticAnnotation.SegmentInfo;
import io.panoptes.eval.dataset.coco.PanopticPictures;
import io.panoptes.eval.dataset.mots.MotsFile;
import io.panoptes.eval.dataset.mots.MotsObject;
import io.panoptes.eval.dataset.step.StepPictures;
import io.panoptes.eval.dataset.voc.VocDataset;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.image.PngWriter;
import io.panoptes.eval.report.EvalReport;
import io.panoptes.eval.report.ReportFormat;
import io.panoptes.eval.stq.SegmentationTrackingQuality;
import io.panoptes.eval.stq.StqSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {

  @TempDir private Path folder;

  /** The two COCO pictures moved by {@code shift} pixels, as result files. */
  private Path shifted(int shift) throws IOException {
    Path json = SharedData.require("data/coco-panoptic/panoptic_examples.json");
    CocoPanopticFile truth = CocoPanopticFile.read(json);
    Path result = folder.resolve("shifted" + shift + ".json");
    for (PanopticAnnotation annotation : truth.annotations()) {
      LabelMap map =
          PngDecoder.read(json.resolveSibling("panoptic_examples").resolve(annotation.fileName()))
              .panopticIds();
      PanopticPictures.write(
          folder.resolve("shifted" + shift), annotation.fileName(), Scenes.shiftRight(map, shift));
    }
    new CocoPanopticFile(result, Map.of(), List.of(), truth.annotations()).write();
    return result;
  }

  private static PanopticEvaluation panoptic(Path truth, Path prediction, int threads) {
    return new PanopticEvaluation(
        truth, Optional.empty(), prediction, Optional.empty(), true, threads);
  }

  @Test
  void shouldEqualPanopticapiFromFilesWhateverTheThreads() throws IOException {
    Path truth = SharedData.require("data/coco-panoptic/panoptic_examples.json");
    Path prediction = shifted(2);
    AtomicInteger last = new AtomicInteger();
    EvalReport report =
        panoptic(truth, prediction, 2)
            .run(
                (done, total) -> {
                  assertEquals(2, total);
                  last.set(done);
                });
    assertEquals(2, last.get());
    assertEquals(0.8523569779, (double) report.value("summary", "All", "PQ"), 1e-6);
    assertEquals(46L, report.value("summary", "All", "TP"));
    assertEquals(
        ReportFormat.JSON.write(report),
        ReportFormat.JSON.write(panoptic(truth, prediction, 1).run(Progress.NONE)));
  }

  @Test
  void shouldReadTwoChannelPredictions() {
    Path truth = SharedData.require("data/coco-panoptic/panoptic_examples.json");
    Path prediction = SharedData.require("data/coco-panoptic/panoptic_examples_2ch_format");
    EvalReport report = panoptic(truth, prediction, 1).run(Progress.NONE);
    assertEquals(1, (double) report.value("summary", "All", "PQ"), 1e-12);
    assertEquals(1, report.notes().size());
  }

  @Test
  void shouldNameTheFileAndThePictureOfAPanopticProblem() throws IOException {
    Path truth = SharedData.require("data/coco-panoptic/panoptic_examples.json");
    List<PanopticAnnotation> annotations = CocoPanopticFile.read(truth).annotations();
    Path prediction = shifted(1);
    CocoPanopticFile whole = CocoPanopticFile.read(prediction);

    rewrite(whole, annotations.subList(0, 1));
    assertProblem(truth, prediction, "image 439180", "has no prediction");

    SegmentInfo extra = new SegmentInfo(12345, 1, 1, false);
    rewrite(whole, withSegments(annotations, extra, false));
    assertProblem(truth, prediction, "image 142238, segment 12345", "no pixel in the PNG");

    rewrite(whole, withSegments(annotations, extra, true));
    assertProblem(truth, prediction, "image 142238, segment 3937500", "is not in the JSON");

    rewrite(whole, withSegments(annotations, new SegmentInfo(3937500, 777, 1, false), true));
    assertProblem(
        truth, prediction, "image 142238, segment 3937500", "has the unknown category 777");

    rewrite(whole, annotations);
    Path png = folder.resolve("shifted1").resolve(annotations.get(0).fileName());
    Files.delete(png);
    EvalInputException missing =
        assertThrows(
            EvalInputException.class, () -> panoptic(truth, prediction, 2).run(Progress.NONE));
    assertEquals(png.toString(), missing.file());
  }

  private static void rewrite(CocoPanopticFile file, List<PanopticAnnotation> annotations)
      throws IOException {
    new CocoPanopticFile(file.path(), Map.of(), List.of(), annotations).write();
  }

  /** The first annotation with a segment more, or with its first segment replaced. */
  private static List<PanopticAnnotation> withSegments(
      List<PanopticAnnotation> annotations, SegmentInfo segment, boolean replace) {
    PanopticAnnotation first = annotations.get(0);
    List<SegmentInfo> segments = new ArrayList<>(first.segments());
    if (replace) {
      segments.remove(0);
    }
    if (!replace || segment.id() != 12345) {
      segments.add(segment);
    }
    return List.of(
        new PanopticAnnotation(first.image(), first.fileName(), segments), annotations.get(1));
  }

  private static void assertProblem(Path truth, Path prediction, String entry, String part) {
    EvalInputException failure =
        assertThrows(
            EvalInputException.class, () -> panoptic(truth, prediction, 1).run(Progress.NONE));
    assertEquals(prediction.toString(), failure.file());
    assertEquals(entry, failure.entry());
    assertTrue(failure.getMessage().contains(part), failure.getMessage());
  }

  @Test
  void shouldPrintTheWindowsOfVideoPanopticQuality() throws IOException {
    Path truth = SharedData.require("data/coco-panoptic/panoptic_examples.json");
    EvalReport report =
        new VideoPanopticEvaluation(
                truth, Optional.empty(), shifted(1), Optional.empty(), List.of(1), true, 2)
            .run(Progress.NONE);
    assertEquals("1", report.settings().get("windows (annotated frames)"));
    assertEquals(0.9229609446, (double) report.value("summary", "all windows", "VPQ"), 1e-6);
  }

  @Test
  void shouldEvaluateTracksInBenchmarkLayout() throws IOException {
    Path tud = SharedData.require("data/mot/TUD-Campus");
    for (String name : List.of("A", "B")) {
      Files.createDirectories(folder.resolve("gt/" + name + "/gt"));
      Files.copy(tud.resolve("gt.txt"), folder.resolve("gt/" + name + "/gt/gt.txt"));
      Files.writeString(
          folder.resolve("gt/" + name + "/seqinfo.ini"), "[Sequence]\nseqLength=71\n");
      Files.createDirectories(folder.resolve("res/data"));
      Files.copy(tud.resolve("result.txt"), folder.resolve("res/data/" + name + ".txt"));
    }
    EvalReport report = mot(folder.resolve("gt"), folder.resolve("res")).run(Progress.NONE);
    assertEquals("mot15", report.settings().get("rules"));
    assertEquals(0.391397, (double) report.value("HOTA", "A", "HOTA"), 1e-6);
    assertEquals(0.391397, (double) report.value("HOTA", "COMBINED", "HOTA"), 1e-6);
    assertEquals(14L, report.value("CLEAR", "COMBINED", "IDSW"));
    Files.delete(folder.resolve("res/data/B.txt"));
    EvalInputException failure =
        assertThrows(
            EvalInputException.class,
            () -> mot(folder.resolve("gt"), folder.resolve("res")).run(Progress.NONE));
    // One result is left, and which of the two sequences it belongs to is known by its name.
    assertEquals("sequence B", failure.entry());
  }

  private static MotEvaluation mot(Path truth, Path prediction) {
    return new MotEvaluation(truth, prediction, Optional.empty(), Set.of(), 0, true, 2);
  }

  @Test
  void shouldCountOnlyTheClassesAskedFor() throws IOException {
    Path truth = folder.resolve("gt.txt");
    Files.writeString(truth, "1,1,0,0,40,40,1,-1,-1,-1\n");
    Path results = folder.resolve("tracks.txt");
    Files.writeString(results, "1,1,0,0,40,40,1,4,-1,-1\n1,2,90,0,40,40,1,2,-1,-1\n");
    assertThrows(EvalInputException.class, () -> mot(truth, results).run(Progress.NONE));
    EvalReport cars =
        new MotEvaluation(truth, results, Optional.empty(), Set.of(4), 0, false, 1)
            .run(Progress.NONE);
    assertEquals(1.0, cars.value("CLEAR", "COMBINED", "MOTA"));
  }

  @Test
  void shouldEvaluateMasksOfEachClass() throws IOException {
    TreeMap<Integer, List<MotsObject>> frames = new TreeMap<>();
    for (int frame = 0; frame < 3; frame++) {
      frames.put(
          frame,
          List.of(
              new MotsObject(1001, 1, new Rle(4, 4, new int[] {0, 4, 12})),
              new MotsObject(2001, 2, new Rle(4, 4, new int[] {4, 8, 4}))));
    }
    Path truth = folder.resolve("gt.txt");
    MotsFile.writeText(truth, frames);
    frames.put(1, List.of(new MotsObject(2001, 2, new Rle(4, 4, new int[] {4, 6, 6}))));
    Path results = folder.resolve("pictures");
    MotsFile.writePictures(results, frames);
    EvalReport report = new MotsEvaluation(truth, results, 0, false, 1).run(Progress.NONE);
    assertEquals(1L, report.value("CLEAR", "car COMBINED", "FN"));
    assertEquals(2.0 / 3, (double) report.value("CLEAR", "car COMBINED", "MOTSA"), 1e-12);
    assertEquals(2.75 / 3, (double) report.value("CLEAR", "pedestrian COMBINED", "sMOTSA"), 1e-12);
    assertEquals(6L - 1, report.value("CLEAR", "all classes COMBINED", "TP"));
  }

  @Test
  void shouldMeasureVocAndPlainLabels() throws IOException {
    VocDataset.write(folder.resolve("gt/a.png"), new LabelMap(4, 1, new int[] {0, 15, 15, 255}));
    VocDataset.write(folder.resolve("pred/a.png"), new LabelMap(4, 1, new int[] {0, 15, 0, 3}));
    SemanticEvaluation voc = semantic(Optional.empty(), 0);
    assertEquals(0.5, (double) voc.run(Progress.NONE).value("summary", "all", "mIoU"), 1e-12);
    assertEquals(
        0.5, (double) voc.run(Progress.NONE).value("per-class", "15 person", "IoU"), 1e-12);
    PngWriter.write(
        folder.resolve("gt/a.png"), PngWriter.grey8(new LabelMap(4, 1, new int[] {0, 1, 1, 1})));
    PngWriter.write(
        folder.resolve("pred/a.png"), PngWriter.grey8(new LabelMap(4, 1, new int[] {0, 1, 1, 9})));
    assertThrows(
        SemanticEvaluation.UnclearRulesException.class,
        () -> semantic(Optional.empty(), 0).run(Progress.NONE));
    EvalInputException failure =
        assertThrows(
            EvalInputException.class, () -> semantic(Optional.empty(), 2).run(Progress.NONE));
    assertEquals(folder.resolve("pred/a.png").toString(), failure.file());
    assertEquals("pixel (3, 0)", failure.entry());
    Files.delete(folder.resolve("pred/a.png"));
    assertThrows(EvalInputException.class, () -> semantic(Optional.empty(), 2).run(Progress.NONE));
  }

  private SemanticEvaluation semantic(Optional<SemanticEvaluation.Rules> rules, int classes) {
    return new SemanticEvaluation(
        folder.resolve("gt"),
        folder.resolve("pred"),
        rules,
        Optional.empty(),
        classes,
        -1,
        true,
        2);
  }

  @Test
  void shouldMeasureCityscapesByName() throws IOException {
    PngWriter.write(
        folder.resolve("gt/aachen/aachen_000000_000019_gtFine_labelIds.png"),
        PngWriter.grey8(new LabelMap(4, 1, new int[] {7, 7, 26, 0})));
    PngWriter.write(
        folder.resolve("pred/aachen_000000_000019_leftImg8bit.png"),
        PngWriter.grey8(new LabelMap(4, 1, new int[] {7, 7, 7, 7})));
    EvalReport report = semantic(Optional.empty(), 0).run(Progress.NONE);
    assertEquals("cityscapes", report.settings().get("rules"));
    assertEquals(1.0 / 3, (double) report.value("summary", "all", "mIoU"), 1e-12);
  }

  @Test
  void shouldMeasureStepPicturesAndPanopticVideosAlike() throws IOException {
    int[] classOfId = {2, 0, 0, 1};
    LabelMap ids = new LabelMap(6, 1, new int[] {1, 1, 2, 3, 3, 0});
    LabelMap found = new LabelMap(6, 1, new int[] {1, 2, 2, 3, 0, 0});
    for (int frame = 0; frame < 3; frame++) {
      StepPictures.write(folder.resolve("gt/0001/00000" + frame + ".png"), step(ids, classOfId));
      StepPictures.write(
          folder.resolve("pred/0001/00000" + frame + ".png"), step(found, classOfId));
    }
    EvalReport pictures =
        new StqEvaluation(
                folder.resolve("gt"), folder.resolve("pred"), new StqSettings(2, Set.of(0), 2), 2)
            .run(Progress.NONE);
    Path truth = panopticVideo("truth", ids);
    Path prediction = panopticVideo("prediction", found);
    EvalReport video =
        new StqEvaluation(truth, prediction, StqSettings.kittiStep(), 1).run(Progress.NONE);
    double stq = (double) pictures.value("summary", "all", "STQ");
    assertTrue(stq > 0 && stq < 1);
    assertEquals(stq, (double) video.value("summary", "all", "STQ"), 1e-12);
    assertEquals(3L, pictures.value("sequences", "0001", "frames"));
  }

  private static LabelMap step(LabelMap ids, int[] classOfId) {
    int[] labels = new int[ids.labels().length];
    for (int i = 0; i < labels.length; i++) {
      int id = ids.labels()[i];
      labels[i] = SegmentationTrackingQuality.label(classOfId[id], id == 1 || id == 2 ? id : 0);
    }
    return new LabelMap(ids.width(), ids.height(), labels);
  }

  private Path panopticVideo(String name, LabelMap ids) throws IOException {
    List<PanopticAnnotation> annotations = new ArrayList<>();
    for (int frame = 0; frame < 3; frame++) {
      String png = frame + ".png";
      PanopticPictures.write(folder.resolve(name), png, ids);
      annotations.add(
          new PanopticAnnotation(
              Integer.toString(frame),
              png,
              List.of(
                  new SegmentInfo(1, 5, 1, false),
                  new SegmentInfo(2, 5, 1, false),
                  new SegmentInfo(3, 6, 1, false))));
    }
    Path json = folder.resolve(name + ".json");
    new CocoPanopticFile(
            json,
            Map.of(),
            List.of(
                new io.panoptes.eval.EvalCategory(5, "car", true),
                new io.panoptes.eval.EvalCategory(6, "road", false)),
            annotations)
        .write();
    return json;
  }

  @Test
  void shouldEvaluateMasksAndBoxesOfCocoFiles() throws IOException {
    Path truth = SharedData.require("data/coco-panoptic/panoptic_coco_detection_format.json");
    com.fasterxml.jackson.databind.ObjectMapper mapper =
        new com.fasterxml.jackson.databind.ObjectMapper();
    com.fasterxml.jackson.databind.node.ArrayNode results = mapper.createArrayNode();
    com.fasterxml.jackson.databind.JsonNode file = mapper.readTree(truth.toFile());
    for (com.fasterxml.jackson.databind.JsonNode annotation : file.get("annotations")) {
      com.fasterxml.jackson.databind.node.ObjectNode result = results.addObject();
      result.set("image_id", annotation.get("image_id"));
      result.set("category_id", annotation.get("category_id"));
      result.set("segmentation", annotation.get("segmentation"));
      result.put("score", 0.5);
    }
    Path prediction = folder.resolve("results.json");
    mapper.writeValue(prediction.toFile(), results);
    EvalReport report =
        new InstanceEvaluation(truth, prediction, Optional.empty(), true, 2).run(Progress.NONE);
    // Everything is found, but annotation 0 cannot be matched, as in pycocotools.
    assertEquals(1, report.notes().size());
    double mask = (double) report.value("mask", "all", "AP");
    assertTrue(mask > 0.9 && mask < 1, "AP " + mask);
    assertEquals(mask, (double) report.value("box", "all", "AP"), 0.05);
  }
}
