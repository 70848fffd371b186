package io.panoptes.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.ingest.CameraStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of every frame of a run.
 *
 * @param cameras by camera
 * @param stages accounts by stage, in the order of the flow
 * @param models hash by segmenter
 * @param configHash of the configuration
 * @param elapsed from the start of the stages to the last file's end
 */
public record RunSummary(
    Map<CameraId, CameraTotals> cameras,
    Map<String, Map<CameraId, StageMetrics.Counts>> stages,
    Map<String, String> models,
    String configHash,
    Duration elapsed) {

  /**
   * One camera's frames.
   *
   * @param in frames that the source delivered
   * @param processed frames that left the last stage
   * @param dropped by {@code stage: reason}
   * @param failed by {@code stage: reason}
   * @param note the source's last warning, empty when there is none
   */
  public record CameraTotals(
      long in, long processed, Map<String, Long> dropped, Map<String, Long> failed, String note) {

    public long droppedTotal() {
      return dropped.values().stream().mapToLong(Long::longValue).sum();
    }

    public long failedTotal() {
      return failed.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Frames that came in and have no outcome; 0 when the account is whole. */
    public long unaccounted() {
      return in - processed - droppedTotal() - failedTotal();
    }
  }

  /** Adds up a pipeline that has come to its end. */
  public static RunSummary of(Pipeline pipeline, String configHash, Duration elapsed) {
    Map<String, Map<CameraId, StageMetrics.Counts>> stages = new LinkedHashMap<>();
    pipeline.metrics().forEach((name, metrics) -> stages.put(name, metrics.counts()));
    Map<CameraId, CameraTotals> cameras = new TreeMap<>();
    for (CameraStatus source : pipeline.sources()) {
      CameraId camera = source.camera();
      Map<String, Long> dropped = new TreeMap<>();
      Map<String, Long> failed = new TreeMap<>();
      for (String stage : List.of("ingest", "segment", "track", "sink")) {
        StageMetrics.Counts counts = stages.getOrDefault(stage, Map.of()).get(camera);
        if (counts != null) {
          counts
              .dropped()
              .forEach((reason, n) -> dropped.merge(stage + ": " + reason, n, Long::sum));
          counts.failed().forEach((reason, n) -> failed.merge(stage + ": " + reason, n, Long::sum));
        }
      }
      StageMetrics.Counts first = stages.getOrDefault("ingest", Map.of()).get(camera);
      StageMetrics.Counts last = stages.getOrDefault("sink", Map.of()).get(camera);
      cameras.put(
          camera,
          new CameraTotals(
              first == null ? 0 : first.in(),
              last == null ? 0 : last.processed(),
              dropped,
              failed,
              source.note()));
    }
    return new RunSummary(
        cameras, stages, new TreeMap<>(pipeline.modelHashes()), configHash, elapsed);
  }

  /** Writes it as indented JSON; latencies in milliseconds. */
  public void write(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = mapper.createObjectNode();
    root.put("version", 1);
    root.put("elapsedSeconds", elapsed.toMillis() / 1e3);
    root.put("configurationHash", configHash);
    ObjectNode modelNode = root.putObject("models");
    models.forEach(modelNode::put);
    ObjectNode cameraNode = root.putObject("cameras");
    cameras.forEach(
        (camera, totals) -> {
          ObjectNode node = cameraNode.putObject(camera.value());
          node.put("framesIn", totals.in());
          node.put("processed", totals.processed());
          node.put("dropped", totals.droppedTotal());
          node.put("failed", totals.failedTotal());
          totals.dropped().forEach(node.putObject("droppedByReason")::put);
          totals.failed().forEach(node.putObject("failedByReason")::put);
          node.put("framesPerSecond", perSecond(totals.processed()));
          if (!totals.note().isEmpty()) {
            node.put("note", totals.note());
          }
        });
    ObjectNode stageNode = root.putObject("stages");
    stages.forEach(
        (stage, byCamera) -> {
          ObjectNode node = stageNode.putObject(stage);
          byCamera.forEach(
              (camera, counts) -> {
                ObjectNode entry = node.putObject(camera.value());
                entry.put("in", counts.in());
                entry.put("processed", counts.processed());
                entry.put("dropped", counts.droppedTotal());
                entry.put("failed", counts.failedTotal());
                entry.put("framesPerSecond", perSecond(counts.processed()));
                ObjectNode latency = entry.putObject("latencyMillis");
                latency.put("p50", counts.p50Micros() / 1e3);
                latency.put("p95", counts.p95Micros() / 1e3);
                latency.put("p99", counts.p99Micros() / 1e3);
                latency.put("max", counts.maxMicros() / 1e3);
              });
        });
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, mapper.writeValueAsString(root) + System.lineSeparator());
  }

  private double perSecond(long frames) {
    return elapsed.isZero() ? 0 : Math.round(frames * 10_000.0 / elapsed.toMillis()) / 10.0;
  }

  /** A line a camera for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    cameras.forEach(
        (camera, totals) -> {
          lines.add(
              "%s: %d frames in, %d processed, %d dropped, %d failed"
                  .formatted(
                      camera,
                      totals.in(),
                      totals.processed(),
                      totals.droppedTotal(),
                      totals.failedTotal()));
          totals.dropped().forEach((reason, n) -> lines.add("  dropped by " + reason + ": " + n));
          totals.failed().forEach((reason, n) -> lines.add("  failed in " + reason + ": " + n));
          if (!totals.note().isEmpty()) {
            lines.add("  note: " + totals.note());
          }
          if (totals.unaccounted() != 0) {
            lines.add("  without an outcome: " + totals.unaccounted() + " (this is a defect)");
          }
        });
    return lines;
  }
}
