package io.panoptes.sink.join;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OffsetLedgerTest {

  private final OffsetLedger ledger = new OffsetLedger();

  @Test
  void shouldStopAtTheFirstMessageWithoutSignature() {
    Receipt five = ledger.enter(5);
    Receipt six = ledger.enter(6);
    Receipt nine = ledger.enter(9);
    assertEquals(5, ledger.committable(10));
    six.done();
    nine.done();
    assertEquals(5, ledger.committable(10));
    five.done();
    assertEquals(10, ledger.committable(10));
  }

  @Test
  void shouldSkipOffsetsThatCarryNoMessage() {
    ledger.enter(5).done();
    Receipt eight = ledger.enter(8);
    assertEquals(8, ledger.committable(12));
    eight.done();
    assertEquals(12, ledger.committable(12));
  }

  @Test
  void shouldRefuseOffsetsOutOfOrder() {
    ledger.enter(5);
    IllegalArgumentException thrown =
        assertThrows(IllegalArgumentException.class, () -> ledger.enter(5));
    assertEquals("offset 5 follows 5; offsets must ascend", thrown.getMessage());
  }
}
