package io.panoptes.segment.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SparseCameraMotionTest {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final Box NOBODY = new Box(0, 0, 0, 0);

  /** Where most of what corners there are lies in a passing thing. */
  private static final Box PASSER = new Box(40, 20, 440, 340);

  private long sequence;

  @Test
  void shouldFindAShift() {
    assertMoves(CameraMotion.shift(5.5, -3.25));
    assertMoves(CameraMotion.shift(-31, 12));
  }

  @Test
  void shouldFindATurnWithAZoom() {
    double turn = Math.toRadians(2);
    double zoom = 1.03;
    double cos = zoom * Math.cos(turn);
    double sin = zoom * Math.sin(turn);
    // About the middle of the picture.
    double x0 = WIDTH / 2.0 - cos * WIDTH / 2 + sin * HEIGHT / 2;
    double y0 = HEIGHT / 2.0 - sin * WIDTH / 2 - cos * HEIGHT / 2;
    assertMoves(new CameraMotion(cos, -sin, x0, sin, cos, y0));
  }

  @Test
  void shouldSayThatACameraStandsStillWhosePictureIsNoisy() {
    CameraMotion found =
        motion(
            scene(CameraMotion.NONE, 1, NOBODY, 0, 4),
            scene(CameraMotion.NONE, 1, NOBODY, 0, 5),
            NOBODY);
    assertEquals(CameraMotion.NONE, found);
  }

  @Test
  void shouldSayThatACameraStandsStillBeforeWhichSomethingUnknownPasses() {
    Box small = new Box(100, 60, 300, 300);
    CameraMotion found =
        motion(
            scene(CameraMotion.NONE, 1, small, 0, 0),
            scene(CameraMotion.NONE, 1, small, 9, 0),
            NOBODY);
    assertEquals(CameraMotion.NONE, found);
  }

  @Test
  void shouldNotTakeTheMotionOfThingsForTheCameras() {
    CameraMotion camera = CameraMotion.shift(6, 2);
    assertNear(
        camera,
        motion(scene(CameraMotion.NONE, 1, PASSER, 0, 0), scene(camera, 1, PASSER, -9, 0), PASSER));
  }

  @Test
  void shouldSayNothingOfWhatCannotBeSeen() {
    Image grey = Image.allocate(WIDTH, HEIGHT);
    assertEquals(CameraMotion.NONE, motion(grey, grey, NOBODY));
    assertEquals(
        CameraMotion.NONE,
        motion(
            scene(CameraMotion.NONE, 1, NOBODY, 0, 0),
            scene(CameraMotion.NONE, 2, NOBODY, 0, 0),
            NOBODY),
        "another scene");
  }

  @Test
  void shouldBeginAnewWithAnEpochAndWithASize() {
    Image one = scene(CameraMotion.NONE, 1, NOBODY, 0, 0);
    Image two = scene(CameraMotion.shift(6, 0), 1, NOBODY, 0, 0);
    Image three = scene(CameraMotion.shift(12, 0), 1, NOBODY, 0, 0);
    try (SparseCameraMotion estimator = new SparseCameraMotion()) {
      estimator.since(picture(1, one), segmentation(NOBODY));
      assertEquals(
          CameraMotion.NONE, estimator.since(picture(2, two), segmentation(NOBODY)), "epoch");
      assertNear(
          CameraMotion.shift(6, 0), estimator.since(picture(2, three), segmentation(NOBODY)));
      Image other = Image.allocate(320, 180);
      Segmentation empty =
          Segmentation.of(new SegmentMap(320, 180, new char[320 * 180]), id -> null, id -> 0);
      assertEquals(CameraMotion.NONE, estimator.since(picture(2, other), empty), "size");
    }
  }

  private void assertMoves(CameraMotion camera) {
    assertNear(
        camera,
        motion(scene(CameraMotion.NONE, 1, NOBODY, 0, 0), scene(camera, 1, NOBODY, 0, 0), NOBODY));
  }

  /** To half a pixel at every corner of the frame. */
  private static void assertNear(CameraMotion expected, CameraMotion actual) {
    for (int x : new int[] {0, WIDTH}) {
      for (int y : new int[] {0, HEIGHT}) {
        assertEquals(expected.applyX(x, y), actual.applyX(x, y), 0.5, actual::toString);
        assertEquals(expected.applyY(x, y), actual.applyY(x, y), 0.5, actual::toString);
      }
    }
  }

  private CameraMotion motion(Image before, Image now, Box thing) {
    try (SparseCameraMotion estimator = new SparseCameraMotion()) {
      assertEquals(
          CameraMotion.NONE, estimator.since(picture(1, before), segmentation(thing)), "the first");
      return estimator.since(picture(1, now), segmentation(thing));
    }
  }

  private Picture picture(long epoch, Image image) {
    FrameId id = new FrameId(new CameraId("pan"), epoch, sequence++);
    return new Picture(id, Instant.EPOCH.plusMillis(40 * sequence), image);
  }

  private static Segmentation segmentation(Box thing) {
    char[] ids = new char[WIDTH * HEIGHT];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) (thing.contains(i % WIDTH, i / WIDTH) ? 1 : 2);
    }
    return Segmentation.of(
        new SegmentMap(WIDTH, HEIGHT, ids),
        id -> CategoryCatalog.STREET.get(id == 1 ? "person" : "building"),
        id -> 1);
  }

  /**
   * A picture of spots and blots, seen by a camera that has moved.
   *
   * @param passer where another pattern is seen
   * @param passed how far that has gone to the right
   * @param noise seed of the grain, 0 for none
   */
  private static Image scene(CameraMotion camera, int seed, Box passer, int passed, int noise) {
    Image image = Image.allocate(WIDTH, HEIGHT);
    double determinant = camera.xx() * camera.yy() - camera.xy() * camera.yx();
    for (int y = 0, i = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++, i++) {
        double u = x + 0.5 - camera.x0();
        double v = y + 0.5 - camera.y0();
        double grey =
            passer.contains(x, y)
                ? pattern(x - passed, y, seed + 7)
                : pattern(
                    (camera.yy() * u - camera.xy() * v) / determinant,
                    (camera.xx() * v - camera.yx() * u) / determinant,
                    seed);
        double grain = noise == 0 ? 0 : 6 * lattice(x, y, 31 * noise) - 3;
        byte value = (byte) Math.max(0, Math.min(255, Math.round(grey + grain)));
        for (int channel = 0; channel < Image.CHANNELS; channel++) {
          image.bgr().put(Image.CHANNELS * i + channel, value);
        }
      }
    }
    return image;
  }

  private static double pattern(double x, double y, int seed) {
    return 30 + 120 * smooth(x / 17, y / 17, seed) + 80 * smooth(x / 7, y / 7, seed + 1);
  }

  /** Numbers on a lattice and smooth values between them, 0 to 1. */
  private static double smooth(double x, double y, int seed) {
    int left = (int) Math.floor(x);
    int top = (int) Math.floor(y);
    double right = fade(x - left);
    double down = fade(y - top);
    double upper = lattice(left, top, seed) * (1 - right) + lattice(left + 1, top, seed) * right;
    double lower =
        lattice(left, top + 1, seed) * (1 - right) + lattice(left + 1, top + 1, seed) * right;
    return upper * (1 - down) + lower * down;
  }

  private static double fade(double share) {
    return share * share * (3 - 2 * share);
  }

  private static double lattice(int x, int y, int seed) {
    int hash = x * 374_761_393 + y * 668_265_263 + seed * 1_274_126_177;
    hash = (hash ^ hash >>> 13) * 1_274_126_177;
    return ((hash ^ hash >>> 16) & 0xFFFF) / 65_535.0;
  }
}
