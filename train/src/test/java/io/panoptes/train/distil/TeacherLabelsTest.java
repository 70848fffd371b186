package io.panoptes.train.distil;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledSegment;
import io.panoptes.train.data.PicturesInMemory;
import io.panoptes.train.data.Pixels;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TeacherLabelsTest {

  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category BACKGROUND = CategoryCatalog.STREET.get("background");
  private static final Category ROAD = CategoryCatalog.STREET.get("road");

  @Test
  void shouldTakeWhatTheTeacherKnowsAndLeaveTheRestVoid() {
    LabelledPicture labels = TeacherLabels.of(frame(1, 1, 2, 2), LabelSet.STREET);

    assertArrayEquals(new byte[] {1, 1, 0, 0}, labels.ids());
    assertEquals(
        List.of(new LabelledSegment(0, true, false, new Box(0, 0, 2, 1), 2)), labels.segments());
  }

  @Test
  void shouldFillWithTheStuffThatTheStudentSees() {
    Segmentation own = segmentation(ROAD, PERSON, 1, 1, 1, 2);

    LabelledPicture labels = TeacherLabels.filled(frame(1, 0, 0, 2), own, LabelSet.STREET);

    // The student's road fills what the teacher left void; its person is not believed.
    assertArrayEquals(new byte[] {1, 2, 2, 0}, labels.ids());
    assertEquals(LabelSet.STREET.find("road"), labels.segments().get(1).label());
  }

  @Test
  void shouldRefuseLabelsOfAnotherSize() {
    Pixels pixels = new Pixels(3, 1, new byte[9]);
    Segmentation taught = frame(1, 1, 1, 1).taught();

    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class, () -> new TaughtFrame("a", pixels, taught, false));

    assertEquals("frame of 3x1 was labelled as one of 4x1", failure.getMessage());
  }

  @Test
  void shouldRepeatTheSmallerOfTwoSets() {
    PicturesInMemory one = pictures("a");
    PicturesInMemory three = pictures("b", "c", "d");

    MixedPictures mixed = new MixedPictures(one, three);

    assertEquals(6, mixed.size());
    assertEquals(
        List.of("a", "a", "a", "b", "c", "d"),
        List.of(
            mixed.name(0),
            mixed.name(1),
            mixed.name(2),
            mixed.name(3),
            mixed.name(4),
            mixed.name(5)));
  }

  private static PicturesInMemory pictures(String... names) {
    LabelledPicture picture = TeacherLabels.of(frame(1, 1, 2, 2), LabelSet.STREET);
    return new PicturesInMemory(
        LabelSet.STREET, List.of(names), List.of(names).stream().map(name -> picture).toList());
  }

  private static TaughtFrame frame(int... ids) {
    return new TaughtFrame(
        "a", new Pixels(4, 1, new byte[12]), segmentation(PERSON, BACKGROUND, ids), false);
  }

  private static Segmentation segmentation(Category first, Category second, int... ids) {
    char[] map = new char[ids.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = (char) ids[i];
    }
    return Segmentation.of(
        new SegmentMap(ids.length, 1, map), id -> id == 1 ? first : second, id -> 1);
  }
}
