package io.panoptes.segment.kafka;

import io.panoptes.core.metrics.ModelMetrics;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.segment.worker.WorkerObserver;
import java.time.Duration;
import java.util.Locale;

/** Counts what a worker does. */
record CountingObserver(ModelMetrics metrics) implements WorkerObserver {

  @Override
  public void waited(String model, Duration wait) {
    metrics.waited(model, wait);
  }

  @Override
  public void ran(String model, String device, int pictures, Duration time) {
    metrics.ran(model, device, pictures, time);
  }

  @Override
  public void segmented(String model, String device, Origin origin) {
    metrics.segmented(model, device, origin.name().toLowerCase(Locale.ROOT));
  }
}
