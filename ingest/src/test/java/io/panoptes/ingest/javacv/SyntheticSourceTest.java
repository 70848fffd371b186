package io.panoptes.ingest.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceUri;
import io.panoptes.ingest.synthetic.Scene;
import io.panoptes.ingest.synthetic.SceneSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticSourceTest {

  @Test
  void shouldDrawAsManyFramesAsAskedFor() throws SourceException {
    Reading reading = Reading.of(settings("people?frames=25&width=320&height=180&fps=5"));

    assertEquals(25, reading.pictures().size());
    assertEquals(320, reading.pictures().get(0).width());
    assertEquals(180, reading.pictures().get(0).height());
    assertEquals(200_000L, reading.ptsMicros().get(1));
    assertEquals(25, reading.info().totalFrames().orElseThrow());
  }

  @Test
  void shouldDrawTheSameForTheSameSeedOnly() throws SourceException {
    String scene = "street?frames=10&width=320&height=180&seed=";

    assertEquals(
        Reading.of(settings(scene + 4)).pictures(), Reading.of(settings(scene + 4)).pictures());
    assertNotEquals(
        Reading.of(settings(scene + 4)).pictures(), Reading.of(settings(scene + 5)).pictures());
  }

  @ParameterizedTest
  @ValueSource(strings = {"people?frames=120", "street?frames=120"})
  void shouldTellTheTruthAboutItsPictures(String name) {
    Scene scene = scene(name);
    Map<Integer, String> categories = new HashMap<>();
    Set<String> seen = new TreeSet<>();
    try (ScenePainter painter = new ScenePainter(scene)) {
      for (int frame = 0; frame < 120; frame += 10) {
        ScenePainter.Truth truth = painter.truth(frame);
        for (char id : truth.map().ids()) {
          assertTrue(id != 0, "void pixel");
        }
        for (Segment segment : truth.segments()) {
          String category = segment.category().name();
          seen.add(category);
          assertEquals(
              category, categories.computeIfAbsent(segment.id(), id -> category), "kept its id");
          assertEquals(segment.id() >= Scene.FIRST_THING, segment.category().isThing());
        }
      }
    }
    assertTrue(seen.contains("person"), seen.toString());
    assertEquals(name.startsWith("street"), seen.contains("car"));
    assertEquals(name.startsWith("street"), seen.contains("road"));
  }

  @Test
  void shouldDrawThingsWhereTheTruthSaysTheyAre() {
    try (ScenePainter painter = new ScenePainter(scene("people?frames=100"));
        Mat before = painter.paint(40);
        Mat after = painter.paint(60)) {
      ScenePainter.Truth truthBefore = painter.truth(40);
      ScenePainter.Truth truthAfter = painter.truth(60);
      int changedUnderThings = 0;
      int changedElsewhere = 0;
      for (int y = 0; y < 360; y++) {
        for (int x = 0; x < 640; x++) {
          int difference = Math.abs(TestVideos.blue(before, x, y) - TestVideos.blue(after, x, y));
          boolean thing =
              truthBefore.map().at(x, y) >= Scene.FIRST_THING
                  || truthAfter.map().at(x, y) >= Scene.FIRST_THING;
          if (difference > 80 && thing) {
            changedUnderThings++;
          } else if (difference > 80) {
            changedElsewhere++;
          }
        }
      }
      assertTrue(changedUnderThings > 1_000, "changed under things: " + changedUnderThings);
      assertTrue(
          changedElsewhere < changedUnderThings / 20, "changed elsewhere: " + changedElsewhere);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cats", "people?speed=2", "people?fps=fast", "people?frames=0", "people?width=9"})
  void shouldRefuseAnUnknownScene(String name) {
    SourceException problem =
        assertThrows(SourceException.class, () -> SourceProbe.check(settings(name)));

    assertTrue(problem.getMessage().contains("synthetic:" + name), problem.getMessage());
  }

  private static Scene scene(String name) {
    return new Scene(SceneSettings.parse(SourceUri.parse("synthetic:" + name)));
  }

  private static CameraSettings settings(String name) {
    return CameraSettings.recording(new CameraId("scene"), "synthetic:" + name);
  }
}
