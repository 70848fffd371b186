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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.ConcurrentHistogram;

/**
 * The account of one stage: every frame that comes in is processed, dropped for a reason, or
 * failed. Feeds Prometheus ({@code panoptes_frames_in_total}, {@code panoptes_frames_total} by
 * outcome and reason, {@code panoptes_stage_latency_seconds}, {@code panoptes_end_to_end_seconds})
 * and the summary of a run. Prometheus forgets a camera of which nothing was heard for a day. Safe
 * for many threads.
 */
public final class StageMetrics {

  private static final Duration HIGHEST_LATENCY = Duration.ofHours(1);
  private static final long HIGHEST_LATENCY_MICROS = HIGHEST_LATENCY.toNanos() / 1_000;

  private static final Duration SILENCE = Duration.ofDays(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

  private final String stage;
  private final Metrics metrics;
  private final Counter in;
  private final Counter outcomes;
  private final Histogram latencies;
  private final Histogram endToEnd;
  private final LongSupplier nanoTime;
  private final AtomicLong lastLookNanos;
  private final Map<CameraId, Account> accounts = new ConcurrentHashMap<>();

  /**
   * @param stage {@code ingest}, {@code segment}, {@code track} or {@code sink}
   */
  public StageMetrics(Metrics metrics, String stage) {
    this(metrics, stage, System::nanoTime);
  }

  StageMetrics(Metrics metrics, String stage, LongSupplier nanoTime) {
    this.stage = stage;
    this.metrics = metrics;
    this.in = metrics.framesIn();
    this.outcomes = metrics.frames();
    this.latencies = metrics.latencies();
    this.endToEnd = metrics.endToEnd();
    this.nanoTime = nanoTime;
    this.lastLookNanos = new AtomicLong(nanoTime.getAsLong());
  }

  /** Of the models that run in this process. */
  public ModelMetrics models() {
    return metrics.models();
  }

  public String stage() {
    return stage;
  }

  /** A frame came in. */
  public void in(CameraId camera) {
    Account account = account(camera);
    account.in.increment();
    account.heardNanos = nanoTime.getAsLong();
    forgetSilent(account.heardNanos);
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
   * A live frame was processed.
   *
   * @param age since its event time, all stages before this one included; negative when the clocks
   *     of two machines differ, which counts as nothing
   */
  public void endToEnd(CameraId camera, Duration age) {
    endToEnd.labels(stage, camera.value()).observe(Math.max(0, age.toMillis() / 1e3));
  }

  /** The camera is somebody else's from now: its account and its numbers in Prometheus go. */
  public void forget(CameraId camera) {
    Account account = accounts.remove(camera);
    if (account != null) {
      removeSeries(camera, account);
    }
  }

  private void forgetSilent(long now) {
    long last = lastLookNanos.get();
    if (now - last < BETWEEN_LOOKS.toNanos() || !lastLookNanos.compareAndSet(last, now)) {
      return;
    }
    accounts.forEach(
        (camera, account) -> {
          if (now - account.heardNanos > SILENCE.toNanos()) {
            removeSeries(camera, account);
          }
        });
  }

  private void removeSeries(CameraId camera, Account account) {
    String name = camera.value();
    in.remove(stage, name);
    latencies.remove(stage, name);
    endToEnd.remove(stage, name);
    outcomes.remove(stage, name, "processed", "");
    account.dropped.keySet().forEach(reason -> outcomes.remove(stage, name, "dropped", reason));
    account.failed.keySet().forEach(reason -> outcomes.remove(stage, name, "failed", reason));
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
    return accounts.computeIfAbsent(camera, key -> new Account(nanoTime.getAsLong()));
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
    volatile long heardNanos;

    Account(long heardNanos) {
      this.heardNanos = heardNanos;
    }

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
    private final Histogram endToEnd;
    private final ModelMetrics models;

    public Metrics(CollectorRegistry registry) {
      models = new ModelMetrics(registry);
      endToEnd =
          Histogram.build(
                  "panoptes_end_to_end_seconds",
                  "Age of a live frame, by its event time, when a stage was done with it.")
              .labelNames("stage", "camera")
              .buckets(.01, .02, .05, .1, .2, .5, 1, 2, 5, 10)
              .register(registry);
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

    Histogram endToEnd() {
      return endToEnd;
    }

    ModelMetrics models() {
      return models;
    }
  }
}
