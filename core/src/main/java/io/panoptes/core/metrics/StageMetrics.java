package io.panoptes.core.metrics;

import io.panoptes.core.frame.CameraId;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * The account of one stage: every frame that comes in is processed, dropped for a reason, or
 * failed. Feeds Prometheus ({@code panoptes_frames_in_total}, {@code panoptes_frames_total} by
 * outcome and reason, {@code panoptes_stage_latency_seconds}) and the summary of a run. Safe for
 * many threads.
 */
public final class StageMetrics {

  private static final Duration HIGHEST_LATENCY = Duration.ofHours(1);
  private static final long HIGHEST_LATENCY_MICROS = HIGHEST_LATENCY.toNanos() / 1_000;

  private final String stage;
  private final Counter in;
  private final Counter outcomes;
  private final Histogram latencies;
  private final Map<CameraId, Account> accounts = new ConcurrentHashMap<>();

  /**
   * @param stage {@code ingest}, {@code segment}, {@code track} or {@code sink}
   */
  public StageMetrics(Metrics metrics, String stage) {
    this.stage = stage;
    this.in = metrics.framesIn();
    this.outcomes = metrics.frames();
    this.latencies = metrics.latencies();
  }

  public String stage() {
    return stage;
  }

  /** A frame came in. */
  public void in(CameraId camera) {
    account(camera).in.increment();
    in.labels(stage, camera.value()).inc();
  }

  /**
   * A frame was processed.
   *
   * @param latency time that the stage spent on it; more than an hour counts as an hour
   */
  public void processed(CameraId camera, Duration latency) {
    Account account = account(camera);
    account.processed.increment();
    long micros =
        latency.compareTo(HIGHEST_LATENCY) >= 0
            ? HIGHEST_LATENCY_MICROS
            : Math.max(0, latency.toNanos() / 1_000);
    account.latencyMicros.recordValue(micros);
    outcomes.labels(stage, camera.value(), "processed", "").inc();
    latencies.labels(stage, camera.value()).observe(micros / 1e6);
  }

  /**
   * A frame was left out on purpose.
   *
   * @param reason a fixed word such as {@code stale}
   */
  public void dropped(CameraId camera, String reason) {
    account(camera).dropped.computeIfAbsent(reason, key -> new LongAdder()).increment();
    outcomes.labels(stage, camera.value(), "dropped", reason).inc();
  }

  /**
   * A frame could not be processed.
   *
   * @param reason a fixed word such as {@code undecodable}
   */
  public void failed(CameraId camera, String reason) {
    account(camera).failed.computeIfAbsent(reason, key -> new LongAdder()).increment();
    outcomes.labels(stage, camera.value(), "failed", reason).inc();
  }

  /** What has happened so far, by camera. */
  public Map<CameraId, Counts> counts() {
    Map<CameraId, Counts> counts = new TreeMap<>();
    accounts.forEach((camera, account) -> counts.put(camera, account.counts()));
    return counts;
  }

  private Account account(CameraId camera) {
    return accounts.computeIfAbsent(camera, key -> new Account());
  }

  /**
   * An account at one moment. Latencies are within 0.1 % of the measured ones. When other threads
   * are counting meanwhile, a frame may be missing from its outcome but not from {@code in}.
   *
   * @param in frames that came in
   * @param processed frames that went out
   * @param dropped frames left out, by reason, in order of reason
   * @param failed frames that could not be processed, by reason, in order of reason
   * @param p50Micros median latency in microseconds, 0 when nothing was processed
   * @param p95Micros 95th percentile
   * @param p99Micros 99th percentile
   * @param maxMicros largest
   */
  public record Counts(
      long in,
      long processed,
      Map<String, Long> dropped,
      Map<String, Long> failed,
      long p50Micros,
      long p95Micros,
      long p99Micros,
      long maxMicros) {

    public Counts {
      dropped = Collections.unmodifiableMap(new TreeMap<>(dropped));
      failed = Collections.unmodifiableMap(new TreeMap<>(failed));
    }

    public long droppedTotal() {
      return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    public long failedTotal() {
      return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Frames that came in and have no outcome yet. */
    public long open() {
      return in - processed - droppedTotal() - failedTotal();
    }
  }

  private static final class Account {
    final LongAdder in = new LongAdder();
    final LongAdder processed = new LongAdder();
    final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
    final Map<String, LongAdder> failed = new ConcurrentHashMap<>();
    final ConcurrentHistogram latencyMicros = new ConcurrentHistogram(HIGHEST_LATENCY_MICROS, 3);

    Counts counts() {
      long processedSoFar = processed.sum();
      Map<String, Long> droppedSoFar = sums(dropped);
      Map<String, Long> failedSoFar = sums(failed);
      // Last, so that no outcome is counted whose frame is not.
      long inSoFar = in.sum();
      return new Counts(
          inSoFar,
          processedSoFar,
          droppedSoFar,
          failedSoFar,
          latencyMicros.getValueAtPercentile(50),
          latencyMicros.getValueAtPercentile(95),
          latencyMicros.getValueAtPercentile(99),
          latencyMicros.getMaxValue());
    }

    private static Map<String, Long> sums(Map<String, LongAdder> adders) {
      Map<String, Long> sums = new TreeMap<>();
      adders.forEach((reason, adder) -> sums.put(reason, adder.sum()));
      return sums;
    }
  }

  /** The Prometheus families that all stages of a process share; one instance a registry. */
  public static final class Metrics {

    private final Counter framesIn;
    private final Counter frames;
    private final Histogram latencies;

    public Metrics(CollectorRegistry registry) {
      framesIn =
          Counter.build("panoptes_frames_in_total", "Frames that came into a stage.")
              .labelNames("stage", "camera")
              .register(registry);
      frames =
          Counter.build("panoptes_frames_total", "Frames by outcome.")
              .labelNames("stage", "camera", "outcome", "reason")
              .register(registry);
      latencies =
          Histogram.build("panoptes_stage_latency_seconds", "Time a stage spent on a frame.")
              .labelNames("stage", "camera")
              .buckets(.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5)
              .register(registry);
    }

    Counter framesIn() {
      return framesIn;
    }

    Counter frames() {
      return frames;
    }

    Histogram latencies() {
      return latencies;
    }
  }
}
