package io.panoptes.track.box;

import static io.panoptes.track.box.BoxScene.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.track.TrackState;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What BoT-SORT has from ByteTrack. */
class TwoStageTrackerTest {

  enum Kind {
    BYTETRACK(() -> new ByteTrack(ByteTrackSettings.PAPER)),
    BOTSORT(() -> new BotSort(BotSortSettings.PAPER));

    private final Supplier<BoxTracker> fresh;

    Kind(Supplier<BoxTracker> fresh) {
      this.fresh = fresh;
    }

    BoxScene scene() {
      return new BoxScene(fresh.get());
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldBelieveInTheFirstFrameAtOnceAndLaterAfterASecondSighting(Kind kind) {
    BoxScene scene = kind.scene();
    assertEquals(List.of(1L), scene.frame(at(0, 0.9)).confirmed());
    scene.frame(at(0, 0.9), at(500, 0.9));
    assertEquals(List.of(1L), scene.confirmed());
    assertEquals(List.of(2L), scene.numbers(TrackState.TENTATIVE));
    assertEquals(List.of(1L, 2L), scene.frame(at(0, 0.9), at(505, 0.9)).confirmed());
  }

  @ParameterizedTest
  @EnumSource
  void shouldBeginTracksOnlyATenthAboveTheThreshold(Kind kind) {
    BoxScene scene = kind.scene();
    assertEquals(List.of(), scene.frame(at(0, 0.69)).tracks());
    assertEquals(List.of(1L), scene.frame(at(0, 0.7)).numbers(TrackState.TENTATIVE));
  }

  @ParameterizedTest
  @EnumSource
  void shouldLinkTrackedAndLostTracksToSureDetectionsFirst(Kind kind) {
    BoxScene scene = kind.scene().still(0, 0.9, 3).nothing(3);
    assertEquals(List.of(1L), scene.numbers(TrackState.LOST));
    assertEquals(List.of(1L), scene.frame(at(3, 0.9)).confirmed());
  }

  @ParameterizedTest
  @EnumSource
  void shouldLinkFaintDetectionsToTrackedTracksInTheSecondStage(Kind kind) {
    BoxScene scene = kind.scene().still(0, 0.9, 3);
    assertEquals(List.of(1L), scene.frame(at(2, 0.3)).confirmed());
    assertEquals(List.of(), scene.frame(at(2, 0.1)).confirmed(), "0.1 is too faint");
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotLinkFaintDetectionsToLostTracks(Kind kind) {
    BoxScene scene = kind.scene().still(0, 0.9, 3).nothing(1);
    assertEquals(0, scene.frame(at(0, 0.3)).numberOf(0));
    assertEquals(List.of(1L), scene.numbers(TrackState.LOST));
  }

  @ParameterizedTest
  @EnumSource
  void shouldNotLinkFaintDetectionsBelowHalfOverlap(Kind kind) {
    assertEquals(0, kind.scene().still(0, 0.9, 5).frame(at(20, 0.3)).numberOf(0));
  }

  @ParameterizedTest
  @EnumSource
  void shouldDropTracksSeenOnceThatAreNotSeenAgain(Kind kind) {
    BoxScene scene =
        kind.scene().still(0, 0.9, 2).frame(at(0, 0.9), at(500, 0.9)).frame(at(0, 0.9));
    assertEquals(1, scene.tracks().size());
    assertEquals(3, scene.frame(at(0, 0.9), at(500, 0.9)).numberOf(1));
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepLostTracksForThirtyFrames(Kind kind) {
    BoxScene scene = kind.scene().still(0, 0.9, 3).nothing(30);
    assertEquals(List.of(1L), scene.numbers(TrackState.LOST));
    scene.nothing(1);
    assertEquals(List.of(), scene.tracks());
  }
}
