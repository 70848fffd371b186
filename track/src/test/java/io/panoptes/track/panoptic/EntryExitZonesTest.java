package io.panoptes.track.panoptic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.track.state.StateException;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryExitZonesTest {

  private static final long HOUR = 3_600_000_000L;
  private static final int MIDDLE = 4 * EntryExitZones.COLUMNS + 7;

  private final EntryExitZones zones = new EntryExitZones();

  @Test
  void shouldPartThePictureIntoSixteenByNineCells() {
    assertEquals(0, cell(0, 0));
    assertEquals(15, cell(319.9, 19.9));
    assertEquals(MIDDLE, cell(140, 80));
    assertEquals(MIDDLE, cell(159.9, 99.9));
    assertEquals(MIDDLE + 1, cell(160, 80));
    assertEquals(MIDDLE + 16, cell(140, 100));
    assertEquals(8 * 16 + 15, cell(319.9, 179.9));
    assertEquals(0, cell(-50, -50), "what is outside is in the nearest cell");
    assertEquals(8 * 16 + 15, cell(400, 400));
  }

  private static int cell(double x, double y) {
    return EntryExitZones.cell(Box.ofSize(x - 5, y - 10, 10, 20), 320, 180);
  }

  @Test
  void shouldTakeTheEdgesForZonesAndTheInsideForUnknown() {
    double edge = Math.log(0.8 / 0.2 * (0.8 / 0.2));
    for (int row = 0; row < EntryExitZones.ROWS; row++) {
      for (int column = 0; column < EntryExitZones.COLUMNS; column++) {
        int cell = row * EntryExitZones.COLUMNS + column;
        boolean isAtEdge = row == 0 || row == 8 || column == 0 || column == 15;
        assertEquals(isAtEdge ? edge : 0, zones.exitEvidence(cell), 1e-12);
        assertEquals(isAtEdge ? edge : 0, zones.entryEvidence(cell), 1e-12);
      }
    }
  }

  @Test
  void shouldWeighWhoNeverCameBackAgainstWhoDid() {
    zones.left(MIDDLE);
    zones.left(MIDDLE);
    // 2 of 2, and 0.8 of 4 that are taken for granted, against a prior of 1 to 4.
    assertEquals(Math.log((2 + 0.8) / 3.2 * 4), zones.exitEvidence(MIDDLE), 1e-12);
    assertEquals(0, zones.entryEvidence(MIDDLE), 1e-12, "leaving says nothing of entering");
    zones.returned(MIDDLE, MIDDLE + 3);
    assertEquals(Math.log((2 + 0.8) / (1 + 3.2) * 4), zones.exitEvidence(MIDDLE), 1e-12);
    assertEquals(Math.log(0.8 / (1 + 3.2) * 4), zones.entryEvidence(MIDDLE + 3), 1e-12);
    assertEquals(0, zones.entryEvidence(MIDDLE), 1e-12);
    zones.entered(MIDDLE + 3);
    assertEquals(Math.log((1 + 0.8) / (1 + 3.2) * 4), zones.entryEvidence(MIDDLE + 3), 1e-12);
  }

  @Test
  void shouldCountTheNeighboursHalf() {
    zones.left(MIDDLE);
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        double count = Math.max(Math.abs(dx), Math.abs(dy)) > 1 ? 0 : dx == 0 && dy == 0 ? 1 : 0.5;
        assertEquals(
            Math.log((count + 0.8) / 3.2 * 4),
            zones.exitEvidence(MIDDLE + dy * EntryExitZones.COLUMNS + dx),
            1e-12);
      }
    }
  }

  @Test
  void shouldNotCountAroundTheEdges() {
    zones.left(2 * EntryExitZones.COLUMNS - 1);
    assertEquals(
        Math.log(16), zones.exitEvidence(2 * EntryExitZones.COLUMNS), 1e-12, "a row further");
  }

  @Test
  void shouldForgetAnEighthAnHourWhateverTheFramesBetween() {
    EntryExitZones often = new EntryExitZones();
    for (EntryExitZones each : new EntryExitZones[] {zones, often}) {
      each.forget(1_000 * HOUR);
      for (int i = 0; i < 64; i++) {
        each.left(MIDDLE);
      }
    }
    zones.forget(1_000 * HOUR + HOUR - 1);
    assertEquals(Math.log((64 + 0.8) / 3.2 * 4), zones.exitEvidence(MIDDLE), 1e-12);
    for (long micros = 1_000 * HOUR; micros <= 1_002 * HOUR; micros += HOUR / 7) {
      often.forget(micros);
    }
    often.forget(1_002 * HOUR);
    often.forget(1_001 * HOUR);
    zones.forget(1_002 * HOUR);
    assertEquals(Math.log((64 * 0.875 * 0.875 + 0.8) / 3.2 * 4), zones.exitEvidence(MIDDLE), 1e-12);
    assertArrayEquals(bytes(zones), bytes(often));
    zones.forget(1_000_000 * HOUR);
    assertEquals(0, zones.exitEvidence(MIDDLE), 1e-12, "in the end nothing is left");
  }

  @Test
  void shouldReadWhatItWroteAndStaySmall() {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      // Two doors and the edges, and somebody missed here and there.
      zones.left(random.nextBoolean() ? MIDDLE : 16 * random.nextInt(9));
      zones.entered(random.nextBoolean() ? MIDDLE + 20 : 16 * random.nextInt(9) + 15);
      zones.returned(random.nextInt(144), random.nextInt(144));
      zones.forget(i * HOUR / 10);
    }
    byte[] bytes = bytes(zones);
    assertTrue(bytes.length < 900, () -> bytes.length + " bytes");
    EntryExitZones copy = new EntryExitZones();
    copy.left(3);
    copy.read(new StateReader(bytes));
    assertArrayEquals(bytes, bytes(copy));
    for (int cell = 0; cell < 144; cell++) {
      assertEquals(zones.exitEvidence(cell), copy.exitEvidence(cell));
      assertEquals(zones.entryEvidence(cell), copy.entryEvidence(cell));
    }
    assertEquals(9, bytes(new EntryExitZones()).length, "nothing known costs nothing");
  }

  @Test
  void shouldRefuseMoreCellsThanThereAre() {
    byte[] bytes = new StateWriter().writeLong(0).writeInt(145).toBytes();
    assertThrows(StateException.class, () -> zones.read(new StateReader(bytes)));
  }

  private static byte[] bytes(EntryExitZones zones) {
    StateWriter out = new StateWriter();
    zones.write(out);
    return out.toBytes();
  }
}
