package io.panoptes.track.box;

import static io.panoptes.track.box.BoxScene.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.track.TrackState;
import java.util.List;
import org.junit.jupiter.api.Test;

class OcSortTest {

  private final BoxScene scene = new BoxScene(new OcSort(OcSortSettings.PAPER));

  @Test
  void shouldReportEverythingInTheFirstFramesAndLaterOnlyStreaksOfThree() {
    assertEquals(List.of(1L), scene.still(0, 0.9, 1).confirmed());
    scene.still(0, 0.9, 4);
    scene.frame(at(0, 0.9), at(500, 0.9));
    assertEquals(List.of(1L), scene.confirmed());
    scene.frame(at(0, 0.9), at(500, 0.9)).frame(at(0, 0.9), at(500, 0.9));
    assertEquals(List.of(2L), scene.numbers(TrackState.TENTATIVE));
    assertEquals(List.of(1L, 2L), scene.frame(at(0, 0.9), at(500, 0.9)).confirmed());
  }

  @Test
  void shouldLeaveOutDetectionsThatDoNotScoreMoreThanTheThreshold() {
    assertEquals(List.of(), scene.frame(at(0, 0.6)).tracks());
    assertEquals(List.of(1L), scene.frame(at(0, 0.61)).confirmed());
  }

  @Test
  void shouldKeepLostTracksForThirtyFrames() {
    scene.still(0, 0.9, 5).nothing(30);
    assertEquals(List.of(1L), scene.numbers(TrackState.LOST));
    assertEquals(1, scene.frame(at(0, 0.9)).numberOf(0));
    scene.nothing(31);
    assertEquals(List.of(), scene.tracks());
    assertEquals(2, scene.frame(at(0, 0.9)).numberOf(0));
  }

  @Test
  void shouldRecoverByTheLastObservationWhatThePredictionHasLost() {
    for (int i = 0; i < 10; i++) {
      scene.frame(at(12 * i, 0.9));
    }
    // Moves on in the prediction and has really stopped.
    scene.nothing(8);
    assertEquals(1, scene.frame(at(112, 0.9)).numberOf(0));
  }

  @Test
  void shouldPreferTheCandidateThatLiesInTheDirectionOfMovement() {
    OcSortSettings paper = OcSortSettings.PAPER;
    OcSortSettings blind = new OcSortSettings(0.6, 30, 3, 0.3, 0.3, 3, 0, true, false, true);
    for (OcSortSettings settings : List.of(paper, blind)) {
      BoxScene crossing = new BoxScene(new OcSort(settings));
      for (int i = 0; i < 10; i++) {
        crossing.frame(at(3 * i, 0.9));
      }
      // The nearer one is behind; the farther one is where it was going.
      crossing.frame(at(19, 0.9), at(44, 0.9));
      long ahead = crossing.numberOf(1);
      if (settings == paper) {
        assertEquals(1, ahead);
      } else {
        assertNotEquals(1, ahead, "without inertia, overlap alone decides");
      }
    }
  }

  @Test
  void shouldWalkAgainAlongVirtualObservationsAfterAGap() {
    BoxScene gap = new BoxScene(new OcSort(OcSortSettings.PAPER));
    BoxScene seen = new BoxScene(new OcSort(OcSortSettings.PAPER));
    for (int i = 0; i < 10; i++) {
      gap.frame(at(4 * i, 0.9));
      seen.frame(at(4 * i, 0.9));
    }
    gap.nothing(9).frame(at(36 + 20, 0.9));
    for (int i = 1; i <= 10; i++) {
      seen.frame(at(36 + 2 * i, 0.9));
    }
    assertEquals(1, gap.numberOf(0));
    // Theirs takes in the real observation once more after the virtual ones.
    assertEquals(seen.tracks().get(0).velocityX(), gap.tracks().get(0).velocityX(), 0.05);
    double next = gap.nothing(1).tracks().get(0).box().left();
    assertEquals(seen.nothing(1).tracks().get(0).box().left(), next, 0.3);
  }

  @Test
  void shouldSeparateCategoriesOfPublicDetections() {
    BoxScene kitti = new BoxScene(new OcSort(OcSortSettings.PUBLIC_DETECTIONS));
    for (int i = 0; i < 5; i++) {
      kitti.frame(at(0, 0.9, 1), at(15, 0.9, 2));
    }
    kitti.frame(at(15, 0.9, 1), at(0, 0.9, 2));
    assertEquals(1, kitti.numberOf(0));
    assertEquals(2, kitti.numberOf(1));
  }

  @Test
  void shouldReportTheDetectionsBoxAndNotTheFilters() {
    scene.frame(at(0, 0.9)).frame(at(5, 0.9)).frame(at(2, 0.9));
    assertEquals(Box.ofSize(2, 50, 40, 100), scene.tracks().get(0).box());
  }

  @Test
  void shouldPredictOverDroppedFrames() {
    OcSort tracker = new OcSort(OcSortSettings.PAPER);
    for (int i = 0; i < 10; i++) {
      tracker.update(List.of(at(12 * i, 0.9)), i, 1);
    }
    List<BoxTrack> tracks = tracker.update(List.of(at(12 * 14, 0.9)), 14, 5);
    assertEquals(1, tracks.size());
    assertEquals(1, tracks.get(0).number());
  }

  @Test
  void shouldEndTracksAndGoOnCounting() {
    OcSort tracker = new OcSort(OcSortSettings.PAPER);
    tracker.update(List.of(at(0, 0.9)), 0, 1);
    tracker.endTracks();
    assertEquals(2, tracker.update(List.of(at(0, 0.9)), 1, 1).get(0).number());
    OcSort other = new OcSort(OcSortSettings.PAPER);
    other.startAfter(tracker.lastNumber());
    assertEquals(3, other.update(List.of(at(0, 0.9)), 0, 1).get(0).number());
  }
}
