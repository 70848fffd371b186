package io.panoptes.train.distil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledSegment;
import io.panoptes.train.data.Pixels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scenes of 60 by 40 pixels with upright things of 10 by 24. */
final class MotionTeacherTest {

  private static final int WIDTH = 60;
  private static final int HEIGHT = 40;
  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category CAR = CategoryCatalog.STREET.get("car");
  private static final Category VEHICLE = CategoryCatalog.STREET.get("vehicle");
  private static final Box ONE = new Box(20, 8, 30, 32);
  private static final Box OTHER = new Box(30, 8, 40, 32);
  private static final Box BOTH = new Box(20, 8, 40, 32);

  @Test
  void shouldPartTwoWhoTouchWhenOneMoves() {
    LabelledPicture picture = labels(6, 1, scene(PERSON, BOTH), scene(PERSON, OTHER)).get(0);

    assertEquals(List.of(ONE, OTHER), boxes(picture));
    assertTrue(picture.segments().stream().allMatch(LabelledSegment::separate));
  }

  @Test
  void shouldPartTwoWhoBothMove() {
    Segmentation moving = scene(PERSON, ONE, OTHER);

    assertEquals(List.of(ONE, OTHER), boxes(labels(6, 1, scene(PERSON, BOTH), moving).get(0)));
  }

  @Test
  void shouldPartVehiclesWhoseKindOnlyTheTeacherKnows() {
    LabelledPicture picture = labels(6, 1, scene(CAR, BOTH), scene(VEHICLE, OTHER)).get(0);

    assertEquals(List.of(ONE, OTHER), boxes(picture));
    assertEquals(LabelSet.STREET.find("car"), picture.segments().get(0).label());
  }

  @Test
  void shouldLeaveOneWholeOfWhomOnlyAPartIsSeenToMove() {
    Segmentation legs = scene(PERSON, new Box(20, 22, 30, 32));

    assertEquals(List.of(ONE), boxes(labels(6, 1, scene(PERSON, ONE), legs).get(0)));
  }

  @Test
  void shouldLeaveThingsOfAnotherKindAsTheyAre() {
    assertEquals(List.of(BOTH), boxes(labels(6, 1, scene(CAR, BOTH), scene(PERSON, OTHER)).get(0)));
  }

  @Test
  void shouldNotBelieveAPersonWhoNeverStirs() {
    for (LabelledPicture picture : labels(6, 3, scene(PERSON, ONE), scene(PERSON))) {
      assertEquals(List.of(), picture.segments());
      assertEquals(0, picture.ids()[WIDTH * 20 + 25]);
    }
  }

  @Test
  void shouldBelieveAParkedCar() {
    assertEquals(List.of(ONE), boxes(labels(6, 3, scene(CAR, ONE), scene(PERSON)).get(0)));
  }

  @Test
  void shouldBelieveSomebodyWhoStirsOnce() {
    MotionTeacher teacher = new MotionTeacher(LabelSet.STREET);
    for (int i = 0; i < 6; i++) {
      boolean stirs = i == 4;
      teacher.watch(
          stirs ? scene(PERSON, new Box(20, 8, 30, 12)) : scene(PERSON),
          Instant.EPOCH.plusSeconds(3 * i));
      teacher.keep(frame(scene(PERSON, ONE)));
    }

    assertEquals(List.of(ONE), boxes(pictures(teacher).get(0)));
  }

  @Test
  void shouldBelieveSomebodyWhoStandsStillForAShortTime() {
    assertEquals(List.of(ONE), boxes(labels(6, 1, scene(PERSON, ONE), scene(PERSON)).get(0)));
  }

  @Test
  void shouldNeedToSeeAFrameBeforeItsLabels() {
    MotionTeacher teacher = new MotionTeacher(LabelSet.STREET);
    TaughtFrame frame = frame(scene(PERSON, ONE));

    assertThrows(IllegalStateException.class, () -> teacher.keep(frame));
  }

  /** The labels of a recording that looks the same all the time. */
  private static List<LabelledPicture> labels(
      int frames, int secondsEach, Segmentation taught, Segmentation moving) {
    MotionTeacher teacher = new MotionTeacher(LabelSet.STREET);
    for (int i = 0; i < frames; i++) {
      teacher.watch(moving, Instant.EPOCH.plusSeconds((long) i * secondsEach));
      teacher.keep(frame(taught));
    }
    return pictures(teacher);
  }

  private static List<LabelledPicture> pictures(MotionTeacher teacher) {
    return teacher.corrected().stream()
        .map(frame -> TeacherLabels.of(frame, LabelSet.STREET))
        .toList();
  }

  private static TaughtFrame frame(Segmentation taught) {
    return new TaughtFrame(
        "a", new Pixels(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]), taught, false);
  }

  private static List<Box> boxes(LabelledPicture picture) {
    List<Box> boxes = new ArrayList<>();
    picture.segments().forEach(segment -> boxes.add(segment.box()));
    boxes.sort((a, b) -> Double.compare(a.left(), b.left()));
    return boxes;
  }

  private static Segmentation scene(Category category, Box... things) {
    char[] ids = new char[WIDTH * HEIGHT];
    for (int n = 0; n < things.length; n++) {
      for (int y = (int) things[n].top(); y < things[n].bottom(); y++) {
        for (int x = (int) things[n].left(); x < things[n].right(); x++) {
          ids[y * WIDTH + x] = (char) (n + 1);
        }
      }
    }
    return Segmentation.of(new SegmentMap(WIDTH, HEIGHT, ids), id -> category, id -> 0.9);
  }
}
