package io.panoptes.train.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.eval.panoptic.PanopticCategoryResult;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledPictures;
import io.panoptes.train.data.LabelledSegment;
import io.panoptes.train.data.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ValidationTest {

  private static final int WIDTH = 10;
  private static final int HEIGHT = 10;
  private static final Category PERSON = LabelSet.STREET.category(0);
  private static final Category ROAD = CategoryCatalog.STREET.get("road");

  @Test
  void shouldGiveFullMarksForTheLabelsThemselves() {
    Validation.Result result = run(true, person(2, 2, 4, 6));

    assertEquals(1, result.all().pq());
    assertEquals(1, result.all().meanIou());
    assertEquals(1, result.all().thingsRecall());
    assertEquals(1, result.humanPeople().orElseThrow().thingsRecall());
    assertEquals(List.of("yard"), List.copyOf(result.byGroup().keySet()));
    assertEquals(result.all(), result.byGroup().get("yard"));
  }

  @Test
  void shouldCountAMissedPersonAndWrongPixels() {
    Validation.Result result = run(true, new char[WIDTH * HEIGHT]);

    // Road is 92 pixels of 100 with row 9 void: 82 known ones, and 8 of the person are called road.
    PanopticCategoryResult person = result.all().panoptic().perCategory().get(0);
    assertEquals(1, person.falseNegatives());
    assertEquals(0, result.all().thingsRecall());
    PanopticCategoryResult road = result.all().panoptic().perCategory().get(5);
    assertEquals(82.0 / 90, road.iouSum(), 1e-12);
    assertEquals((82.0 / 90) / 2, result.all().pq(), 1e-12);
    assertEquals((82.0 / 90) / 2, result.all().meanIou(), 1e-12);
  }

  @Test
  void shouldIgnoreWhatIsFoundInVoidButNotAgainstHumans() {
    char[] ids = person(2, 2, 4, 6);
    Arrays.fill(ids, 9 * WIDTH, 10 * WIDTH, (char) 2);

    Validation.Result result = run(true, ids);

    assertEquals(0, result.all().panoptic().perCategory().get(0).falsePositives());
    assertEquals(
        1, result.humanPeople().orElseThrow().panoptic().perCategory().get(0).falsePositives());
  }

  @Test
  void shouldLeaveHumansOutWhereThereAreNone() {
    assertTrue(run(false, person(2, 2, 4, 6)).humanPeople().isEmpty());
  }

  @Test
  void shouldTreatEachSourceAsARecording() {
    List<String> calls = new ArrayList<>();

    new Validation(new Sources(List.of("yard", "yard", "gate")))
        .run(new Listening(calls), 0, (done, of) -> {});

    assertEquals(
        List.of("0/0 at 0 s", "0/1 at 1 s", "end of 0 with 2 frames", "1/0 at 2 s"), calls);
  }

  @Test
  void shouldSpreadFewPicturesOverAll() {
    assertArrayEquals(new int[] {0, 2, 5, 7}, Validation.chosen(10, 4));
    assertArrayEquals(new int[] {0, 1}, Validation.chosen(2, 4));
    assertArrayEquals(new int[] {0, 1, 2}, Validation.chosen(3, 0));
  }

  private static Validation.Result run(boolean human, char[] people) {
    int[] progress = new int[1];
    Validation.Result result =
        new Validation(new OnePicture(human))
            .run(new Fixed(people), 0, (done, of) -> progress[0] = done);
    assertEquals(1, progress[0]);
    return result;
  }

  /** Segments: 0 road, 1 the person, 2 one more. */
  private static char[] person(int left, int top, int right, int bottom) {
    char[] ids = new char[WIDTH * HEIGHT];
    for (int y = top; y < bottom; y++) {
      Arrays.fill(ids, y * WIDTH + left, y * WIDTH + right, (char) 1);
    }
    return ids;
  }

  /** Road with a person from (2, 2) to (4, 6), and void in the last row. */
  private record OnePicture(boolean hasHumans) implements LabelledPictures {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public String name(int index) {
      return "yard_1.jpg";
    }

    @Override
    public String group(int index) {
      return "yard";
    }

    @Override
    public boolean hasHumanPeople(int index) {
      return hasHumans;
    }

    @Override
    public LabelSet labels() {
      return LabelSet.STREET;
    }

    @Override
    public LabelledPicture read(int index) {
      byte[] ids = new byte[WIDTH * HEIGHT];
      Arrays.fill(ids, 0, 90, (byte) 1);
      for (int y = 2; y < 6; y++) {
        Arrays.fill(ids, y * WIDTH + 2, y * WIDTH + 4, (byte) 2);
      }
      int road = LabelSet.STREET.find("road");
      return new LabelledPicture(
          new Pixels(WIDTH, HEIGHT, new byte[3 * WIDTH * HEIGHT]),
          ids,
          List.of(
              new LabelledSegment(road, false, false, new Box(0, 0, 10, 9), 82),
              new LabelledSegment(0, true, false, new Box(2, 2, 4, 6), 8)));
    }
  }

  /** Void pictures of some sources. */
  private record Sources(List<String> sources) implements LabelledPictures {
    @Override
    public int size() {
      return sources.size();
    }

    @Override
    public String name(int index) {
      return index + ".jpg";
    }

    @Override
    public String group(int index) {
      return sources.get(index);
    }

    @Override
    public boolean hasHumanPeople(int index) {
      return false;
    }

    @Override
    public LabelSet labels() {
      return LabelSet.STREET;
    }

    @Override
    public LabelledPicture read(int index) {
      return new LabelledPicture(new Pixels(1, 1, new byte[3]), new byte[1], List.of());
    }
  }

  /** Writes down what it is told. */
  private record Listening(List<String> calls) implements Segmenter {
    @Override
    public String name() {
      return "listening";
    }

    @Override
    public List<Segmentation> segment(List<Picture> batch) {
      Picture picture = batch.get(0);
      calls.add(
          "%d/%d at %d s"
              .formatted(
                  picture.id().epoch(),
                  picture.id().sequence(),
                  picture.capturedAt().getEpochSecond()));
      return List.of(new Segmentation(SegmentMap.empty(1, 1), List.of()));
    }

    @Override
    public void endOfEpoch(EndOfEpoch end) {
      calls.add("end of %d with %d frames".formatted(end.epoch(), end.frames()));
    }

    @Override
    public void close() {}
  }

  /** Says the same of every picture. */
  private record Fixed(char[] people) implements Segmenter {
    @Override
    public String name() {
      return "fixed";
    }

    @Override
    public List<Segmentation> segment(List<Picture> batch) {
      char[] ids = new char[people.length];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = (char) (people[i] + 1);
      }
      return List.of(
          Segmentation.of(
              new SegmentMap(WIDTH, HEIGHT, ids), id -> id == 1 ? ROAD : PERSON, id -> 1));
    }

    @Override
    public void close() {}
  }
}
