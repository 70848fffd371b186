package io.panoptes.ingest;

import io.panoptes.core.frame.CameraId;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds lossless sources back, so that nobody downstream is more than a bounded number of records
 * behind. The lag is asked for only when it may matter; in between, everything sent since the last
 * answer counts as lag, so that it is never underestimated. Safe for several threads; one of them
 * calls {@link #poll} whenever {@link #awaitDemand} returns true.
 */
public final class HoldBack {

  private static final Logger LOG = LoggerFactory.getLogger(HoldBack.class);
  private static final Duration COMPLAIN_AFTER = Duration.ofSeconds(30);
  private static final long WAKE_MILLIS = 200;

  private final LagReader lags;
  private final LongSupplier nanoTime;
  private final Map<CameraId, Integer> partitions = new HashMap<>();
  private final Map<CameraId, Long> sentSomewhere = new HashMap<>();
  private final Map<Integer, Traffic> traffic = new TreeMap<>();
  private final Map<CameraId, Long> waitingSince = new HashMap<>();
  private boolean demand;
  private boolean closed;
  private long complainedAt;

  private static final class Traffic {
    long sent;
    long settled;
    long settledBeforeReading;
    LagReader.Lag lag = new LagReader.Lag("", 0);

    long estimate() {
      return lag.records() + sent - settledBeforeReading;
    }
  }

  /**
   * @param nanoTime such as {@link System#nanoTime}
   */
  public HoldBack(LagReader lags, LongSupplier nanoTime) {
    this.lags = lags;
    this.nanoTime = nanoTime;
    this.complainedAt = nanoTime.getAsLong();
  }

  /**
   * Waits until fewer than {@code limit} records of the camera's partition are in flight.
   *
   * @return false when the stop signal came first
   */
  public synchronized boolean awaitRoom(CameraId camera, int limit, StopSignal stop)
      throws InterruptedException {
    try {
      while (!stop.isStopped()) {
        long estimate = estimate(camera);
        if (2 * estimate >= limit) {
          demand = true;
          notifyAll();
        }
        if (estimate < limit) {
          return true;
        }
        waitingSince.putIfAbsent(camera, nanoTime.getAsLong());
        complain();
        wait(WAKE_MILLIS);
      }
      return false;
    } finally {
      waitingSince.remove(camera);
    }
  }

  private long estimate(CameraId camera) {
    Integer partition = partitions.get(camera);
    return partition == null
        ? sentSomewhere.getOrDefault(camera, 0L)
        : traffic.get(partition).estimate();
  }

  private void complain() {
    long now = nanoTime.getAsLong();
    for (Map.Entry<CameraId, Long> waiting : waitingSince.entrySet()) {
      if (now - waiting.getValue() > COMPLAIN_AFTER.toNanos()
          && now - complainedAt > COMPLAIN_AFTER.toNanos()) {
        complainedAt = now;
        LOG.warn("{}: {}", waiting.getKey(), describe(waiting.getKey()));
      }
    }
  }

  private String describe(CameraId camera) {
    Integer partition = partitions.get(camera);
    if (partition == null) {
      return "held back: Kafka has not acknowledged a frame yet";
    }
    LagReader.Lag lag = traffic.get(partition).lag;
    return lag.group().isEmpty()
        ? "held back: Kafka is slow to acknowledge"
        : "held back: group '%s' is %d records behind on partition %d"
            .formatted(lag.group(), lag.records(), partition);
  }

  /** Why a camera waits, if it has waited for at least the duration. */
  public synchronized Optional<String> waiting(CameraId camera, Duration atLeast) {
    Long since = waitingSince.get(camera);
    return since == null || nanoTime.getAsLong() - since < atLeast.toNanos()
        ? Optional.empty()
        : Optional.of(describe(camera));
  }

  /** A record of the camera was handed to Kafka. */
  public synchronized void sent(CameraId camera) {
    Integer partition = partitions.get(camera);
    if (partition == null) {
      sentSomewhere.merge(camera, 1L, Long::sum);
    } else {
      traffic.get(partition).sent++;
    }
  }

  /** A record of the camera was acknowledged by this partition. */
  public synchronized void acknowledged(CameraId camera, int partition) {
    if (partitions.putIfAbsent(camera, partition) == null) {
      Traffic joined = traffic.computeIfAbsent(partition, key -> new Traffic());
      Long before = sentSomewhere.remove(camera);
      joined.sent += before == null ? 0 : before;
    }
    traffic.get(partitions.get(camera)).settled++;
    notifyAll();
  }

  /** A record of the camera will never arrive. */
  public synchronized void failed(CameraId camera) {
    Integer partition = partitions.get(camera);
    if (partition == null) {
      sentSomewhere.merge(camera, -1L, Long::sum);
    } else {
      traffic.get(partition).settled++;
    }
    notifyAll();
  }

  /**
   * Waits until somebody needs to know the lag.
   *
   * @return false once closed
   */
  public synchronized boolean awaitDemand() throws InterruptedException {
    while (!demand && !closed) {
      wait();
    }
    return !closed;
  }

  /** Asks for the lag and lets those go on who may. */
  public void poll() throws InterruptedException {
    Map<Integer, Long> settled = new HashMap<>();
    synchronized (this) {
      demand = false;
      traffic.forEach((partition, flow) -> settled.put(partition, flow.settled));
    }
    Map<Integer, LagReader.Lag> answer;
    try {
      answer = lags.read(new TreeSet<>(settled.keySet()));
    } catch (IOException e) {
      LOG.debug("lag is unknown", e);
      return;
    }
    synchronized (this) {
      answer.forEach(
          (partition, lag) -> {
            Traffic flow = traffic.get(partition);
            flow.lag = lag;
            flow.settledBeforeReading = settled.get(partition);
          });
      notifyAll();
    }
  }

  /** The partitions that lossless cameras are known to use. */
  public synchronized Set<Integer> partitions() {
    return Set.copyOf(traffic.keySet());
  }

  /** Makes {@link #awaitDemand} return false. */
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
