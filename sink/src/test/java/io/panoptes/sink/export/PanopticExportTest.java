package io.panoptes.sink.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.track.TrackId;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.sink.testing.Scenes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PanopticExportTest {

  @TempDir private Path folder;

  /** Two pieces of road (1, 4), a tracked person (2), a thing of nobody (3), a void pixel. */
  private static TrackedFrame small() {
    char[] ids = {1, 1, 2, 2, 1, 3, 2, 0, 4, 4, 4, 4};
    SegmentMap map = new SegmentMap(4, 3, ids);
    PanopticFrame panoptic =
        new PanopticFrame(
            new FrameId(Scenes.GATE, 1, 0),
            Scenes.NOON,
            0,
            map,
            PanopticFrames.segmentsOf(
                map, id -> id == 2 ? Scenes.PERSON : id == 3 ? Scenes.CAR : Scenes.ROAD, id -> 0.5),
            "toy-model");
    TrackedSegment person =
        new TrackedSegment(
            new TrackId(Scenes.GATE, 300),
            2,
            TrackState.CONFIRMED,
            Scenes.PERSON,
            1,
            0.5,
            panoptic.segments().get(1).box(),
            panoptic.segments().get(1).box().foot(),
            0,
            0,
            Scenes.NOON,
            Scenes.NOON);
    return new TrackedFrame(panoptic, List.of(person), "toy-tracker");
  }

  @Test
  void shouldWriteTheFormatOfCoco() throws Exception {
    try (PanopticExport export = new PanopticExport(folder)) {
      export.add(small(), 1);
      export.add(small(), 2);
    }
    assertEquals(
        """
        {"images":[
        {"id":1,"file_name":"000001.jpg","width":4,"height":3},
        {"id":2,"file_name":"000002.jpg","width":4,"height":3}
        ],
        "annotations":[
        {"image_id":1,"file_name":"000001.png","segments_info":[\
        {"id":21,"category_id":21,"area":7,"bbox":[0,0,4,3],"iscrowd":0},\
        {"id":65836,"category_id":1,"area":3,"bbox":[2,0,2,2],"iscrowd":0},\
        {"id":16777215,"category_id":4,"area":1,"bbox":[1,1,1,1],"iscrowd":0}]},
        {"image_id":2,"file_name":"000002.png","segments_info":[\
        {"id":21,"category_id":21,"area":7,"bbox":[0,0,4,3],"iscrowd":0},\
        {"id":65836,"category_id":1,"area":3,"bbox":[2,0,2,2],"iscrowd":0},\
        {"id":16777215,"category_id":4,"area":1,"bbox":[1,1,1,1],"iscrowd":0}]}
        ],
        "categories":[\
        {"id":1,"name":"person","supercategory":"","isthing":1,"color":[220,20,60]},\
        {"id":4,"name":"car","supercategory":"vehicle","isthing":1,"color":[47,111,237]},\
        {"id":21,"name":"road","supercategory":"ground","isthing":0,"color":[128,64,128]}]}
        """,
        Files.readString(folder.resolve("panoptic.json")));
    int person = 65836;
    int car = 16777215;
    assertArrayEquals(
        new int[] {21, 21, person, person, 21, car, person, 0, 21, 21, 21, 21},
        ids(Files.readAllBytes(folder.resolve("panoptic/000002.png"))));
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("panoptic", "panoptic.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void shouldWriteAnEmptyResultWhenThereWasNoFrame() throws Exception {
    new PanopticExport(folder).close();
    JsonNode json = new ObjectMapper().readTree(folder.resolve("panoptic.json").toFile());
    assertEquals(0, json.path("images").size() + json.path("annotations").size());
    assertFalse(json.path("categories").isMissingNode());
  }

  @Test
  void shouldGoOnAfterAnEndInBetween() throws Exception {
    try (PanopticExport export = new PanopticExport(folder)) {
      export.add(small(), 1);
      export.finish();
      assertEquals(1, images());
      export.add(small(), 2);
    }
    assertEquals(2, images());
  }

  private int images() throws Exception {
    return new ObjectMapper()
        .readTree(folder.resolve("panoptic.json").toFile())
        .path("images")
        .size();
  }

  @Test
  void shouldBringEveryIdBackFromThePng() throws Exception {
    Random random = new Random(3);
    int[] ids = new int[37 * 23];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = i % 5 == 0 ? random.nextInt(1 << 24) : i < 40 ? 0xFFFFFF : 255;
    }
    byte[] png = IdPng.encode(37, 23, ids);
    assertArrayEquals(ids, ids(png));
    assertArrayEquals(png, IdPng.encode(37, 23, ids.clone()));
  }

  private static int[] ids(byte[] png) throws Exception {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    int[] ids = new int[image.getWidth() * image.getHeight()];
    for (int i = 0; i < ids.length; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      ids[i] = (rgb >> 16 & 0xFF) | (rgb & 0xFF00) | (rgb & 0xFF) << 16;
    }
    return ids;
  }
}
