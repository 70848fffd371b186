package io.panoptes.track.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateWriterTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE})
  void shouldGiveBackWholeNumbers(long value) {
    assertEquals(value, new StateReader(new StateWriter().writeLong(value).toBytes()).readLong());
  }

  @Test
  void shouldWriteSmallNumbersInOneByte() {
    assertEquals(1, new StateWriter().writeLong(-64).toBytes().length);
    assertEquals(2, new StateWriter().writeLong(64).toBytes().length);
  }

  @Test
  void shouldGiveBackDoublesBitForBit() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      double value = i == 0 ? -0.0 : Double.longBitsToDouble(random.nextLong());
      double back = new StateReader(new StateWriter().writeDouble(value).toBytes()).readDouble();
      assertEquals(Double.doubleToRawLongBits(value), Double.doubleToRawLongBits(back));
    }
  }

  @Test
  void shouldGiveBackEverythingInOrder() {
    byte[] many = new byte[5000];
    many[4999] = 7;
    StateReader reader =
        new StateReader(
            new StateWriter()
                .writeText("Zürich")
                .writeBoolean(true)
                .writeBytes(many)
                .writeInt(-5)
                .toBytes());
    assertEquals("Zürich", reader.readText());
    assertTrue(reader.readBoolean());
    assertArrayEquals(many, reader.readBytes());
    assertFalse(reader.isAtEnd());
    assertEquals(-5, reader.readInt());
    assertTrue(reader.isAtEnd());
  }

  @Test
  void shouldBeginAnewWhenCleared() {
    StateWriter writer = new StateWriter().writeLong(1);
    writer.clear();
    assertEquals(0, writer.toBytes().length);
  }

  @Test
  void shouldRefuseBytesThatEndTooEarly() {
    assertThrows(StateException.class, () -> new StateReader(new byte[0]).readLong());
    assertThrows(StateException.class, () -> new StateReader(new byte[7]).readDouble());
    assertThrows(StateException.class, () -> new StateReader(new byte[] {20, 1}).readBytes());
  }

  @Test
  void shouldRefuseNumbersThatAreTooLong() {
    byte[] endless = new byte[20];
    Arrays.fill(endless, (byte) 0xFF);
    assertThrows(StateException.class, () -> new StateReader(endless).readLong());
    byte[] large = new StateWriter().writeLong(1L << 32).toBytes();
    assertThrows(StateException.class, () -> new StateReader(large).readInt());
  }

  @Test
  void shouldRefuseCountsAndFlagsThatMakeNoSense() {
    byte[] count = new StateWriter().writeInt(11).toBytes();
    StateException e =
        assertThrows(StateException.class, () -> new StateReader(count).readCount(10));
    assertTrue(e.getMessage().contains("0 to 10"), e::getMessage);
    assertThrows(StateException.class, () -> new StateReader(new byte[] {2}).readBoolean());
  }
}
