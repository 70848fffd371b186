package io.panoptes.core.metrics;

import io.panoptes.core.frame.CameraId;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;

/** How cameras' networks are taught. Safe for many threads; one instance a registry. */
public final class DistilMetrics {

  private final Counter frames;
  private final Counter rounds;
  private final Gauge agreement;
  private final Gauge version;

  public DistilMetrics(CollectorRegistry registry) {
    frames =
        Counter.build("panoptes_distil_frames_total", "Frames shown to the teacher, by outcome.")
            .labelNames("camera", "outcome")
            .register(registry);
    rounds =
        Counter.build("panoptes_distil_rounds_total", "Rounds of learning, by outcome.")
            .labelNames("camera", "outcome")
            .register(registry);
    agreement =
        Gauge.build(
                "panoptes_distil_agreement",
                "Agreement with the teacher in the last round, before and after it.")
            .labelNames("camera", "measure", "when")
            .register(registry);
    version =
        Gauge.build("panoptes_distil_version", "Version of the camera's model written last.")
            .labelNames("camera")
            .register(registry);
  }

  /** The teacher labelled a frame, and it was sent. */
  public void labelled(CameraId camera) {
    frames.labels(camera.value(), "labelled").inc();
  }

  /** A frame could not be labelled or sent. */
  public void failed(CameraId camera) {
    frames.labels(camera.value(), "failed").inc();
  }

  /** A round wrote a version. */
  public void accepted(CameraId camera, int written) {
    rounds.labels(camera.value(), "accepted").inc();
    version.labels(camera.value()).set(written);
  }

  /** A round's student was no better. */
  public void rejected(CameraId camera) {
    rounds.labels(camera.value(), "rejected").inc();
  }

  /** A round could not be finished. */
  public void broken(CameraId camera) {
    rounds.labels(camera.value(), "failed").inc();
  }

  /**
   * What a round measured.
   *
   * @param when {@code before} or {@code after}
   * @param pq panoptic quality, 0 to 1
   * @param meanIou 0 to 1
   */
  public void agreement(CameraId camera, String when, double pq, double meanIou) {
    agreement.labels(camera.value(), "pq", when).set(pq);
    agreement.labels(camera.value(), "miou", when).set(meanIou);
  }
}
