package io.panoptes.track.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import io.panoptes.track.testing.Scenery;
import org.junit.jupiter.api.Test;

class CoarseMaskTest {

  @Test
  void shouldKeepSmallShapesPixelForPixel() {
    Segment segment = ellipse(10, 20, 14, 30);
    CoarseMask mask = CoarseMask.of(frame(10, 20, 14, 30).map(), 2, segment.box());
    assertEquals(1, mask.cell());
    assertEquals(segment.areaPixels(), mask.count());
    assertEquals(10, mask.pixelX(0));
    assertEquals(20, mask.pixelY(0));
  }

  @Test
  void shouldKeepTheAreaOfLargeShapesNearly() {
    Segment segment = ellipse(10, 5, 110, 180);
    CoarseMask mask = CoarseMask.of(frame(10, 5, 110, 180).map(), 2, segment.box());
    assertEquals(6, mask.cell());
    assertEquals(
        segment.areaPixels(),
        mask.count() * mask.cell() * mask.cell(),
        0.02 * segment.areaPixels());
  }

  @Test
  void shouldTakeShapesAtTheFramesEdge() {
    PanopticFrame frame = new Scenery(40, 40).rectangle(2, Scenery.CAR, 37, 37, 10, 10).frame(0, 0);
    CoarseMask mask = CoarseMask.of(frame.map(), 2, frame.segment(2).orElseThrow().box());
    assertEquals(9, mask.count());
  }

  @Test
  void shouldBeEmptyWhereTheMapIsNot() {
    PanopticFrame frame = new Scenery(40, 40).frame(0, 0);
    CoarseMask mask = CoarseMask.of(frame.map(), 2, new Box(100, 100, 120, 130));
    assertEquals(0, mask.count());
    assertEquals(0, mask.rows());
  }

  @Test
  void shouldGoThroughStoredState() {
    CoarseMask mask =
        CoarseMask.of(frame(10, 5, 110, 180).map(), 2, ellipse(10, 5, 110, 180).box());
    StateWriter out = new StateWriter();
    mask.write(out);
    byte[] bytes = out.toBytes();
    CoarseMask back = CoarseMask.read(new StateReader(bytes));
    StateWriter again = new StateWriter();
    back.write(again);
    assertArrayEquals(bytes, again.toBytes());
    assertEquals(mask.count(), back.count());
    assertTrue(bytes.length < 180, () -> bytes.length + " bytes");
  }

  private static Segment ellipse(double left, double top, double w, double h) {
    return frame(left, top, w, h).segment(2).orElseThrow();
  }

  private static PanopticFrame frame(double left, double top, double w, double h) {
    return new Scenery(200, 200).ellipse(2, Scenery.PERSON, left, top, w, h).frame(0, 0);
  }
}
