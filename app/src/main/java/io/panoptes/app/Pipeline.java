package io.panoptes.app;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.TopicProvisioner;
import io.panoptes.core.kafka.TopicSettings;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.kafka.WatchedGroup;
import io.panoptes.core.metrics.DistilMetrics;
import io.panoptes.core.metrics.MetricsServer;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.ingest.CameraStatus;
import io.panoptes.ingest.kafka.IngestStage;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.javacv.OpenCvImageDecoder;
import io.panoptes.segment.kafka.SegmentStage;
import io.panoptes.sink.Export;
import io.panoptes.sink.kafka.RecordStage;
import io.panoptes.sink.kafka.RulesStage;
import io.panoptes.track.kafka.TrackStage;
import io.panoptes.train.kafka.DistilStage;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Some or all stages in this process, joined by Kafka. Stages start from the end of the pipeline to
 * its beginning, so that no frame waits for a reader, and stop in the order of the flow. Belongs to
 * one thread, but for the methods that only look.
 */
public final class Pipeline implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private final PanoptesConfig config;
  private final KafkaSettings kafka;
  private final TopicSettings topicSettings;
  private final Set<Stage> stages;
  private final Path out;
  private final Path stateDir;
  private final Set<Export> exports;
  private final CollectorRegistry registry = new CollectorRegistry();
  private final Map<String, StageMetrics> metrics = new LinkedHashMap<>();
  private final StageMetrics.Metrics families = new StageMetrics.Metrics(registry);
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private volatile boolean ready;
  private volatile IngestStage ingest;
  private volatile SegmentStage segment;
  private volatile DistilStage distil;
  private volatile TrackStage track;
  private volatile RulesStage rules;
  private volatile RecordStage record;

  /**
   * @param kafka the cluster to use
   * @param topicSettings for topics that do not exist yet
   * @param stages which run here
   * @param out folder of the sink's files
   * @param stateDir folder of the trackers' and rules' local state
   * @param exports besides those of the configuration
   */
  public Pipeline(
      PanoptesConfig config,
      KafkaSettings kafka,
      TopicSettings topicSettings,
      Set<Stage> stages,
      Path out,
      Path stateDir,
      Set<Export> exports) {
    this.config = config;
    this.kafka = kafka;
    this.topicSettings = topicSettings;
    this.stages = EnumSet.copyOf(stages);
    this.out = out;
    this.stateDir = stateDir;
    this.exports = Set.copyOf(exports);
  }

  /**
   * Makes the topics that are missing and starts the stages.
   *
   * @throws IOException when the metrics port is in use
   */
  public void start() throws IOException {
    if (config.metricsPort() >= 0) {
      DefaultExports.register(registry);
      MetricsServer server =
          new MetricsServer(config.metricsPort(), registry, () -> ready && failure().isEmpty());
      running.push(server);
      LOG.info("Metrics at http://localhost:{}/metrics", server.port());
    }
    TopicProvisioner.ensure(kafka, topicSettings);
    if (stages.contains(Stage.SINK)) {
      record =
          new RecordStage(
              config.sink().withExports(exports), config.rules(), kafka, out, metricsOf("sink"));
      running.push(record);
      record.start();
      rules =
          new RulesStage(
              config.ruleRunner(),
              config.rules(),
              kafka,
              stateDir.resolve("rules"),
              config.hash(),
              metricsOf("rules"));
      running.push(rules);
      rules.start();
    }
    if (stages.contains(Stage.TRACK)) {
      track =
          new TrackStage(
              config.track(),
              config.tracking(),
              config.otherTracking(),
              kafka,
              stateDir.resolve("track"),
              metricsOf("track"));
      running.push(track);
      track.start();
    }
    if (stages.contains(Stage.DISTIL) && !config.distilled().isEmpty()) {
      Map<CameraId, CameraSegmentation> taught = new LinkedHashMap<>(config.segmentation());
      taught.keySet().retainAll(config.distilled());
      distil =
          new DistilStage(
              config.distil(),
              config.segment(),
              taught,
              kafka,
              new OpenCvImageDecoder(),
              new DistilMetrics(registry));
      running.push(distil);
      distil.start();
    }
    if (stages.contains(Stage.SEGMENT)) {
      segment =
          new SegmentStage(
              config.segment(),
              config.segmentation(),
              config.otherSegmentation(),
              kafka,
              metricsOf("segment"));
      running.push(segment);
      segment.start();
    }
    if (stages.contains(Stage.INGEST)) {
      ingest = new IngestStage(config.cameras(), kafka, watchedGroups(), metricsOf("ingest"));
      running.push(ingest);
      ingest.start();
    }
    ready = true;
  }

  private StageMetrics metricsOf(String stage) {
    StageMetrics created = new StageMetrics(families, stage);
    metrics.put(stage, created);
    return created;
  }

  private List<WatchedGroup> watchedGroups() {
    List<String> watched =
        stages.contains(Stage.SINK)
            ? List.of("segment", "track", "rules", "record")
            : config.holdBack();
    Topics topics = kafka.topics();
    List<WatchedGroup> groups = new ArrayList<>();
    for (String stage : watched) {
      String group = topics.group(stage);
      switch (stage) {
        case "segment" -> groups.add(new WatchedGroup(group, topics.frames().name()));
        case "track" -> groups.add(new WatchedGroup(group, topics.panopticFrames().name()));
        case "rules" -> groups.add(new WatchedGroup(group, topics.trackedFrames().name()));
        default -> {
          groups.add(new WatchedGroup(group, topics.frames().name()));
          groups.add(new WatchedGroup(group, topics.trackedFrames().name()));
        }
      }
    }
    return groups;
  }

  /** Why the pipeline cannot go on, empty while it can. */
  public Optional<String> failure() {
    if (segment != null && !segment.isHealthy()) {
      return Optional.of("segment: " + segment.failure().orElse("not running"));
    }
    if (distil != null && distil.failure().isPresent()) {
      return Optional.of("distil: " + distil.failure().get());
    }
    if (track != null && !track.isHealthy()) {
      return Optional.of("track: " + track.failure().orElse("not running"));
    }
    if (rules != null && !rules.isHealthy()) {
      return Optional.of(
          "rules: " + rules.failure().map(Throwable::toString).orElse("not running"));
    }
    if (record != null && !record.isHealthy()) {
      return Optional.of(
          "record: " + record.failure().map(Throwable::toString).orElse("not running"));
    }
    return Optional.empty();
  }

  /** The sources, empty when ingest runs elsewhere. */
  public List<CameraStatus> sources() {
    return ingest == null ? List.of() : ingest.status();
  }

  /** Frames in the overlay videos so far, by camera. */
  public Map<CameraId, Long> written() {
    return record == null ? Map.of() : record.written();
  }

  /** Waits until the recordings of these cameras are wholly written; false when it took longer. */
  public boolean awaitWritten(Set<CameraId> cameras, Duration timeout) throws InterruptedException {
    return record.awaitEnd(cameras, timeout);
  }

  /** Ends the sources now; frames already published still go through. */
  public void stopSources() {
    if (ingest != null) {
      ingest.close();
    }
  }

  /** The stages' accounts, in the order of the flow. */
  public Map<String, StageMetrics> metrics() {
    Map<String, StageMetrics> ordered = new LinkedHashMap<>();
    for (String stage : List.of("ingest", "segment", "track", "rules", "sink")) {
      if (metrics.containsKey(stage)) {
        ordered.put(stage, metrics.get(stage));
      }
    }
    return ordered;
  }

  /** Hash of each model in use, by segmenter. */
  public Map<String, String> modelHashes() {
    return segment == null ? Map.of() : segment.modelHashes();
  }

  @Override
  public void close() {
    ready = false;
    while (!running.isEmpty()) {
      AutoCloseable stage = running.pop();
      try {
        stage.close();
      } catch (Exception e) {
        LOG.warn("{} did not stop cleanly", stage.getClass().getSimpleName(), e);
      }
    }
  }
}
