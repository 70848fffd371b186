package io.panoptes.sink.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.record.CameraRecorder;
import io.panoptes.sink.record.MediaTools;
import io.panoptes.sink.record.RecordListener;
import io.panoptes.sink.rules.CameraRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Makes the recorder of each camera that appears. */
record RecorderFactory(
    SinkSettings settings,
    Map<CameraId, CameraRules> cameras,
    Path out,
    MediaTools tools,
    StageMetrics metrics) {

  CameraRecorder recorder(CameraId camera) {
    return new CameraRecorder(
        camera,
        cameras.getOrDefault(camera, CameraRules.NONE),
        settings,
        folder(camera),
        tools,
        new Accounts(metrics));
  }

  Path folder(CameraId camera) {
    return out.resolve(camera.value());
  }

  private record Accounts(StageMetrics metrics) implements RecordListener {

    @Override
    public void in(CameraId camera) {
      metrics.in(camera);
    }

    @Override
    public void processed(CameraId camera, Duration latency) {
      metrics.processed(camera, latency);
    }

    @Override
    public void failed(CameraId camera, String reason) {
      metrics.failed(camera, reason);
    }
  }
}
