package io.panoptes.track.panoptic;

import static io.panoptes.track.testing.Scenery.BUILDING;
import static io.panoptes.track.testing.Scenery.CAR;
import static io.panoptes.track.testing.Scenery.PERSON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.track.TrackSettings;
import io.panoptes.track.testing.Scenery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class PanopticTrackerTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int FIRST = 2;
  private static final int SECOND = 3;

  private final PanopticTracker tracker = new PanopticTracker(TrackSettings.DEFAULTS);
  private long sequence;

  @Test
  void shouldBelieveTheFirstFrameAtOnce() {
    TrackedSegment first = only(walk(0));
    assertEquals(TrackState.CONFIRMED, first.state());
    assertEquals(1, first.track().number());
    assertEquals(FIRST, first.segmentId());
    assertEquals(Scenery.NOON, first.firstSeen());
  }

  @Test
  void shouldBelieveWhatIsSureOnTheMean() {
    TrackState no = TrackState.TENTATIVE;
    TrackState yes = TrackState.CONFIRMED;
    assertEquals(List.of(no, yes, yes), statesOf(0.9, 0.9, 0.9), "sure twice");
    assertEquals(List.of(no, no, yes), statesOf(0.9, 0.4, 0.7), "sure on the mean of three");
    assertEquals(List.of(no, no, no, yes), statesOf(0.5, 0.5, 0.6, 0.9), "sure in the end");
    assertEquals(
        List.of(no, no, no, no, no, no), statesOf(0.5, 0.5, 0.5, 0.5, 0.5, 0.5), "never sure");
    assertEquals(List.of(no, yes, yes), statesOf(0.7, 0.7, 0.2), "once believed, always");
  }

  /** What becomes of somebody who is seen with these scores, beginning with the second frame. */
  private List<TrackState> statesOf(double... scores) {
    PanopticTracker fresh = new PanopticTracker(TrackSettings.DEFAULTS);
    fresh.update(scenery().ellipse(FIRST, PERSON, 20, 80, 22, 60).frame(0, 0));
    List<TrackState> states = new ArrayList<>();
    for (int i = 0; i < scores.length; i++) {
      Scenery scene =
          scenery()
              .ellipse(FIRST, PERSON, 20, 80, 22, 60)
              .ellipse(SECOND, PERSON, 150, 80, 22, 60)
              .score(SECOND, scores[i]);
      find(fresh.update(scene.frame(i + 1, (i + 1) / 10.0)), 2)
          .ifPresent(track -> states.add(track.state()));
    }
    return states;
  }

  @Test
  void shouldNotBelieveWhatIsDoubtfulInTheFirstFrame() {
    Scenery scene = scenery().ellipse(FIRST, PERSON, 20, 80, 22, 60).score(FIRST, 0.4);

    assertEquals(
        TrackState.TENTATIVE,
        only(new PanopticTracker(TrackSettings.DEFAULTS).update(scene.frame(0, 0))).state());
  }

  @Test
  void shouldPreferWhoLooksTheSameWhereTwoFitAlike() {
    Appearance red = new Appearance(new byte[] {127, 0});
    Appearance blue = new Appearance(new byte[] {0, 127});
    for (int i = 0; i < 10; i++) {
      update(i, 60, red, 200, blue);
    }
    // Two stand where one was, and the one in other colours is a little nearer.
    List<TrackedSegment> tracks = update(10, 46, blue, 75, red);
    assertIdentity(tracks, 1, SECOND);
  }

  private List<TrackedSegment> update(
      int step, double first, Appearance look, double second, Appearance otherLook) {
    PanopticFrame plain =
        scenery()
            .ellipse(FIRST, PERSON, first, 80, 26, 60)
            .ellipse(SECOND, PERSON, second, 80, 26, 60)
            .frame(step, step / 10.0);
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : plain.segments()) {
      segments.add(
          segment.id() == FIRST
              ? segment.withAppearance(look)
              : segment.id() == SECOND ? segment.withAppearance(otherLook) : segment);
    }
    return tracker.update(
        new PanopticFrame(
            plain.id(),
            plain.capturedAt(),
            plain.ptsMicros(),
            plain.map(),
            segments,
            plain.model()));
  }

  @Test
  void shouldMoveWithTheCamera() {
    for (int i = 0; i < 10; i++) {
      walkAt(60, i / 10.0);
    }
    PanopticFrame panned = scenery().ellipse(FIRST, PERSON, 160, 80, 22, 60).frame(10, 1.0);
    TrackedSegment person =
        only(
            tracker.update(
                new PanopticFrame(
                    panned.id(),
                    panned.capturedAt(),
                    panned.ptsMicros(),
                    panned.map(),
                    panned.segments(),
                    panned.model(),
                    panned.origin(),
                    CameraMotion.shift(100, 0))));
    assertEquals(1, person.track().number());
    assertEquals(0, person.velocityX(), 15, "the person stands still");
  }

  @Test
  void shouldMeasureVelocityInPixelsASecond() {
    TrackedSegment last = null;
    for (int i = 0; i < 20; i++) {
      last = only(walk(i));
    }
    assertEquals(40, last.velocityX(), 1.5);
    assertEquals(0, last.velocityY(), 1.5);
    assertEquals(last.box().foot().x(), last.foot().x(), 1);
    assertEquals(last.box().bottom(), last.foot().y(), 1);
  }

  @Test
  void shouldForgetFlicker() {
    assertEquals(1, show(scenery().ellipse(FIRST, PERSON, 50, 50, 20, 50), 0).size());
    assertTrue(show(scenery(), 0.1).isEmpty());
    show(scenery(), 0.2);
    show(scenery(), 0.3);
    TrackedSegment later = only(show(scenery().ellipse(FIRST, PERSON, 50, 50, 20, 50), 0.4));
    assertEquals(2, later.track().number());
  }

  @Test
  void shouldKeepIdentitiesOfPeopleWhoCrossInFrontOfEachOther() {
    for (int i = 0; i < 40; i++) {
      double x = 20 + 6 * i;
      Scenery scene =
          scenery()
              .ellipse(SECOND, PERSON, 280 - x, 62, 26, 70)
              .ellipse(FIRST, PERSON, x, 70, 28, 76);
      List<TrackedSegment> tracks = show(scene, i / 10.0);
      assertIdentity(tracks, 1, FIRST);
      if (i > 30) {
        assertIdentity(tracks, 2, SECOND);
      }
    }
  }

  @Test
  void shouldKeepIdentitiesOfPeopleWhoMergeIntoOneBlobAndSeparate() {
    List<TrackedSegment> tracks = List.of();
    boolean wasMerged = false;
    for (int i = 0; i < 40; i++) {
      double a = 20 + 6 * i;
      double b = 260 - 5 * i;
      boolean merged = Math.abs(a - b) < 26;
      wasMerged |= merged;
      Scenery scene =
          scenery()
              .ellipse(merged ? FIRST : SECOND, PERSON, b, 62, 26, 70)
              .ellipse(FIRST, PERSON, a, 70, 28, 76);
      tracks = show(scene, i / 10.0);
      if (merged) {
        assertEquals(
            1, tracks.stream().filter(TrackedSegment::isVisible).count(), "one carries the blob");
        assertEquals(2, tracks.size(), "the other is known to be in it");
      }
    }
    assertTrue(wasMerged);
    assertIdentity(tracks, 1, FIRST);
    assertIdentity(tracks, 2, SECOND);
    assertEquals(2, tracks.size());
  }

  @Test
  void shouldKeepTheIdentityOfSomeoneHiddenBehindACar() {
    TrackedSegment last = null;
    boolean occluded = false;
    for (int i = 0; i < 40; i++) {
      double x = 20 + 6 * i;
      Scenery scene =
          scenery().ellipse(FIRST, PERSON, x, 80, 22, 60).rectangle(SECOND, CAR, 90, 60, 110, 90);
      List<TrackedSegment> tracks = show(scene, i / 10.0);
      Optional<TrackedSegment> person = find(tracks, 1);
      if (person.isPresent() && person.get().state() == TrackState.OCCLUDED) {
        occluded = true;
        assertEquals(0, person.get().segmentId());
      }
      last = person.orElseThrow(() -> new AssertionError("the person is forgotten"));
    }
    assertTrue(occluded, "the car hides the person");
    assertEquals(FIRST, last.segmentId());
    assertEquals(2, tracker.lastNumber());
  }

  /** Walks behind a car, turns round and is doubtful at first when it comes out. */
  @Test
  void shouldRecogniseSomeoneWhoTurnedRoundBehindACar() {
    hideBehindACar();

    TrackedSegment doubtful = comeOut(78, 0.4, 17).get(0);
    assertEquals(TrackState.TENTATIVE, doubtful.state());
    assertEquals(3, doubtful.track().number(), "perhaps somebody else");
    TrackedSegment believed = comeOut(72, 0.9, 18).get(0);
    assertEquals(1, believed.track().number());
    assertEquals(TrackState.CONFIRMED, believed.state());
    assertEquals(Scenery.NOON, believed.firstSeen());
    assertEquals(1, comeOut(66, 0.5, 19).get(0).track().number());
    assertTrue(find(show(scenery(), 2.0), 3).isEmpty(), "the other number is gone");
  }

  @Test
  void shouldNotTakeSomethingDoubtfulForSomeoneHidden() {
    hideBehindACar();

    for (int i = 17; i < 30; i++) {
      for (TrackedSegment seen : comeOut(78, 0.5, i)) {
        assertEquals(3, seen.track().number());
        assertEquals(TrackState.TENTATIVE, seen.state());
      }
    }
  }

  private void hideBehindACar() {
    for (int i = 0; i < 17; i++) {
      show(
          scenery()
              .ellipse(FIRST, PERSON, 10 + 6 * i, 80, 22, 60)
              .rectangle(SECOND, CAR, 90, 60, 110, 90),
          i / 10.0);
    }
  }

  /** What shows the segment of somebody beside the car. */
  private List<TrackedSegment> comeOut(double x, double score, double tenths) {
    Scenery scene =
        scenery()
            .ellipse(FIRST, PERSON, x - 10, 80, 22, 60)
            .score(FIRST, score)
            .rectangle(SECOND, CAR, 90, 60, 110, 90);
    return show(scene, tenths / 10).stream().filter(seen -> seen.segmentId() == FIRST).toList();
  }

  @Test
  void shouldKeepTheIdentityOfSomeoneHiddenBehindABuilding() {
    Set<TrackState> states = new TreeSet<>();
    for (int i = 0; i < 45; i++) {
      double x = 10 + 6 * i;
      Scenery scene =
          scenery()
              .ellipse(FIRST, PERSON, x, 80, 22, 60)
              .rectangle(SECOND, BUILDING, 90, 0, 130, 200);
      for (TrackedSegment track : show(scene, i / 10.0)) {
        states.add(track.state());
      }
    }
    assertTrue(states.contains(TrackState.OCCLUDED));
    assertEquals(1, tracker.lastNumber());
  }

  @Test
  void shouldEstimateTheFootOfSomeoneWhoseLegsAreHidden() {
    for (int i = 0; i < 10; i++) {
      walkAt(50 + 4 * i, i / 10.0);
    }
    Scenery scene =
        scenery().ellipse(FIRST, PERSON, 90, 80, 22, 60).rectangle(SECOND, CAR, 60, 115, 90, 40);
    TrackedSegment person = find(show(scene, 1.0), 1).orElseThrow();
    assertEquals(115, person.box().bottom(), "the box is what is seen");
    assertEquals(140, person.foot().y(), 3, "the foot is where it stands");
  }

  @Test
  void shouldBridgeMissedDetections() {
    for (int i = 0; i < 10; i++) {
      walk(i);
    }
    for (int i = 10; i < 20; i++) {
      TrackedSegment lost = only(show(scenery(), i / 10.0));
      assertEquals(TrackState.LOST, lost.state());
      assertEquals(0, lost.segmentId());
      assertEquals(0, lost.score());
    }
    TrackedSegment found = only(walk(20));
    assertEquals(1, found.track().number());
    assertEquals(TrackState.CONFIRMED, found.state());
  }

  @Test
  void shouldEndTracksThatAreLostForTooLong() {
    for (int i = 0; i < 10; i++) {
      walkAt(100, i / 10.0);
    }
    assertEquals(1, show(scenery(), 2.9).size());
    assertTrue(show(scenery(), 3.0).isEmpty());
    assertNotEquals(1, only(walkAt(100, 3.1)).track().number());
  }

  @Test
  void shouldFollowAcrossDroppedFramesByRealTime() {
    Random random = new Random(7);
    double seconds = 0;
    for (int i = 0; i < 60; i++) {
      seconds += 0.033 * (1 + random.nextInt(8));
      double x = 10 + 60 * seconds;
      if (x < WIDTH - 30) {
        assertEquals(1, only(walkAt(x, seconds)).track().number());
      }
    }
  }

  @Test
  void shouldVoteOnTheCategoryInsteadOfBreakingTracks() {
    Random random = new Random(3);
    TrackedSegment last = null;
    for (int i = 0; i < 40; i++) {
      Category category = i > 2 && random.nextInt(10) < 3 ? CAR : PERSON;
      last = only(show(scenery().ellipse(FIRST, category, 20 + 5 * i, 60, 22, 60), i / 10.0));
      assertEquals(1, last.track().number());
      assertEquals(PERSON, last.category());
    }
    assertTrue(last.categoryConfidence() > 0.5 && last.categoryConfidence() < 1);
  }

  @Test
  void shouldNotTakePiecesForNewThings() {
    for (int i = 0; i < 10; i++) {
      walk(i);
    }
    for (int i = 10; i < 15; i++) {
      List<TrackedSegment> tracks = show(cutInTwo(i), i / 10.0);
      assertEquals(1, only(tracks).track().number());
    }
  }

  @Test
  void shouldTellTwoApartWhoWereOneBlobWhenFirstSeen() {
    for (int i = 0; i < 10; i++) {
      double x = 20 + 4 * i;
      Scenery scene =
          scenery()
              .ellipse(FIRST, PERSON, x, 80, 22, 60)
              .ellipse(FIRST, PERSON, x + 18, 80, 22, 60);
      assertEquals(1, only(show(scene, i / 10.0)).track().number());
    }
    List<TrackedSegment> tracks = List.of();
    for (int i = 10; i < 40; i++) {
      double x = 20 + 4 * i;
      Scenery scene =
          scenery()
              .ellipse(FIRST, PERSON, x, 80, 22, 60)
              .ellipse(SECOND, PERSON, x + 24, 80, 22, 60);
      tracks = show(scene, i / 10.0);
    }
    assertEquals(2, tracks.size());
    assertEquals(2, tracker.lastNumber());
    for (TrackedSegment track : tracks) {
      assertEquals(TrackState.CONFIRMED, track.state());
      assertEquals(track.box().foot().x(), track.foot().x(), 2, "the size of two is unlearned");
    }
  }

  private static Scenery cutInTwo(int i) {
    double x = 20 + 4 * i;
    return scenery()
        .ellipse(FIRST, PERSON, x, 80, 22, 60)
        .rectangle(SECOND, PERSON, x + 4, 122, 14, 16)
        .rectangle(1, Scenery.ROAD, 0, 112, WIDTH, 10)
        .rectangle(1, Scenery.ROAD, 0, 138, WIDTH, 10);
  }

  @Test
  void shouldContinueTracksByFaintSegmentsButNotBeginThem() {
    assertTrue(
        show(scenery().ellipse(FIRST, PERSON, 20, 80, 22, 60).score(FIRST, 0.2), 0).isEmpty());
    for (int i = 1; i < 6; i++) {
      walk(i);
    }
    TrackedSegment faint =
        only(show(scenery().ellipse(FIRST, PERSON, 44, 80, 22, 60).score(FIRST, 0.2), 0.6));
    assertEquals(1, faint.track().number());
    assertEquals(TrackState.CONFIRMED, faint.state());
    assertEquals(0.2, faint.score(), 1e-9);
  }

  @Test
  void shouldGiveNewNumbersToThoseWhoEnterAfterOthersLeft() {
    for (int i = 0; i < 20; i++) {
      walkAt(200 + 8 * i, i / 10.0);
    }
    for (int i = 20; i < 23; i++) {
      show(scenery(), i / 10.0);
    }
    TrackedSegment entering = null;
    for (int i = 23; i < 30; i++) {
      entering =
          show(scenery().ellipse(FIRST, PERSON, -10 + 6 * (i - 23), 80, 22, 60), i / 10.0).stream()
              .filter(TrackedSegment::isVisible)
              .findFirst()
              .orElseThrow();
    }
    assertEquals(2, entering.track().number());
  }

  @Test
  void shouldKeepTheIdentityOfSomeoneWhoLeavesUntilTheLastPixel() {
    for (int i = 0; i < 30; i++) {
      double x = 120 - 5 * i;
      List<TrackedSegment> tracks = walkAt(x, i / 10.0);
      if (x > -22) {
        assertEquals(1, only(tracks).track().number(), () -> "at " + x);
      }
    }
    assertEquals(1, tracker.lastNumber());
  }

  @Test
  void shouldWaitNoLongerThanThreeTimesAsLongAsItWasSeen() {
    for (int i = 0; i < 4; i++) {
      walkAt(100, i / 10.0);
    }
    assertEquals(1, show(scenery(), 1.2).size());
    assertTrue(show(scenery(), 1.3).isEmpty());
  }

  @Test
  void shouldEndTracksWhenTheFrameSizeChanges() {
    for (int i = 0; i < 5; i++) {
      walk(i);
    }
    PanopticFrame bigger =
        new Scenery(2 * WIDTH, 2 * HEIGHT).ellipse(FIRST, PERSON, 80, 160, 44, 120).frame(5, 0.5);
    assertEquals(2, only(tracker.update(bigger)).track().number());
  }

  private List<TrackedSegment> walk(int step) {
    return walkAt(20 + 4 * step, step / 10.0);
  }

  private List<TrackedSegment> walkAt(double x, double seconds) {
    return show(scenery().ellipse(FIRST, PERSON, x, 80, 22, 60), seconds);
  }

  private List<TrackedSegment> show(Scenery scenery, double seconds) {
    return tracker.update(scenery.frame(sequence++, seconds));
  }

  private static Scenery scenery() {
    return new Scenery(WIDTH, HEIGHT);
  }

  private static TrackedSegment only(List<TrackedSegment> tracks) {
    assertEquals(1, tracks.size(), () -> "tracks " + tracks);
    return tracks.get(0);
  }

  private static Optional<TrackedSegment> find(List<TrackedSegment> tracks, long number) {
    return tracks.stream().filter(track -> track.track().number() == number).findFirst();
  }

  private static void assertIdentity(List<TrackedSegment> tracks, long number, int segment) {
    List<Long> numbers = new ArrayList<>();
    for (TrackedSegment track : tracks) {
      if (track.segmentId() == segment) {
        numbers.add(track.track().number());
      }
    }
    assertEquals(List.of(number), numbers, () -> "of segment " + segment + " in " + tracks);
  }
}
