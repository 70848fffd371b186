package io.panoptes.track.box;

import static io.panoptes.track.box.BoxScene.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.track.TrackState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteTrackTest {

  private final BoxScene scene = new BoxScene(new ByteTrack(ByteTrackSettings.PAPER));

  @Test
  void shouldBelieveInTheFirstFrameAtOnceAndLaterAfterASecondSighting() {
    assertEquals(List.of(1L), scene.frame(at(0, 0.9)).confirmed());
    scene.frame(at(0, 0.9), at(500, 0.9));
    assertEquals(List.of(1L), scene.confirmed());
    assertEquals(List.of(2L), scene.numbers(TrackState.TENTATIVE));
    assertEquals(List.of(1L, 2L), scene.frame(at(0, 0.9), at(500, 0.9)).confirmed());
  }

  @Test
  void shouldBeginTracksOnlyATenthAboveTheThreshold() {
    assertEquals(List.of(), scene.frame(at(0, 0.69)).tracks());
    assertEquals(List.of(1L), scene.frame(at(0, 0.7)).numbers(TrackState.TENTATIVE));
  }

  @Test
  void shouldLinkTrackedAndLostTracksToSureDetectionsFirst() {
    scene.still(0, 0.9, 3).nothing(3);
    assertEquals(List.of(1L), scene.numbers(TrackState.LOST));
    assertEquals(List.of(1L), scene.frame(at(3, 0.9)).confirmed());
  }

  @Test
  void shouldCountOverlapLessForFaintDetectionsInTheFirstStage() {
    scene.still(0, 0.9, 3);
    // IoU 0.14 costs 0.87 with a score of 0.9 and 0.91 with 0.62: within and beyond 0.9.
    assertEquals(1, scene.frame(at(30.2, 0.95)).numberOf(0));
    BoxScene other = new BoxScene(new ByteTrack(ByteTrackSettings.PAPER));
    other.still(0, 0.9, 3);
    assertEquals(0, other.frame(at(30.2, 0.62)).numberOf(0));
  }

  @Test
  void shouldLinkFaintDetectionsToTrackedTracksInTheSecondStage() {
    scene.still(0, 0.9, 3);
    assertEquals(List.of(1L), scene.frame(at(2, 0.3)).confirmed());
    assertEquals(List.of(), scene.frame(at(2, 0.1)).confirmed(), "0.1 is too faint");
  }

  @Test
  void shouldNotLinkFaintDetectionsToLostTracks() {
    scene.still(0, 0.9, 3).nothing(1);
    assertEquals(0, scene.frame(at(0, 0.3)).numberOf(0));
    assertEquals(List.of(1L), scene.numbers(TrackState.LOST));
  }

  @Test
  void shouldNotLinkFaintDetectionsBelowHalfOverlap() {
    scene.still(0, 0.9, 5);
    assertEquals(0, scene.frame(at(20, 0.3)).numberOf(0));
  }

  @Test
  void shouldDropTracksSeenOnceThatAreNotSeenAgain() {
    scene.still(0, 0.9, 2).frame(at(0, 0.9), at(500, 0.9)).frame(at(0, 0.9));
    assertEquals(1, scene.tracks().size());
    assertEquals(3, scene.frame(at(0, 0.9), at(500, 0.9)).numberOf(1));
  }

  @Test
  void shouldKeepLostTracksForThirtyFrames() {
    scene.still(0, 0.9, 3).nothing(30);
    assertEquals(List.of(1L), scene.numbers(TrackState.LOST));
    scene.nothing(1);
    assertEquals(List.of(), scene.tracks());
  }

  @Test
  void shouldKeepTheOlderOfATrackedAndALostTrackAtTheSamePlace() {
    scene.still(0, 0.9, 10).nothing(1);
    for (int i = 0; i < 3; i++) {
      scene.frame(at(30, 0.9 - 0.01 * i));
    }
    // Whatever has happened on the way, one place has one track at the end.
    scene.still(0, 0.9, 3);
    long live = scene.tracks().stream().filter(track -> track.box().left() < 10).count();
    assertEquals(1, live);
  }

  @Test
  void shouldLeaveOneOfTwoConflictingPairsAloneRatherThanLinkADearOne() {
    scene.frame(at(0, 0.9), at(60, 0.9)).frame(at(0, 0.9), at(60, 0.9));
    scene.frame(at(60, 0.9), at(300, 0.9));
    assertEquals(2, scene.numberOf(0));
    assertEquals(3, scene.numberOf(1));
    assertEquals(List.of(1L), scene.numbers(TrackState.LOST));
  }
}
