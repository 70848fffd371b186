package io.panoptes.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HoldBackTest {

  private static final CameraId GATE = new CameraId("gate");
  private static final CameraId YARD = new CameraId("yard");
  private static final int PARTITION = 3;

  private final Downstream downstream = new Downstream();
  private final AtomicLong now = new AtomicLong();
  private final HoldBack holdBack = new HoldBack(downstream, now::get);
  private final StopSignal stop = new StopSignal();

  /** What the groups have not read yet. */
  private static final class Downstream implements LagReader {
    long lag;
    boolean away;
    int asked;

    @Override
    public Map<Integer, Lag> read(Set<Integer> partitions) throws IOException {
      asked++;
      if (away) {
        throw new IOException("away");
      }
      Map<Integer, Lag> lags = new HashMap<>();
      partitions.forEach(partition -> lags.put(partition, new Lag("segment", lag)));
      return lags;
    }
  }

  @Test
  void shouldLetFramesPassUntilTheBound() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      assertTrue(holdBack.awaitRoom(GATE, 4, stop));
      send(GATE);
    }

    assertTrue(isHeldBack(GATE, 4));
  }

  @Test
  void shouldGoOnWhenTheGroupHasCaughtUp() throws Exception {
    send(GATE, 4);
    CompletableFuture<Boolean> waiting = awaitRoom(GATE, 4);
    assertTrue(holdBack.awaitDemand());
    downstream.lag = 4;
    holdBack.poll();
    assertFalse(waiting.isDone());

    downstream.lag = 1;
    holdBack.poll();

    assertTrue(waiting.get(10, TimeUnit.SECONDS));
  }

  @Test
  void shouldCountWhatWasSentSinceTheLastAnswer() throws InterruptedException {
    send(GATE, 3);
    downstream.lag = 2;
    holdBack.poll();

    assertTrue(holdBack.awaitRoom(GATE, 4, stop));
    send(GATE);
    assertTrue(holdBack.awaitRoom(GATE, 4, stop));
    send(GATE);
    assertTrue(isHeldBack(GATE, 4));
  }

  @Test
  void shouldCountWhatKafkaHasNotAcknowledged() throws InterruptedException {
    send(GATE);
    holdBack.sent(GATE);
    holdBack.sent(GATE);
    holdBack.sent(GATE);
    downstream.lag = 0;
    holdBack.poll();

    assertTrue(isHeldBack(GATE, 3));
    holdBack.acknowledged(GATE, PARTITION);
    holdBack.failed(GATE);
    assertTrue(isHeldBack(GATE, 3));
    holdBack.poll();
    assertTrue(holdBack.awaitRoom(GATE, 3, stop));
  }

  @Test
  void shouldBoundWhatIsSentBeforeThePartitionIsKnown() throws InterruptedException {
    holdBack.sent(GATE);
    holdBack.sent(GATE);

    assertTrue(isHeldBack(GATE, 2));
    assertTrue(holdBack.awaitRoom(GATE, 3, stop));
  }

  @Test
  void shouldSharePartitionsBetweenCameras() throws InterruptedException {
    send(GATE, 2);
    send(YARD, 2);

    assertTrue(isHeldBack(GATE, 4));
    assertTrue(isHeldBack(YARD, 4));
    assertEquals(Set.of(PARTITION), holdBack.partitions());
  }

  @Test
  void shouldNotAskWhileNothingIsNearTheBound() throws InterruptedException {
    for (int i = 0; i < 32; i++) {
      assertTrue(holdBack.awaitRoom(GATE, 64, stop));
      send(GATE);
    }
    holdBack.close();

    assertFalse(holdBack.awaitDemand());
    assertEquals(0, downstream.asked);
  }

  @Test
  void shouldStayHeldBackWhileTheLagIsUnknown() throws InterruptedException {
    send(GATE, 4);
    downstream.away = true;

    holdBack.poll();

    assertTrue(isHeldBack(GATE, 4));
  }

  @Test
  void shouldSayWhomItWaitsFor() throws Exception {
    send(GATE, 4);
    downstream.lag = 4;
    holdBack.poll();
    CompletableFuture<Boolean> waiting = awaitRoom(GATE, 4);
    while (holdBack.waiting(GATE, Duration.ZERO).isEmpty()) {
      Thread.onSpinWait();
    }
    assertEquals(Optional.empty(), holdBack.waiting(GATE, Duration.ofSeconds(2)));
    now.set(Duration.ofSeconds(3).toNanos());

    assertEquals(
        Optional.of("held back: group 'segment' is 4 records behind on partition 3"),
        holdBack.waiting(GATE, Duration.ofSeconds(2)));
    downstream.lag = 0;
    holdBack.poll();
    assertTrue(waiting.get(10, TimeUnit.SECONDS));
    assertEquals(Optional.empty(), holdBack.waiting(GATE, Duration.ZERO));
  }

  private void send(CameraId camera, int records) {
    for (int i = 0; i < records; i++) {
      send(camera);
    }
  }

  private void send(CameraId camera) {
    holdBack.sent(camera);
    holdBack.acknowledged(camera, PARTITION);
  }

  /** Whether a frame would have to wait: a stopped camera does not wait, and gets no room. */
  private boolean isHeldBack(CameraId camera, int limit) throws InterruptedException {
    CompletableFuture<Boolean> waiting = new CompletableFuture<>();
    StopSignal ownStop = new StopSignal();
    Thread thread =
        new Thread(
            () -> {
              try {
                waiting.complete(holdBack.awaitRoom(camera, limit, ownStop));
              } catch (InterruptedException e) {
                waiting.completeExceptionally(e);
              }
            });
    thread.start();
    while (!waiting.isDone() && holdBack.waiting(camera, Duration.ZERO).isEmpty()) {
      Thread.onSpinWait();
    }
    ownStop.stop();
    thread.join();
    return !waiting.join();
  }

  private CompletableFuture<Boolean> awaitRoom(CameraId camera, int limit) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return holdBack.awaitRoom(camera, limit, stop);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
