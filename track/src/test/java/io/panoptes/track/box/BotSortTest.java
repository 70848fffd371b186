package io.panoptes.track.box;

import static io.panoptes.track.box.BoxScene.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.AppearanceSpace;
import io.panoptes.core.panoptic.CameraMotion;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BotSortTest {

  private static final Appearance RED = new Appearance(new byte[] {127, 0, 0});
  private static final Appearance REDDISH = new Appearance(new byte[] {127, 60, 0});
  private static final Appearance BLUE = new Appearance(new byte[] {0, 0, 127});
  private static final Appearance NOT_RED = new Appearance(new byte[] {-127, 0, 0});

  private final BotSort tracker = new BotSort(BotSortSettings.PAPER);
  private final BoxScene scene = new BoxScene(tracker);

  @Test
  void shouldLinkSureDetectionsFirstWithALimitOfFourFifths() {
    scene.still(0, 0.9, 3);
    // IoU 0.3 costs 0.715 with a score of 0.95 and 0.814 with 0.62: within and beyond 0.8.
    assertEquals(1, scene.frame(at(21.5, 0.95)).numberOf(0));
    BoxScene other = new BoxScene(new BotSort(BotSortSettings.PAPER));
    other.still(0, 0.9, 3);
    assertEquals(0, other.frame(at(21.5, 0.62)).numberOf(0));
  }

  @Test
  void shouldDecideByLookWhereBoxesSayNothing() {
    for (int i = 0; i < 5; i++) {
      scene.frame(look(0, RED), look(14, BLUE));
    }
    // Both boxes are between the two tracks, and a little nearer to the wrong one.
    scene.frame(look(6.5, BLUE), look(7.5, RED));
    assertEquals(2, scene.numberOf(0));
    assertEquals(1, scene.numberOf(1));
  }

  @Test
  void shouldNotLookBeyondTheGateOfProximity() {
    for (int i = 0; i < 5; i++) {
      scene.frame(look(0, RED));
    }
    // IoU 0.19 costs 0.83 by overlap; the look costs nothing but is too far away.
    assertEquals(2, scene.frame(look(28, RED)).numberOf(0), "somebody else");
  }

  @Test
  void shouldNotTrustLooksBeyondTheGateOfAppearance() {
    assertEquals(0.1, cost(REDDISH, 0.6), 0.06);
    // Half of 1 minus the cosine: 0.5 for another colour, 1 for the opposite; overlap decides.
    assertEquals(1 - 0.6 * 0.9, cost(BLUE, 0.6), 1e-9);
    assertEquals(1 - 0.6 * 0.9, cost(NOT_RED, 0.6), 1e-9);
    assertEquals(1 - 0.49 * 0.9, cost(RED, 0.49), 1e-9, "too far away");
  }

  @Test
  void shouldStretchTheCostOfALookToTheThresholdOfItsSpace() {
    AppearanceSpace strict = new AppearanceSpace("embedding:strict", 0.9);
    AppearanceSpace paper = new AppearanceSpace("embedding:paper", 0.5);
    byte[] one = {100, 0};
    byte[] near = {100, 50};
    double cosine = 1 / Math.sqrt(1.25);
    assertEquals(
        (1 - cosine) / 2, cost(new Appearance(paper, one), new Appearance(paper, near)), 1e-4);
    assertEquals(1 - 0.6 * 0.9, cost(new Appearance(strict, one), new Appearance(strict, near)));
    assertEquals(1 - 0.6 * 0.9, cost(new Appearance(strict, one), new Appearance(paper, one)));
  }

  private double cost(Appearance known, Appearance seen) {
    TwoStageTrack track =
        new TwoStageTrack(1, look(0, known), tracker.motion(look(0, known).box()), 0, 1, 0);
    tracker.see(track, look(0, known));
    return tracker.firstCost(track, look(0, seen), 0.6);
  }

  private double cost(Appearance seen, double iou) {
    TwoStageTrack track =
        new TwoStageTrack(1, look(0, RED), tracker.motion(look(0, RED).box()), 0, 1, 0);
    tracker.see(track, look(0, RED));
    return tracker.firstCost(track, look(0, seen), iou);
  }

  @Test
  void shouldAverageLooksWithAnInertiaOfNineTenths() {
    TwoStageTrack track =
        new TwoStageTrack(1, look(0, RED), tracker.motion(look(0, RED).box()), 0, 1, 0);
    tracker.see(track, look(0, RED));
    tracker.see(track, look(0, BLUE));
    double norm = Math.sqrt(0.9 * 0.9 + 0.1 * 0.1);
    assertEquals(0.9 / norm, track.look().likeness(RED), 1e-4);
    assertEquals(0.1 / norm, track.look().likeness(BLUE), 1e-4);
  }

  @Test
  void shouldMoveWithTheCamera() {
    scene.still(100, 0.9, 5);
    tracker.moveCamera(CameraMotion.shift(60, 0));
    assertEquals(1, scene.frame(at(160, 0.9)).numberOf(0));
    BoxScene still = new BoxScene(new BotSort(BotSortSettings.PAPER));
    still.still(100, 0.9, 5);
    assertEquals(2, still.frame(at(160, 0.9)).numberOf(0), "without it, that is somebody else");
  }

  @Test
  void shouldMoveTracksSeenOnceWithTheCameraToo() {
    scene.still(100, 0.9, 3).frame(at(100, 0.9), at(400, 0.9));
    tracker.moveCamera(CameraMotion.shift(60, 0));
    assertEquals(2, scene.frame(at(160, 0.9), at(460, 0.9)).numberOf(1));
  }

  @Test
  void shouldTurnVelocityAndSizeWithTheCamera() {
    CentreMotion motion = new CentreMotion(Box.ofSize(0, 0, 20, 40));
    for (int i = 1; i <= 30; i++) {
      motion.predict(false);
      motion.update(Box.ofSize(5 * i, 0, 20, 40));
    }
    double speed = motion.velocityX();
    assertEquals(5, speed, 0.1);
    motion.move(new CameraMotion(0, -2, 7, 2, 0, 9));
    assertEquals(0, motion.velocityX(), 1e-6);
    assertEquals(2 * speed, motion.velocityY(), 1e-6);
  }

  @Test
  void shouldPredictAndCorrectAsTheAuthorsFilter() {
    CentreMotion motion = new CentreMotion(new Box(100, 50, 140, 150));
    motion.predict(false);
    motion.update(new Box(110, 50, 150, 150));
    // By hand, for x: P = 16 + 6.25, with 4 and 0.0625 of noise, measured with 4.
    double variance = 16 + 6.25 + 4;
    double gain = variance / (variance + 4);
    assertEquals(120 + 10 * gain - 20, motion.box().left(), 1e-9);
    assertEquals(10 * 6.25 / (variance + 4), motion.velocityX(), 1e-9);
    assertEquals(100, motion.box().height(), 1e-9);
  }

  private static Detection look(double x, Appearance look) {
    return new Detection(at(x, 0.9).box(), 0.9, 1, Optional.of(look));
  }
}
