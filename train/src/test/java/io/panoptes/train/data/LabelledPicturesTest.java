package io.panoptes.train.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.testing.SharedData;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.dataset.coco.PanopticPictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabelledPicturesTest {

  private static final String IMAGE = "{\"id\":1,\"file_name\":\"a_1.png\"%s}";
  private static final String ANNOTATION =
      "{\"image_id\":1,\"file_name\":\"a_1.png\",\"segments_info\":[%s]}";

  @TempDir private Path folder;

  @Test
  void shouldReadPicturesWithTheirSegments() throws IOException {
    LabelledPictures pictures = open(TrainingFolder.write(folder, 2, 64, 48, 1));

    LabelledPicture picture = pictures.read(1);

    assertEquals(2, pictures.size());
    assertEquals("scene_002.png", pictures.name(1));
    assertEquals("scene", pictures.group(1));
    assertEquals(64, picture.width());
    assertEquals(1, picture.segments().get(0).label());
    assertTrue(picture.segments().get(2).separate());
    int id = picture.ids()[47 * 64] & 0xFF;
    assertEquals(1, id);
  }

  @Test
  void shouldSayWhatAFolderNeeds() {
    EvalInputException failure = assertThrows(EvalInputException.class, () -> open(folder));

    assertEquals(
        folder.resolve("panoptic.json")
            + ": there is no such file; a training set has panoptic.json, images/, panoptic/",
        failure.getMessage());
  }

  @Test
  void shouldSayWhichCategoriesItKnows() throws IOException {
    TrainingFolder.write(folder, 1, 64, 48, 1);
    Path json = folder.resolve("panoptic.json");
    Files.writeString(json, Files.readString(json).replace("\"sky\"", "\"heaven\""));

    EvalInputException failure = assertThrows(EvalInputException.class, () -> open(folder));

    assertEquals(
        json
            + ": category 27: 'heaven' is unknown; known are person, road, sky. Rename it, or leave"
            + " its segments out and make them void",
        failure.getMessage());
  }

  @Test
  void shouldSayWhichPictureIsMissing() throws IOException {
    TrainingFolder.write(folder, 1, 64, 48, 1);
    Files.delete(folder.resolve("images/scene_001.png"));

    EvalInputException failure = assertThrows(EvalInputException.class, () -> open(folder));

    assertTrue(
        failure.getMessage().endsWith("there is no file " + folder.resolve("images/scene_001.png")),
        failure.getMessage());
  }

  @Test
  void shouldSayWhichSizesDiffer() throws IOException {
    TrainingFolder.write(folder, 1, 64, 48, 1);
    PanopticPictures.write(
        folder.resolve("panoptic"), "scene_001.png", new LabelMap(2, 1, new int[] {1, 1}));
    LabelledPictures pictures = open(folder);

    EvalInputException failure = assertThrows(EvalInputException.class, () -> pictures.read(0));

    assertEquals(
        "%s: is 2x1 and its picture %s 64x48; label every picture in its own size"
            .formatted(
                folder.resolve("panoptic/scene_001.png"), folder.resolve("images/scene_001.png")),
        failure.getMessage());
  }

  @Test
  void shouldSayWhichIdIsInNoTable() throws IOException {
    one("", "{\"id\":1,\"category_id\":21}", new int[] {1, 1, 0, 9}, 4);
    LabelledPictures pictures = open(folder);

    EvalInputException failure = assertThrows(EvalInputException.class, () -> pictures.read(0));

    assertEquals(
        folder.resolve("panoptic/a_1.png")
            + ": pixel (3, 0): has the id 9, which its table does not have; write the table anew, or"
            + " make the pixels 0 for void",
        failure.getMessage());
  }

  @Test
  void shouldTrustHumansAndTheShapesOfTeachers() throws IOException {
    int[] ids = new int[40 * 30];
    fill(ids, 40, 1, new Box(2, 2, 10, 26));
    fill(ids, 40, 2, new Box(14, 14, 38, 26));
    String people = "{\"id\":1,\"category_id\":1},{\"id\":2,\"category_id\":1}";

    one(",\"labels\":\"teacher\"", people, ids, 40);
    assertTrue(segment(0).separate());
    assertFalse(segment(1).separate());
    one(",\"labels\":\"human things, teacher stuff\"", people, ids, 40);
    assertTrue(segment(1).separate());
    assertTrue(open(folder).hasHumanPeople(0));
    one("", people, ids, 40);
    assertTrue(segment(1).separate());
    one("", "{\"id\":1,\"category_id\":1},{\"id\":2,\"category_id\":1,\"iscrowd\":1}", ids, 40);
    assertFalse(segment(1).separate());
    assertTrue(segment(1).crowd());
  }

  @Test
  void shouldNotTakeTwoPeopleThatTouchForOne() throws IOException {
    int[] ids = new int[40 * 40];
    fill(ids, 40, 1, new Box(4, 2, 10, 38));
    fill(ids, 40, 1, new Box(18, 2, 24, 38));
    fill(ids, 40, 1, new Box(10, 18, 18, 22));

    one(",\"labels\":\"teacher\"", "{\"id\":1,\"category_id\":1}", ids, 40);

    assertFalse(segment(0).separate());
  }

  @Test
  void shouldReadFoldersOfLabels() throws IOException {
    int[] values = new int[20 * 10];
    fill(values, 20, 27, new Box(0, 0, 20, 3));
    fill(values, 20, 1, new Box(2, 3, 4, 9));
    fill(values, 20, 1, new Box(10, 3, 12, 9));
    TrainingFolder.writeLabels(folder, "a.png", new LabelMap(20, 10, values));

    LabelledPicture picture =
        LabelFolder.open(folder, TrainingFolder.LABELS, new ImageIoReader()).read(0);

    assertEquals(
        List.of(
            new LabelledSegment(0, true, false, new Box(2, 3, 4, 9), 12),
            new LabelledSegment(0, true, false, new Box(10, 3, 12, 9), 12),
            new LabelledSegment(2, false, false, new Box(0, 0, 20, 3), 60)),
        picture.segments());
    assertEquals(0, picture.ids()[20 * 9]);
  }

  @Test
  void shouldSayWhichValueIsNoCategory() throws IOException {
    TrainingFolder.writeLabels(folder, "a.png", new LabelMap(2, 1, new int[] {1, 3}));
    LabelFolder pictures = LabelFolder.open(folder, TrainingFolder.LABELS, new ImageIoReader());

    EvalInputException failure = assertThrows(EvalInputException.class, () -> pictures.read(0));

    assertEquals(
        folder.resolve("labels/a.png")
            + ": pixel (1, 0): has the value 3, which is no category; 0 is void, and known are 1"
            + " person, 21 road, 27 sky",
        failure.getMessage());
  }

  @Test
  void shouldKeepWhatFitsAndReadTheRestAgain() throws IOException {
    LabelledPictures pictures = open(TrainingFolder.write(folder, 3, 64, 48, 1));
    CachedPictures cached = new CachedPictures(pictures, 2 * 4 * 64 * 48);

    LabelledPicture first = cached.read(0);
    LabelledPicture second = cached.read(1);
    assertSame(first, cached.read(0));
    cached.read(2);

    assertSame(first, cached.read(0));
    assertNotSame(second, cached.read(1));
  }

  @Test
  void shouldReadTheStreetSet() {
    Path street = SharedData.require("data/street/val");
    LabelledPictures pictures = CocoPictures.open(street, LabelSet.STREET, new ImageIoReader());

    LabelledPicture picture = pictures.read(0);

    assertEquals(175, pictures.size());
    assertEquals("coco", pictures.group(0));
    assertTrue(pictures.hasHumanPeople(0));
    assertEquals(5, picture.segments().size());
    assertEquals(38913, picture.segments().get(0).areaPixels());
    assertTrue(picture.segments().get(0).separate());
  }

  private LabelledSegment segment(int index) {
    return open(folder).read(0).segments().get(index);
  }

  private static LabelledPictures open(Path folder) {
    return CocoPictures.open(folder, TrainingFolder.LABELS, new ImageIoReader());
  }

  private void one(String more, String segments, int[] ids, int width) throws IOException {
    int height = ids.length / width;
    TrainingFolder.write(folder, 1, width < 20 ? 32 : width, height < 20 ? 32 : height, 1);
    Files.createDirectories(folder.resolve("images"));
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(image, "png", folder.resolve("images/a_1.png").toFile());
    PanopticPictures.write(folder.resolve("panoptic"), "a_1.png", new LabelMap(width, height, ids));
    TrainingFolder.json(
        folder, List.of(IMAGE.formatted(more)), List.of(ANNOTATION.formatted(segments)));
  }

  private static void fill(int[] ids, int width, int id, Box box) {
    for (int y = (int) box.top(); y < box.bottom(); y++) {
      for (int x = (int) box.left(); x < box.right(); x++) {
        ids[y * width + x] = id;
      }
    }
  }
}
