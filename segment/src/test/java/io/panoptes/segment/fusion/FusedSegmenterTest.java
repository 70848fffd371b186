package io.panoptes.segment.fusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Frames;
import io.panoptes.segment.Image;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.testing.ChannelModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models that label each pixel by its strongest channel: 0 red, 1 green, 2 blue. */
class FusedSegmenterTest {

  @TempDir Path folder;

  @BeforeEach
  void writeModels() throws IOException {
    ChannelModel.write(folder.resolve("instances"), "person", "background", "background");
    ChannelModel.write(folder.resolve("semantic"), "car", "grass", "sky");
    Files.writeString(
        folder.resolve("fused.yaml"),
        """
        instances: ./instances
        semantic: model:./semantic
        fusion: {strategy: detectron2, stuff-area: 3}
        """);
  }

  private static Segmenters.Choice choose(String name) {
    return Segmenters.load().choose(name, SegmentSettings.defaults());
  }

  private static Segmenter open(String name) {
    return choose(name).open(CameraSegmentation.defaults(), SegmentSettings.defaults());
  }

  private static String hash(String name) {
    return choose(name).hash(CameraSegmentation.defaults(), SegmentSettings.defaults());
  }

  private static String error(String name) {
    return assertThrows(SegmenterException.class, () -> open(name)).getMessage();
  }

  /** Red at the left, two pixels of green, blue elsewhere. */
  private static Image picture() {
    byte[] bgr = new byte[24];
    int[] channels = {2, 0, 0, 0, 2, 1, 1, 0};
    for (int i = 0; i < 8; i++) {
      bgr[3 * i + channels[i]] = (byte) 200;
    }
    return Image.of(4, 2, bgr);
  }

  @Test
  void shouldStartPathsOfEveryFamilyAtTheFile() throws IOException {
    Files.writeString(
        folder.resolve("fused.yaml"), "{instances: distilled:../gate, semantic: onnx:./semantic}");

    FusedSpec spec = FusedSpec.read("fused:" + folder);

    assertEquals("distilled:" + folder.resolveSibling("gate"), spec.first());
    assertEquals("onnx:" + folder.resolve("semantic"), spec.second());
  }

  @Test
  void shouldFuseWhatAFileNames() {
    try (Segmenter segmenter = open("fused:" + folder)) {
      segmenter.warmUp();
      assertEquals("fused:" + folder, segmenter.name());
      for (Segmentation result :
          segmenter.segment(List.of(Frames.picture(0, picture()), Frames.picture(1, picture())))) {
        assertArrayEquals(new char[] {1, 2, 2, 2, 1, 0, 0, 2}, result.map().ids());
        assertEquals(
            List.of("person", "sky"),
            result.segments().stream().map(s -> s.category().name()).toList());
      }
    }
  }

  @Test
  void shouldFuseTwoNamesWithTheStrategysThresholds() {
    String name = "fused:" + folder.resolve("instances") + "+" + folder.resolve("semantic");
    try (Segmenter segmenter = open(name)) {
      Segmentation result = segmenter.segment(List.of(Frames.picture(0, picture()))).get(0);
      assertArrayEquals(new char[] {1, 0, 0, 0, 1, 0, 0, 0}, result.map().ids());
    }
  }

  @Test
  void shouldTellSettingsApartByHash() throws Exception {
    String before = hash("fused:" + folder);
    assertEquals(before, hash("fused:" + folder.resolve("fused.yaml")));
    Path file = folder.resolve("fused.yaml");
    Files.writeString(file, Files.readString(file).replace("stuff-area: 3", "stuff-area: 4"));
    assertNotEquals(before, hash("fused:" + folder));
  }

  @Test
  void shouldReportAllProblemsOfAFile() throws Exception {
    Path file = folder.resolve("fused.yaml");
    Files.writeString(file, "instances: ./a\nfusion: {strategy: detectron, scor: 0.5}\n");
    String message = error("fused:" + folder);
    assertEquals(4, message.lines().count(), message);
  }

  @Test
  void shouldRefuseToFuseWhatIsFused() {
    assertEquals(
        "segmenter 'fused:none+none' fuses 'none' and 'none';"
            + " name two different ones, neither of them fused itself",
        error("fused:none+none"));
    assertEquals(
        "segmenter 'elsewhere' is unknown; allowed are "
            + String.join(", ", Segmenters.load().usage()),
        error("fused:elsewhere+none"));
  }

  @Test
  void shouldSayWhenThereIsNoFile() {
    assertEquals(
        "there is no %s that says which segmenters are fused; write one, or"
                .formatted(folder.resolve("none"))
            + " fused:<segmenter>+<segmenter>",
        error("fused:" + folder.resolve("none")));
  }
}
