package io.panoptes.eval.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;
import io.panoptes.core.mask.RleString;
import io.panoptes.core.testing.SharedData;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.image.PngDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CocoMaskTest {

  @Test
  void shouldReadAndWriteCocosStrings() throws IOException {
    Path folder = SharedData.require("data/coco-panoptic");
    JsonNode file =
        new ObjectMapper().readTree(folder.resolve("panoptic_coco_detection_format.json").toFile());
    int strings = 0;
    for (JsonNode annotation : file.get("annotations")) {
      JsonNode segmentation = annotation.get("segmentation");
      String counts = segmentation.get("counts").asText();
      Rle mask =
          RleString.decode(
              counts,
              segmentation.get("size").get(1).asInt(),
              segmentation.get("size").get(0).asInt());
      assertEquals(counts, RleString.encode(mask));
      assertEquals(annotation.get("area").asLong(), mask.area());
      assertEquals(box(annotation.get("bbox")), mask.box());
      strings++;
    }
    assertEquals(50, strings);
  }

  @Test
  void shouldMakeCocosStringsFromThePanopticPictures() throws IOException {
    Path folder = SharedData.require("data/coco-panoptic");
    ObjectMapper mapper = new ObjectMapper();
    Map<Integer, String> expected = new HashMap<>();
    for (JsonNode annotation :
        mapper
            .readTree(folder.resolve("panoptic_coco_detection_format.json").toFile())
            .get("annotations")) {
      expected.merge(
          annotation.get("image_id").asInt(),
          annotation.get("segmentation").get("counts").asText(),
          (a, b) -> a + " " + b);
    }
    for (JsonNode annotation :
        mapper.readTree(folder.resolve("panoptic_examples.json").toFile()).get("annotations")) {
      LabelMap ids =
          PngDecoder.read(
                  folder.resolve("panoptic_examples").resolve(annotation.get("file_name").asText()))
              .panopticIds();
      List<String> strings = List.of(expected.get(annotation.get("image_id").asInt()).split(" "));
      int found = 0;
      for (JsonNode segment : annotation.get("segments_info")) {
        int id = segment.get("id").asInt();
        found += strings.contains(RleString.encode(ids.mask(i -> i == id))) ? 1 : 0;
      }
      assertEquals(strings.size(), found);
    }
  }

  private static Box box(JsonNode bbox) {
    return Box.ofSize(
        bbox.get(0).asDouble(),
        bbox.get(1).asDouble(),
        bbox.get(2).asDouble(),
        bbox.get(3).asDouble());
  }

  @Test
  void shouldFillPolygonsAsCocoDoes() {
    // A rectangle with whole corners covers exactly its pixels.
    Rle rectangle = PolygonMask.fill(new double[] {1, 2, 1, 5, 4, 5, 4, 2}, 8, 7);
    assertEquals(9, rectangle.area());
    assertEquals(new Box(1, 2, 4, 5), rectangle.box());
    // Worked out by following COCO's published algorithm step by step in another language.
    Rle outside = PolygonMask.fill(new double[] {-3, -2, 3.5, 4.2, -3, 9}, 6, 7);
    assertArrayEquals(new int[] {1, 5, 3, 4, 4, 2, 23}, outside.counts());
  }
}
