package io.panoptes.core.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StageMetricsTest {

  private static final CameraId GATE = new CameraId("gate");
  private static final CameraId YARD = new CameraId("yard");

  private final CollectorRegistry registry = new CollectorRegistry();
  private final StageMetrics metrics =
      new StageMetrics(new StageMetrics.Metrics(registry), "segment");

  @Test
  void shouldAccountForEveryFrame() {
    Random random = new Random(1);
    long open = 0;
    for (int n = 0; n < 1_000; n++) {
      metrics.in(GATE);
      switch (random.nextInt(4)) {
        case 0 -> metrics.processed(GATE, Duration.ofMillis(1));
        case 1 -> metrics.dropped(GATE, random.nextBoolean() ? "stale" : "busy");
        case 2 -> metrics.failed(GATE, "undecodable");
        default -> open++;
      }
      StageMetrics.Counts counts = metrics.counts().get(GATE);
      assertEquals(n + 1, counts.in());
      assertEquals(open, counts.open());
      assertEquals(
          counts.in(),
          counts.processed() + counts.droppedTotal() + counts.failedTotal() + counts.open());
    }
    assertEquals(
        List.of("busy", "stale"), List.copyOf(metrics.counts().get(GATE).dropped().keySet()));
  }

  private Double sample(CameraId camera) {
    return registry.getSampleValue(
        "panoptes_frames_in_total",
        new String[] {"stage", "camera"},
        new String[] {"segment", camera.value()});
  }

  /** How many series name the camera. */
  private long series(CameraId camera) {
    return Collections.list(registry.metricFamilySamples()).stream()
        .flatMap(family -> family.samples.stream())
        .filter(each -> each.labelValues.contains(camera.value()))
        .count();
  }

  @Test
  void shouldLeaveNothingOfACameraThatIsGone() {
    for (CameraId camera : List.of(GATE, YARD)) {
      metrics.in(camera);
      metrics.processed(camera, Duration.ofMillis(1));
      metrics.endToEnd(camera, Duration.ofMillis(-5));
      metrics.dropped(camera, "stale");
      metrics.failed(camera, "undecodable");
    }
    metrics.forget(GATE);
    metrics.forget(GATE);
    assertEquals(0, series(GATE));
    assertEquals(Set.of(YARD), metrics.counts().keySet());
    assertEquals(1, sample(YARD));
  }

  @Test
  void shouldLetPrometheusForgetASilentCameraAndKeepItsAccount() {
    AtomicLong now = new AtomicLong(-Duration.ofHours(3).toNanos());
    CollectorRegistry other = new CollectorRegistry();
    StageMetrics timed = new StageMetrics(new StageMetrics.Metrics(other), "track", now::get);
    String[] labels = {"stage", "camera"};
    timed.in(GATE);
    now.addAndGet(Duration.ofHours(23).toNanos());
    timed.in(YARD);
    assertEquals(
        1,
        other.getSampleValue("panoptes_frames_in_total", labels, new String[] {"track", "gate"}));
    now.addAndGet(Duration.ofHours(2).toNanos());
    timed.in(YARD);
    assertNull(
        other.getSampleValue("panoptes_frames_in_total", labels, new String[] {"track", "gate"}));
    assertEquals(
        2,
        other.getSampleValue("panoptes_frames_in_total", labels, new String[] {"track", "yard"}));
    assertEquals(1, timed.counts().get(GATE).in());
  }

  @Test
  void shouldCountWhatModelsDo() {
    metrics.models().waited("street", Duration.ofMillis(3));
    metrics.models().ran("street", "gpu:0", 3, Duration.ofMillis(40));
    metrics.models().segmented("street", "gpu:0", "carried");
    String[] labels = {"model", "device"};
    String[] values = {"street", "gpu:0"};
    assertEquals(3, registry.getSampleValue("panoptes_batch_pictures_sum", labels, values));
    assertEquals(0.04, registry.getSampleValue("panoptes_inference_seconds_sum", labels, values));
    assertEquals(
        0.003,
        registry.getSampleValue(
            "panoptes_queue_wait_seconds_sum", new String[] {"model"}, new String[] {"street"}));
    assertEquals(
        1,
        registry.getSampleValue(
            "panoptes_segmented_frames_total",
            new String[] {"model", "device", "origin"},
            new String[] {"street", "gpu:0", "carried"}));
  }

  @Test
  void shouldLoseNothingWhenManyThreadsCount() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int t = 0; t < 4; t++) {
      threads.execute(
          () -> {
            for (int n = 0; n < 5_000; n++) {
              metrics.in(GATE);
              metrics.processed(GATE, Duration.ofMillis(2));
            }
          });
    }
    threads.shutdown();
    while (!threads.awaitTermination(1, TimeUnit.MILLISECONDS)) {
      assertTrue(metrics.counts().values().stream().allMatch(counts -> counts.open() >= 0));
    }
    StageMetrics.Counts counts = metrics.counts().get(GATE);
    assertEquals(20_000, counts.in());
    assertEquals(20_000, counts.processed());
    assertEquals(0, counts.open());
  }

  @Test
  void shouldKnowPercentilesToAThousandth() {
    for (int millis = 1; millis <= 1_000; millis++) {
      metrics.processed(GATE, Duration.ofMillis(millis));
    }
    StageMetrics.Counts counts = metrics.counts().get(GATE);
    assertEquals(500_000, counts.p50Micros(), 500);
    assertEquals(950_000, counts.p95Micros(), 950);
    assertEquals(990_000, counts.p99Micros(), 990);
    assertEquals(1_000_000, counts.maxMicros(), 1_000);
  }

  @Test
  void shouldCountLatenciesThatCannotBe() {
    metrics.processed(GATE, Duration.ofSeconds(Long.MAX_VALUE));
    metrics.processed(GATE, Duration.ofMillis(-5));
    StageMetrics.Counts counts = metrics.counts().get(GATE);
    assertEquals(2, counts.processed());
    assertEquals(3.6e9, counts.maxMicros(), 3.6e6);
    assertEquals(0, counts.p50Micros());
  }

  @Test
  void shouldHaveNoLatencyBeforeAnythingWasProcessed() {
    metrics.in(GATE);
    assertEquals(
        new StageMetrics.Counts(1, 0, Map.of(), Map.of(), 0, 0, 0, 0), metrics.counts().get(GATE));
  }

  @Test
  void shouldKeepCamerasApartAndInOrder() {
    metrics.in(YARD);
    metrics.in(GATE);
    metrics.in(GATE);
    assertEquals(List.of(GATE, YARD), List.copyOf(metrics.counts().keySet()));
    assertEquals(2, metrics.counts().get(GATE).in());
  }

  @Test
  void shouldFeedPrometheus() {
    metrics.in(GATE);
    metrics.processed(GATE, Duration.ofMillis(30));
    metrics.dropped(GATE, "stale");
    metrics.failed(GATE, "undecodable");
    String[] camera = {"stage", "camera"};
    assertEquals(
        1,
        registry.getSampleValue(
            "panoptes_frames_in_total", camera, new String[] {"segment", "gate"}));
    String[] outcome = {"stage", "camera", "outcome", "reason"};
    for (String[] values :
        List.of(
            new String[] {"segment", "gate", "processed", ""},
            new String[] {"segment", "gate", "dropped", "stale"},
            new String[] {"segment", "gate", "failed", "undecodable"})) {
      assertEquals(1, registry.getSampleValue("panoptes_frames_total", outcome, values));
    }
    assertEquals(
        0.03,
        registry.getSampleValue(
            "panoptes_stage_latency_seconds_sum", camera, new String[] {"segment", "gate"}),
        1e-12);
  }
}
