package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EpochCounterTest {

  @Test
  void shouldCountARecordingFromOne() {
    EpochCounter recording = new EpochCounter(true, Clock.systemUTC());

    assertEquals(1, recording.next());
    assertEquals(2, recording.next());
  }

  @Test
  void shouldGrowAcrossRestartsOfACamera() {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);
    EpochCounter before = new EpochCounter(false, clock);
    assertEquals(1_000, before.next());
    assertEquals(1_001, before.next());

    Clock later = Clock.fixed(Instant.ofEpochSecond(1_002), ZoneOffset.UTC);
    assertEquals(1_002, new EpochCounter(false, later).next());
  }
}
