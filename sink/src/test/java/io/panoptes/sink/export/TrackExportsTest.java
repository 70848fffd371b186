package io.panoptes.sink.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.track.TrackId;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.sink.Export;
import io.panoptes.sink.testing.Scenes;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * All formats on four drawn frames of 8 x 6 pixels, against files that never change: person 7 is
 * tentative, confirmed, hidden and back; 1234 is taken for a person at first and is a car; segment
 * 5 belongs to nobody.
 */
class TrackExportsTest {

  private static final int WIDTH = 8;
  private static final Category BACKGROUND = CategoryCatalog.STREET.get("background");
  private static final Category BUILDING = CategoryCatalog.STREET.get("building");

  private static final List<String> MAPS =
      List.of(
          """
          11111111
          12211111
          12211441
          12211441
          33333333
          35330033
          """,
          """
          11111111
          11221111
          11221441
          11221441
          33333333
          33333333
          """,
          """
          11111111
          11111111
          11114411
          11114411
          33333333
          33333333
          """,
          """
          11111111
          11112211
          11142211
          11142211
          33333333
          33333333
          """);

  @TempDir private Path folder;

  private static SegmentMap map(String drawn) {
    String digits = drawn.replace("\n", "");
    char[] ids = new char[digits.length()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) (digits.charAt(i) - '0');
    }
    return new SegmentMap(WIDTH, ids.length / WIDTH, ids);
  }

  private static Category category(int segment) {
    return switch (segment) {
      case 1 -> BUILDING;
      case 3 -> BACKGROUND;
      case 4 -> Scenes.CAR;
      default -> Scenes.PERSON;
    };
  }

  private static TrackedFrame frame(int sequence) {
    SegmentMap map = map(MAPS.get(sequence));
    PanopticFrame panoptic =
        new PanopticFrame(
            new FrameId(Scenes.GATE, 1, sequence),
            Scenes.at(sequence),
            0,
            map,
            PanopticFrames.segmentsOf(map, TrackExportsTest::category, id -> id / 8.0),
            "toy-model");
    TrackState[] states = {
      TrackState.TENTATIVE, TrackState.CONFIRMED, TrackState.OCCLUDED, TrackState.CONFIRMED
    };
    List<TrackedSegment> tracks = new ArrayList<>();
    tracks.add(track(panoptic, 7, sequence == 2 ? 0 : 2, states[sequence], Scenes.PERSON));
    tracks.add(
        track(panoptic, 1234, 4, TrackState.CONFIRMED, sequence == 0 ? Scenes.PERSON : Scenes.CAR));
    return new TrackedFrame(panoptic, tracks, "toy-tracker");
  }

  private static TrackedSegment track(
      PanopticFrame frame, long number, int segmentId, TrackState state, Category category) {
    Box box = new Box(3.25, 1, 5.25, 4);
    double score = 0;
    for (Segment segment : frame.segments()) {
      if (segment.id() == segmentId) {
        box = segment.box();
        score = segment.score();
      }
    }
    return new TrackedSegment(
        new TrackId(Scenes.GATE, number),
        segmentId,
        state,
        category,
        0.875,
        score,
        box,
        new Point(box.foot().x(), box.foot().y()),
        3,
        segmentId == 0 ? 0 : 4,
        Scenes.NOON,
        frame.capturedAt());
  }

  private void write(Export... formats) throws IOException {
    try (Exports exports = Exports.open(Scenes.GATE, folder, Set.of(formats))) {
      for (int i = 0; i < MAPS.size(); i++) {
        exports.add(frame(i), i + 1);
      }
    }
  }

  private void assertGolden(String name) throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("/exports/" + name)) {
      assertEquals(
          new String(golden.readAllBytes(), StandardCharsets.UTF_8),
          Files.readString(folder.resolve(name)),
          name);
    }
  }

  @Test
  void shouldWriteTheSameFilesForEver() throws Exception {
    write(Export.MOT, Export.MOTS, Export.COCO_VIDEO);
    for (String name : List.of("tracks.txt", "mots.txt", "coco-video.json", "tracks.jsonl")) {
      assertGolden(name);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("coco-video.json", "mots.txt", "tracks.jsonl", "tracks.txt"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void shouldWriteStepPictures() throws Exception {
    write(Export.KITTI_STEP);
    int p = 0x0B0007;
    // 1234 is 4 * 256 + 210; first it is taken for a person.
    int c = 0x0B04D2;
    int n = 0x0B0000;
    int b = 0x020000;
    int v = 0xFF0000;
    assertArrayEquals(
        new int[] {
          b, b, b, b, b, b, b, b, //
          b, p, p, b, b, b, b, b, //
          b, p, p, b, b, c, c, b, //
          b, p, p, b, b, c, c, b, //
          v, v, v, v, v, v, v, v, //
          v, n, v, v, v, v, v, v
        },
        rgb(folder.resolve("kitti-step/gate/000000.png")));
    assertEquals(0x0D04D2, rgb(folder.resolve("kitti-step/gate/000003.png"))[2 * WIDTH + 3]);
    try (Stream<Path> files = Files.list(folder.resolve("kitti-step/gate"))) {
      assertEquals(MAPS.size(), files.count());
    }
  }

  private static int[] rgb(Path png) throws IOException {
    BufferedImage image = ImageIO.read(png.toFile());
    int[] rgb = new int[image.getWidth() * image.getHeight()];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFFFFFF;
    }
    return rgb;
  }

  @Test
  void shouldGoOnAfterAnEndInBetween() throws Exception {
    try (Exports exports =
        Exports.open(Scenes.GATE, folder, Set.of(Export.MOTS, Export.COCO_VIDEO))) {
      exports.add(frame(0), 1);
      exports.add(frame(1), 2);
      exports.finish();
      assertEquals(3, Files.readAllLines(folder.resolve("mots.txt")).size());
      assertEquals(2, Files.readAllLines(folder.resolve("tracks.jsonl")).size());
      exports.add(frame(2), 3);
      exports.add(frame(3), 4);
    }
    assertGolden("mots.txt");
    assertGolden("coco-video.json");
    List<TrackLife> parts =
        Files.readAllLines(folder.resolve("tracks.jsonl")).stream().map(TrackLife::read).toList();
    assertEquals(List.of(7L, 1234L, 7L, 1234L), parts.stream().map(TrackLife::track).toList());
    write();
    assertEquals(
        Files.readAllLines(folder.resolve("tracks.jsonl")),
        List.of(
            parts.get(0).with(parts.get(2)).toJson(), parts.get(1).with(parts.get(3)).toJson()));
  }

  @Test
  void shouldWriteALifeWhenNobodyHasMentionedItForAMinute() throws Exception {
    try (TrackLives lives = new TrackLives(folder)) {
      for (int i = 0; i < 5; i++) {
        lives.add(Scenes.frame(i, Scenes.person(1, 50, 50)), i + 1);
      }
      // Ten frames a second: a minute is over at frame 605, the next look is at frame 768.
      for (int i = 5; i < 767; i++) {
        lives.add(Scenes.frame(i), i + 1);
      }
      assertEquals(0, Files.size(folder.resolve(TrackLives.FILE)));
      lives.add(Scenes.frame(767), 768);
      assertEquals(1, Files.readAllLines(folder.resolve(TrackLives.FILE)).size());
    }
    List<String> lines = Files.readAllLines(folder.resolve(TrackLives.FILE));
    assertEquals(1, lines.size());
    TrackLife life = TrackLife.read(lines.get(0));
    assertEquals(5, life.lastFrame());
    assertEquals(Map.of(TrackState.CONFIRMED, 5L), life.frames());
  }

  @Test
  void shouldSayWhatIsWrongWithALine() {
    assertProblem("is no JSON", "{");
    assertProblem("has no field track", "{}");
    assertProblem("has 'x' as track; a number is needed", "{\"track\":\"x\"}");
  }

  private static void assertProblem(String expected, String line) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> TrackLife.read(line)).getMessage();
    assertEquals(expected, message.substring(0, Math.min(expected.length(), message.length())));
  }

  @Test
  void shouldNumberLongRecordingsWithoutAClash() {
    assertEquals(2_007, MotsExport.id(2, 7));
    assertEquals(2_999, MotsExport.id(2, 999));
    assertEquals(2_001_000, MotsExport.id(2, 1_000));
    assertEquals(13_001_000, MotsExport.id(13, 1_000));
  }
}
