package io.panoptes.train.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.train.data.DetectedThings.Detection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DetectedThingsTest {

  private static final int WIDTH = 40;
  private static final int HEIGHT = 30;
  private static final LabelSet LABELS = LabelSet.STREET;
  private static final int PERSON = LABELS.find("person");
  private static final int CAR = LABELS.find("car");
  private static final int ROAD = LABELS.find("road");

  /** Columns 10 to 29 and rows 5 to 24 are one component of people, all else is road. */
  private static final Box PEOPLE = new Box(10, 5, 30, 25);

  private static final Box LEFT = new Box(10, 5, 20, 25);
  private static final Box RIGHT = new Box(20, 5, 30, 25);

  @Test
  void shouldDivideAComponentAmongItsBoxes() {
    LabelledPicture corrected = correct(false, person(LEFT, 0.4), person(RIGHT, 0.4));

    assertEquals(
        List.of(
            new LabelledSegment(ROAD, false, false, new Box(0, 0, WIDTH, HEIGHT), 800),
            new LabelledSegment(PERSON, true, false, LEFT, 200),
            new LabelledSegment(PERSON, true, false, RIGHT, 200)),
        corrected.segments());
    assertEquals(2, corrected.ids()[15 * WIDTH + 19]);
    assertEquals(3, corrected.ids()[15 * WIDTH + 20]);
  }

  @Test
  void shouldBelieveThatAThingIsOneWhenItsBoxFits() {
    assertFalse(picture(false).segments().get(1).separate());

    LabelledPicture corrected = correct(false, person(new Box(11, 5, 30, 26), 0.4));

    assertTrue(corrected.segments().get(1).separate());
    assertArrayEquals(picture(false).ids(), corrected.ids());
  }

  @Test
  void shouldNotBelieveThatAThingIsOneWhenItSticksFarOutOfItsOnlyBox() {
    LabelledPicture one = new LabelledPicture(pixels(), picture(false).ids(), segments(true));

    assertTrue(DetectedThings.correct(one, LABELS, List.of()).segments().get(1).separate());
    assertFalse(
        DetectedThings.correct(one, LABELS, List.of(person(LEFT, 0.4)))
            .segments()
            .get(1)
            .separate());
  }

  @Test
  void shouldNotDivideForABoxThatWouldGetNextToNothing() {
    // A small box at the edge: few of the pixels that it covers are nearer to its middle.
    LabelledPicture corrected =
        correct(false, person(PEOPLE, 0.9), person(new Box(28, 22, 32, 27), 0.9));

    assertEquals(2, corrected.segments().size());
    assertArrayEquals(picture(false).ids(), corrected.ids());
  }

  @Test
  void shouldNotKnowWhatIsThereWhereTheTeacherMissedAThing() {
    Box car = new Box(30, 25, 40, 30);

    LabelledPicture sure = correct(false, new Detection(CAR, 0.5, car));
    LabelledPicture unsure = correct(false, new Detection(CAR, 0.49, car));

    assertEquals(0, sure.ids()[27 * WIDTH + 35]);
    assertEquals(1, sure.ids()[27 * WIDTH + 29]);
    assertEquals(750, sure.segments().get(0).areaPixels());
    assertArrayEquals(picture(false).ids(), unsure.ids());
  }

  @Test
  void shouldLeavePeopleThatPeopleDrew() {
    LabelledPicture corrected =
        correct(true, person(LEFT, 0.9), person(RIGHT, 0.9), person(new Box(0, 0, 5, 5), 0.9));

    assertArrayEquals(picture(true).ids(), corrected.ids());
    assertTrue(corrected.firstIsComplete());
  }

  private static Detection person(Box box, double score) {
    return new Detection(PERSON, score, box);
  }

  private static LabelledPicture correct(boolean drawn, Detection... detections) {
    return DetectedThings.correct(picture(drawn), LABELS, List.of(detections));
  }

  private static LabelledPicture picture(boolean drawn) {
    byte[] ids = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (byte) (PEOPLE.contains(i % WIDTH, i / WIDTH) ? 2 : 1);
    }
    return new LabelledPicture(pixels(), ids, segments(false), drawn);
  }

  private static List<LabelledSegment> segments(boolean separate) {
    List<LabelledSegment> segments = new ArrayList<>();
    segments.add(new LabelledSegment(ROAD, false, false, new Box(0, 0, WIDTH, HEIGHT), 800));
    segments.add(new LabelledSegment(PERSON, separate, false, PEOPLE, 400));
    return segments;
  }

  private static Pixels pixels() {
    return new Pixels(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]);
  }
}
