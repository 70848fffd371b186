package io.panoptes.eval.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;
import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.Scenes;
import io.panoptes.eval.dataset.cityscapes.CityscapesFiles;
import io.panoptes.eval.dataset.coco.CocoImage;
import io.panoptes.eval.dataset.coco.CocoInstanceFile;
import io.panoptes.eval.dataset.coco.CocoInstanceWriter;
import io.panoptes.eval.dataset.coco.CocoPanopticFile;
import io.panoptes.eval.dataset.coco.CocoResultFile;
import io.panoptes.eval.dataset.coco.PanopticAnnotation;
import io.panoptes.eval.dataset.coco.PanopticPictures;
import io.panoptes.eval.dataset.kitti.KittiFile;
import io.panoptes.eval.dataset.kitti.KittiRow;
import io.panoptes.eval.dataset.label.LabelColours;
import io.panoptes.eval.dataset.label.LabelPictures;
import io.panoptes.eval.dataset.mot.MotFile;
import io.panoptes.eval.dataset.mot.MotRow;
import io.panoptes.eval.dataset.mots.MotsFile;
import io.panoptes.eval.dataset.mots.MotsObject;
import io.panoptes.eval.dataset.step.StepPictures;
import io.panoptes.eval.dataset.voc.VocAnnotation;
import io.panoptes.eval.dataset.voc.VocDataset;
import io.panoptes.eval.dataset.voc.VocObject;
import io.panoptes.eval.image.PngDecoder;
import io.panoptes.eval.image.PngWriter;
import io.panoptes.eval.instance.InstanceDetection;
import io.panoptes.eval.instance.InstanceTruth;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticSegment;
import io.panoptes.eval.stq.SegmentationTrackingQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every format comes back as it was written. */
class RoundTripTest {

  @TempDir private Path folder;

  @Test
  void shouldKeepMotRows() throws IOException {
    List<MotRow> rows =
        List.of(
            new MotRow(1, 3, Box.ofSize(1.5, 2, 30, 40.25), 0.75, 1, 0.5),
            new MotRow(2, 3, Box.ofSize(-4, 2, 30, 40), 1, -1, -1));
    Path file = folder.resolve("tracks.txt");
    MotFile.write(file, rows);
    MotFile read = MotFile.read(file);
    assertEquals(List.of(rows.get(0)), read.frame(1));
    assertEquals(List.of(rows.get(1)), read.frame(2));
    assertEquals(2, read.lastFrame());
  }

  @Test
  void shouldReadMotFilesHoweverTheyAreSeparated() throws IOException {
    Path file = folder.resolve("spaces.txt");
    Files.writeString(file, "1 7 10 20 30 40 0.5 -1 -1 -1\n\n 2.0, 7.0, 10, 20, 30, 40\n");
    MotFile read = MotFile.read(file);
    assertEquals(Box.ofSize(10, 20, 30, 40), read.frame(1).get(0).box());
    assertEquals(7, read.frame(2).get(0).id());
    assertEquals(1, read.frame(2).get(0).confidence());
  }

  @Test
  void shouldKeepKittiRows() throws IOException {
    KittiRow row = new KittiRow(0, 4, "Car", 0, 1, new Box(1.5, 2, 30, 40.25), 0.9);
    Path file = folder.resolve("0000.txt");
    KittiFile.write(file, List.of(row));
    assertEquals(List.of(row), KittiFile.read(file).frame(0));
  }

  @Test
  void shouldKeepMotsObjectsInTextAndPictures() throws IOException {
    LabelMap map = new LabelMap(5, 2, new int[] {0, 1, 1, 2, 2, 1, 1, 3, 3, 2});
    TreeMap<Integer, List<MotsObject>> frames = new TreeMap<>();
    frames.put(
        2,
        List.of(
            new MotsObject(1001, 1, map.mask(id -> id == 1)),
            new MotsObject(2002, 2, map.mask(id -> id == 2)),
            new MotsObject(10_000, 10, map.mask(id -> id == 3))));
    Path text = folder.resolve("0001.txt");
    MotsFile.writeText(text, frames);
    assertEquals(frames, MotsFile.read(text).byFrame());
    Path pictures = folder.resolve("pictures");
    MotsFile.writePictures(pictures, frames);
    assertEquals(frames, MotsFile.read(pictures).byFrame());
  }

  @Test
  void shouldReadRunLengthsThatHoldASemicolon() throws IOException {
    Path text = folder.resolve("0002.txt");
    // A run of 11 is written as a semicolon.
    Rle mask = new Rle(6, 6, new int[] {11, 4, 21});
    TreeMap<Integer, List<MotsObject>> frames = new TreeMap<>();
    frames.put(1, List.of(new MotsObject(2001, 2, mask)));
    MotsFile.writeText(text, frames);
    assertEquals("1 2001 2 6 6 ;4e0\n", Files.readString(text));
    assertEquals(frames, MotsFile.read(text).byFrame());
  }

  @Test
  void shouldKeepStepLabels() throws IOException {
    int[] labels = {
      SegmentationTrackingQuality.label(11, 700),
      SegmentationTrackingQuality.label(255, 0),
      SegmentationTrackingQuality.label(0, 65535)
    };
    LabelMap map = new LabelMap(3, 1, labels);
    Path png = folder.resolve("0000/000000.png");
    StepPictures.write(png, map);
    assertEquals(map, StepPictures.read(png));
    // Red is the class, green and blue the instance.
    assertEquals(11, PngDecoder.read(png).channel(0).at(0, 0));
    assertEquals(700 / 256, PngDecoder.read(png).channel(1).at(0, 0));
    assertEquals(700 % 256, PngDecoder.read(png).channel(2).at(0, 0));
  }

  @Test
  void shouldKeepPanopticFiles() throws IOException {
    PanopticAnnotation annotation =
        new PanopticAnnotation(
            "7",
            "a.png",
            List.of(
                new PanopticAnnotation.SegmentInfo(70_000, 1, 3, true),
                new PanopticAnnotation.SegmentInfo(5, 2, PanopticAnnotation.NO_AREA, false)));
    Path json = folder.resolve("set.json");
    CocoPanopticFile file =
        new CocoPanopticFile(
            json,
            Map.of("7", new CocoImage("7", "a.jpg", 4, 1, "clip 3")),
            List.of(new EvalCategory(1, "person", true), new EvalCategory(2, "road", false)),
            List.of(annotation));
    file.write();
    assertEquals(file, CocoPanopticFile.read(json));
    LabelMap ids = new LabelMap(4, 1, new int[] {70_000, 5, 5, 0});
    PanopticPictures.write(folder.resolve("set"), "a.png", ids);
    PanopticLabels labels = PanopticPictures.read(folder.resolve("set"), annotation);
    assertEquals(ids, labels.map());
    assertEquals(3, labels.segments().get(0).area());
    // An area that the file does not state is counted.
    assertEquals(2, labels.segments().get(1).area());
  }

  @Test
  void shouldReadVideosWithNestedAnnotations() throws IOException {
    Path json = folder.resolve("vipseg.json");
    Files.writeString(
        json,
        """
        {"videos": [{"video_id": "v1", "images": [{"id": "0001", "width": 4, "height": 1}]}],
         "categories": [{"id": 0, "name": "wall", "isthing": 0}],
         "annotations": [{"video_id": "v1", "annotations": [
           {"image_id": "0001", "file_name": "0001.png",
            "segments_info": [{"id": 3, "category_id": 0, "iscrowd": 0, "area": 4}]}]}]}
        """);
    CocoPanopticFile file = CocoPanopticFile.read(json);
    assertEquals("v1/0001", file.annotations().get(0).image());
    assertEquals("v1", file.images().get("v1/0001").video());
  }

  @Test
  void shouldKeepTwoChannelPictures() throws IOException {
    LabelMap categories = new LabelMap(4, 1, new int[] {0, 1, 1, 2});
    LabelMap instances = new LabelMap(4, 1, new int[] {0, 3, 255, 0});
    Path png = folder.resolve("two.png");
    PanopticPictures.writeTwoChannels(png, categories, instances);
    PanopticLabels truth = PanopticPictures.readTwoChannels(png, true);
    assertEquals(
        List.of(
            new PanopticSegment(1 << 8 | 3, 1, 1, false),
            new PanopticSegment(1 << 8 | 255, 1, 1, true),
            new PanopticSegment(2 << 8, 2, 1, false)),
        truth.segments());
    assertTrue(
        PanopticPictures.readTwoChannels(png, false).segments().stream()
            .noneMatch(PanopticSegment::crowd));
  }

  @Test
  void shouldKeepCocoInstancesAndResults() throws IOException {
    Rle mask = Scenes.rectangles(new Random(2), 20, 10, 1).mask(id -> id == 1);
    InstanceTruth truth = new InstanceTruth(5, 1, mask.box(), mask, mask.area() + 0.5, true);
    Path json = folder.resolve("instances.json");
    CocoInstanceFile file =
        new CocoInstanceFile(
            json,
            Map.of(3L, new CocoImage("3", "x.jpg", 20, 10, "")),
            List.of(new EvalCategory(1, "person", true)),
            Map.of(3L, List.of(truth)));
    CocoInstanceWriter.write(file);
    CocoInstanceFile read = CocoInstanceFile.read(json, true);
    assertEquals(file, read);
    InstanceDetection detection =
        new InstanceDetection(1, mask.box(), mask, mask.box().area(), 0.25);
    Path results = folder.resolve("results.json");
    CocoInstanceWriter.write(results, Map.of(3L, List.of(detection)));
    CocoResultFile found = CocoResultFile.read(results, read, true);
    assertEquals(Map.of(3L, List.of(detection)), found.detections());
    assertTrue(found.hasMasks());
  }

  @Test
  void shouldReadPolygonsAndPlainRunLengths() throws IOException {
    Path json = folder.resolve("polygons.json");
    Files.writeString(
        json,
        """
        {"images": [{"id": 1, "width": 8, "height": 7, "file_name": "a.jpg"}],
         "categories": [{"id": 1, "name": "person"}],
         "annotations": [
          {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 3], "area": 9, "iscrowd": 0,
           "segmentation": [[1, 2, 1, 5, 4, 5, 4, 2], [6, 0, 6, 2, 8, 2, 8, 0]]},
          {"id": 2, "image_id": 1, "category_id": 1, "bbox": [0, 0, 1, 7], "area": 7, "iscrowd": 1,
           "segmentation": {"size": [7, 8], "counts": [0, 7, 49]}}]}
        """);
    List<InstanceTruth> truths = CocoInstanceFile.read(json, true).annotations().get(1L);
    assertEquals(13, truths.get(0).mask().area());
    assertEquals(new Box(0, 0, 1, 7), truths.get(1).mask().box());
  }

  @Test
  void shouldKeepVocFolders() throws IOException {
    LabelMap classes = new LabelMap(4, 1, new int[] {0, 15, 15, 255});
    LabelMap objects = new LabelMap(4, 1, new int[] {0, 1, 2, 255});
    VocDataset.write(folder.resolve("SegmentationClass/a.png"), classes);
    VocDataset.write(folder.resolve("SegmentationObject/a.png"), objects);
    Files.createDirectories(folder.resolve("ImageSets/Segmentation"));
    Files.writeString(folder.resolve("ImageSets/Segmentation/val.txt"), "a\n");
    Files.createDirectories(folder.resolve("Annotations"));
    VocAnnotation annotation =
        new VocAnnotation(
            "a.jpg", 4, 1, List.of(new VocObject("person", new Box(1, 0, 3, 1), true, false)));
    annotation.write(folder.resolve("Annotations/a.xml"));
    VocDataset voc = new VocDataset(folder);
    assertEquals(List.of("a"), voc.ids());
    assertEquals(List.of("a"), voc.ids("val"));
    assertEquals(classes, voc.classes("a"));
    assertEquals(annotation, voc.annotation("a"));
    List<VocDataset.Instance> instances = voc.instances("a");
    assertEquals(2, instances.size());
    assertEquals(15, instances.get(1).category());
    assertEquals(new Box(2, 0, 3, 1), instances.get(1).mask().box());
    // VOC's colours: person is (192, 128, 128).
    assertEquals(
        0xC08080, PngDecoder.read(folder.resolve("SegmentationClass/a.png")).colours().at(1, 0));
  }

  @Test
  void shouldReadCityscapesInstances() throws IOException {
    // Road, a car, a group of cars, ground (not evaluated).
    LabelMap values = new LabelMap(4, 1, new int[] {7, 26_003, 26, 6});
    Path png = folder.resolve("aachen_000000_000019_gtFine_instanceIds.png");
    CityscapesFiles.writeInstances(png, values);
    PanopticLabels labels = CityscapesFiles.readInstances(png);
    assertEquals(
        List.of(
            new PanopticSegment(7, 7, 1, false),
            new PanopticSegment(26, 26, 1, true),
            new PanopticSegment(26_003, 26, 1, false)),
        labels.segments());
    assertEquals(0, labels.map().at(3, 0));
    assertEquals(
        Map.of("aachen_000000_000019", png), CityscapesFiles.find(folder, "_instanceIds.png"));
  }

  @Test
  void shouldReadColouredLabels() throws IOException {
    Path colours = folder.resolve("label_colors.txt");
    Files.writeString(colours, "64 128 64\tAnimal\n0 0 0 Void\n128 64 128 Road\n");
    LabelColours meaning = LabelColours.read(colours);
    assertEquals(1, meaning.voidLabel());
    Path png = folder.resolve("a.png");
    // Ids are R + 256 G + 65536 B.
    LabelMap ids =
        new LabelMap(3, 1, new int[] {128 | 64 << 8 | 128 << 16, 0, 64 | 128 << 8 | 64 << 16});
    PngWriter.write(png, PngWriter.panopticIds(ids));
    assertEquals(
        new LabelMap(3, 1, new int[] {2, 1, 0}), LabelPictures.read(png, Optional.of(meaning)));
  }
}
