package io.panoptes.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.wire.Samples;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackedFrameTest {

  private static final PanopticFrame PANOPTIC = Samples.panoptic();
  private static final CameraId GATE = PANOPTIC.id().camera();

  @Test
  void shouldTakeIdAndTimeFromThePanopticFrame() {
    TrackedFrame frame = new TrackedFrame(PANOPTIC, List.of(), "none");
    assertEquals(PANOPTIC.id(), frame.id());
    assertEquals(PANOPTIC.capturedAt(), frame.capturedAt());
  }

  @Test
  void shouldRefuseTracksOutOfOrderOrTwice() {
    TrackedSegment one = track(GATE, 1, 1, 0.5);
    TrackedSegment two = track(GATE, 2, 0, 0.5);
    assertEquals(2, new TrackedFrame(PANOPTIC, List.of(one, two), "t").tracks().size());
    assertEquals(
        "track gate-1#1 follows number 2; numbers must ascend",
        assertThrows(
                IllegalArgumentException.class,
                () -> new TrackedFrame(PANOPTIC, List.of(two, one), "t"))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> new TrackedFrame(PANOPTIC, List.of(one, one), "t"));
  }

  @Test
  void shouldRefuseTracksOfAnotherCamera() {
    TrackedSegment stranger = track(new CameraId("elsewhere"), 1, 1, 0.5);
    assertEquals(
        "track elsewhere#1 is in a frame of camera gate-1",
        assertThrows(
                IllegalArgumentException.class,
                () -> new TrackedFrame(PANOPTIC, List.of(stranger), "t"))
            .getMessage());
  }

  @Test
  void shouldBeVisibleWhenItHasASegment() {
    assertTrue(track(GATE, 1, 1, 0.5).isVisible());
    assertFalse(track(GATE, 1, 0, 0).isVisible());
  }

  @Test
  void shouldRefuseValuesOutOfRange() {
    assertThrows(IllegalArgumentException.class, () -> new TrackId(GATE, 0));
    assertThrows(IllegalArgumentException.class, () -> track(GATE, 1, -1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> track(GATE, 1, 65_536, 0.5));
    assertThrows(IllegalArgumentException.class, () -> track(GATE, 1, 1, 1.5));
    assertThrows(IllegalArgumentException.class, () -> track(GATE, 1, 1, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new TrackedFrame(PANOPTIC, List.of(), ""));
  }

  private static TrackedSegment track(CameraId camera, long number, int segment, double score) {
    return new TrackedSegment(
        new TrackId(camera, number),
        segment,
        TrackState.CONFIRMED,
        CategoryCatalog.STREET.get("person"),
        1,
        score,
        new Box(0, 0, 1, 1),
        new Point(0, 1),
        0,
        0,
        Instant.EPOCH,
        Instant.EPOCH);
  }
}
