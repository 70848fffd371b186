package io.panoptes.core.metrics;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Histogram;
import java.time.Duration;

/**
 * What models do, whichever cameras they do it for: how full their batches are, how long pictures
 * wait for them and how long they take. Safe for many threads; one instance a registry.
 */
public final class ModelMetrics {

  private final Histogram batches;
  private final Histogram waits;
  private final Histogram inferences;
  private final Counter frames;

  public ModelMetrics(CollectorRegistry registry) {
    batches =
        Histogram.build("panoptes_batch_pictures", "Pictures that a model got at once.")
            .labelNames("model", "device")
            .buckets(1, 2, 4, 8, 16, 32, 64, 128, 256)
            .register(registry);
    waits =
        Histogram.build(
                "panoptes_queue_wait_seconds",
                "Time from a picture's arrival to the beginning of its batch, decoding included.")
            .labelNames("model")
            .buckets(.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5)
            .register(registry);
    inferences =
        Histogram.build("panoptes_inference_seconds", "Time that a model took for a batch.")
            .labelNames("model", "device")
            .buckets(.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5)
            .register(registry);
    frames =
        Counter.build(
                "panoptes_segmented_frames_total",
                "Frames that got segments, by how: segmented, carried or reused.")
            .labelNames("model", "device", "origin")
            .register(registry);
  }

  /** A picture's batch began. */
  public void waited(String model, Duration wait) {
    waits.labels(model).observe(seconds(wait));
  }

  /** A model took a batch. */
  public void ran(String model, String device, int pictures, Duration time) {
    batches.labels(model, device).observe(pictures);
    inferences.labels(model, device).observe(seconds(time));
  }

  /**
   * A frame got its segments.
   *
   * @param origin a fixed word such as {@code carried}
   */
  public void segmented(String model, String device, String origin) {
    frames.labels(model, device, origin).inc();
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
