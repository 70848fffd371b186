package io.panoptes.ingest.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.ingest.IngestAccount;
import java.time.Duration;
import java.util.Locale;

/** Keeps the account of ingest in the metrics that all stages share. */
final class StageAccount implements IngestAccount {

  private final StageMetrics metrics;

  StageAccount(StageMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public void in(CameraId camera) {
    metrics.in(camera);
  }

  @Override
  public void processed(CameraId camera, Duration latency) {
    metrics.processed(camera, latency);
  }

  @Override
  public void dropped(CameraId camera, DropReason reason) {
    metrics.dropped(camera, word(reason));
  }

  @Override
  public void failed(CameraId camera, FailReason reason) {
    metrics.failed(camera, word(reason));
  }

  private static String word(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
