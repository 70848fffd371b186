package io.panoptes.segment.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SilenceGuardTest {

  @Test
  void shouldReadWhatComes() throws IOException {
    try (SilenceGuard guard =
        new SilenceGuard(new ByteArrayInputStream(new byte[] {1, 2, 3}), Duration.ofHours(1))) {
      byte[] buffer = new byte[3];
      assertEquals(3, guard.read(buffer));
      assertArrayEquals(new byte[] {1, 2, 3}, buffer);
      assertEquals(-1, guard.read(buffer));
    }
  }

  @Test
  void shouldEndAReadForWhichNothingComes() {
    try (SilenceGuard guard = new SilenceGuard(new Silent(), Duration.ofMillis(5))) {
      IOException error = assertThrows(IOException.class, () -> guard.read(new byte[1]));
      assertEquals("nothing came for 5 ms", error.getMessage());
    }
  }

  /** Reads wait until it is closed, and fail then. */
  private static final class Silent extends InputStream {
    private final CountDownLatch closed = new CountDownLatch(1);

    @Override
    public int read() throws IOException {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("closed");
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }
}
