package io.panoptes.track.box;

import static io.panoptes.track.box.BoxScene.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.track.TrackState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteTrackTest {

  private final BoxScene scene = new BoxScene(new ByteTrack(ByteTrackSettings.PAPER));

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
