package io.panoptes.track.box;

import static io.panoptes.track.box.BoxScene.at;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.track.TrackState;
import java.util.List;
import org.junit.jupiter.api.Test;

class SortTest {

  private final BoxScene scene = new BoxScene(new Sort());

  @Test
  void shouldReportEverythingInTheFirstFramesAndLaterOnlyStreaksOfThree() {
    assertEquals(List.of(1L), scene.frame(at(0, 0.1)).confirmed());
    scene.still(0, 0.9, 4).frame(at(0, 0.9), at(500, 0.9));
    assertEquals(List.of(2L), scene.numbers(TrackState.TENTATIVE));
    for (int i = 0; i < 3; i++) {
      scene.frame(at(0, 0.9), at(500, 0.9));
    }
    assertEquals(List.of(1L, 2L), scene.confirmed());
  }

  @Test
  void shouldForgetAfterOneFrameUnseen() {
    scene.still(0, 0.9, 5).nothing(1);
    assertEquals(1, scene.frame(at(0, 0.9)).numberOf(0));
    scene.nothing(2);
    assertEquals(2, scene.frame(at(0, 0.9)).numberOf(0));
  }

  @Test
  void shouldReportTheFiltersBox() {
    scene.frame(at(0, 0.9)).frame(at(10, 0.9));
    double left = scene.tracks().get(0).box().left();
    assertEquals(10, left, 0.5);
    assertEquals(false, left == 10);
  }

  @Test
  void shouldFollowTheBestOverlapOfAll() {
    for (int i = 0; i < 4; i++) {
      scene.frame(at(0, 0.9), at(25, 0.9));
    }
    scene.frame(at(24, 0.9), at(2, 0.9));
    assertEquals(2, scene.numberOf(0));
    assertEquals(1, scene.numberOf(1));
  }

  @Test
  void shouldNotLinkBelowTheOverlap() {
    scene.still(0, 0.9, 4);
    assertEquals(1, scene.frame(at(20, 0.9)).numberOf(0), "IoU 0.33");
    BoxScene other = new BoxScene(new Sort());
    other.still(0, 0.9, 4);
    assertEquals(2, other.frame(at(22, 0.9)).numberOf(0), "IoU 0.29");
  }
}
