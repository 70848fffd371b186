package io.panoptes.track.panoptic;

import static io.panoptes.track.testing.Scenery.PERSON;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.track.TrackSettings;
import io.panoptes.track.testing.Scenery;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ten frames a second; tracks are waited for two seconds where nothing is known. */
class PassagesTest {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;
  private static final int SOMEBODY = 2;

  private PanopticTracker tracker = new PanopticTracker(TrackSettings.DEFAULTS);
  private long frame;

  @Test
  void shouldGiveUpSoonerInADoorwayThatPeopleWereSeenToLeaveBy() {
    List<Integer> waited = new ArrayList<>();
    for (int person = 0; person < 5; person++) {
      for (int x = 0; x <= 150; x += 5) {
        showAt(x);
      }
      waited.add(framesUntilGone());
    }
    // 2 s times 1 - 0.5 ln((n + 0.8) / 3.2 * 4) for n people before, and no less than a quarter.
    assertEquals(List.of(20, 11, 7, 5, 5), waited);
  }

  @Test
  void shouldWaitAsLongAsEverWithoutZones() {
    Set<Idea> others = EnumSet.copyOf(PanopticTracker.DEFAULT_IDEAS);
    others.remove(Idea.ZONES);
    tracker = new PanopticTracker(TrackSettings.DEFAULTS, others);
    for (int person = 0; person < 5; person++) {
      for (int x = 0; x <= 150; x += 5) {
        showAt(x);
      }
      assertEquals(20, framesUntilGone());
    }
  }

  @Test
  void shouldWaitLongerWherePeopleCameBack() {
    vanishAndComeBack(8);
    // 2 s times 1 - 0.5 ln(0.8 / (8 + 3.2) * 4).
    assertEquals(32, framesUntilGone());
  }

  @Test
  void shouldWaitAtMostTwiceAsLong() {
    vanishAndComeBack(40);
    assertEquals(40, framesUntilGone());
  }

  @Test
  void shouldGiveUpSoonerAtTheEdgesFromTheStart() {
    stand(0, 30);
    assertEquals(5, framesUntilGone());
  }

  @Test
  void shouldLookFartherAwayForWhoVanishedWhereNobodyLeaves() {
    stand(150, 20);
    nothing(10);
    assertEquals(2, showAt(185).track().number(), "nothing is known yet");
    tracker = new PanopticTracker(TrackSettings.DEFAULTS);
    vanishAndComeBack(8);
    nothing(10);
    assertEquals(1, showAt(185).track().number());
    assertEquals(1, tracker.lastNumber());
  }

  @Test
  void shouldLookNoFartherThanTheEvidenceReaches() {
    // 60 pixels high, lost for 1.1 s: 60 * (0.5 + 0.7 * 1.1), of which 0.5 ln(11.2 / 3.2), 47.7.
    for (int distance = 47; distance <= 48; distance++) {
      tracker = new PanopticTracker(TrackSettings.DEFAULTS);
      vanishAndComeBack(8);
      nothing(10);
      assertEquals(distance == 47 ? 1 : 2, showAt(150 + distance).track().number());
    }
  }

  @Test
  void shouldCountWhoAppearsOnceSomebodyLooks() {
    Passages passages = looking(0);
    PanopticTrack track = new PanopticTrack(1, 0);
    passages.begin(track, inside(), List.of(), 0);
    assertEquals(PanopticTrack.NO_CELL, track.firstCell(), "it was there before anybody looked");
    passages.look(100_000, 0.1, true, WIDTH, HEIGHT);
    passages.begin(track, inside(), List.of(), 100_000);
    assertEquals(EntryExitZones.cell(inside(), WIDTH, HEIGHT), track.firstCell());
  }

  @Test
  void shouldNotTakeWhoStandsThereAfterAPauseForSomebodyEntering() {
    assertEquals(PanopticTrack.NO_CELL, firstCellAfter(1.1, true, false), "a long pause");
    assertEquals(PanopticTrack.NO_CELL, firstCellAfter(0.1, false, false), "the camera moves");
    assertEquals(PanopticTrack.NO_CELL, firstCellAfter(0.1, true, true), "all tracks were ended");
    assertEquals(EntryExitZones.cell(inside(), WIDTH, HEIGHT), firstCellAfter(1, true, false));
  }

  private static int firstCellAfter(double seconds, boolean isStill, boolean pauses) {
    Passages passages = looking(0);
    if (pauses) {
      passages.pause();
    }
    passages.look(100_000, seconds, isStill, WIDTH, HEIGHT);
    PanopticTrack track = new PanopticTrack(1, 0);
    passages.begin(track, inside(), List.of(), 0);
    return track.firstCell();
  }

  private static Passages looking(long micros) {
    Passages passages = new Passages();
    passages.look(micros, 0.1, true, WIDTH, HEIGHT);
    return passages;
  }

  private static Box inside() {
    return Box.ofSize(150, 80, 22, 60);
  }

  /** Somebody stands, is missed for a second and found again. */
  private void vanishAndComeBack(int times) {
    stand(150, 20);
    for (int i = 0; i < times; i++) {
      nothing(9);
      stand(150, 20);
    }
    assertEquals(1, tracker.lastNumber());
  }

  private void stand(double x, int frames) {
    for (int i = 0; i < frames; i++) {
      showAt(x);
    }
  }

  private void nothing(int frames) {
    for (int i = 0; i < frames; i++) {
      show(new Scenery(WIDTH, HEIGHT));
    }
  }

  private int framesUntilGone() {
    int frames = 0;
    for (List<TrackedSegment> tracks = show(new Scenery(WIDTH, HEIGHT));
        !tracks.isEmpty();
        tracks = show(new Scenery(WIDTH, HEIGHT))) {
      assertEquals(TrackState.LOST, tracks.get(0).state());
      frames++;
    }
    return frames;
  }

  private TrackedSegment showAt(double x) {
    return show(new Scenery(WIDTH, HEIGHT).ellipse(SOMEBODY, PERSON, x, 80, 22, 60)).stream()
        .filter(TrackedSegment::isVisible)
        .findFirst()
        .orElseThrow();
  }

  private List<TrackedSegment> show(Scenery scenery) {
    List<TrackedSegment> tracks = tracker.update(scenery.frame(frame, frame / 10.0));
    frame++;
    return tracks;
  }
}
