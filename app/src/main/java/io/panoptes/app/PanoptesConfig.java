package io.panoptes.app;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.config.ConfigNode;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.TopicSettings;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.street.StreetSegmenterProvider;
import io.panoptes.segment.versions.DistilledSegmenterProvider;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.rules.CameraRules;
import io.panoptes.sink.rules.RuleSettings;
import io.panoptes.track.CameraTracking;
import io.panoptes.track.TrackSettings;
import io.panoptes.train.live.LiveSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that one YAML file says, read by the stages' own readers.
 *
 * @param kafka how to reach Kafka
 * @param topics how long topics keep what they hold
 * @param brokerPort for the embedded broker, 0 for any free one
 * @param metricsPort for Prometheus and the health checks, -1 for none
 * @param holdBack stages whose lag holds lossless sources back when they run elsewhere
 * @param cameras the sources, in the order of the file
 * @param segment the segmentation worker
 * @param segmentation by camera
 * @param otherSegmentation for cameras that the file does not name
 * @param distil how cameras' own networks are taught
 * @param distilled cameras that are
 * @param track the tracker
 * @param tracking by camera
 * @param otherTracking for cameras that the file does not name
 * @param ruleRunner how rules are run
 * @param rules by camera
 * @param sink what is written
 * @param hash SHA-256 of the file's text, its first 16 hexadecimal digits
 */
public record PanoptesConfig(
    KafkaSettings kafka,
    TopicSettings topics,
    int brokerPort,
    int metricsPort,
    List<String> holdBack,
    List<CameraSettings> cameras,
    SegmentSettings segment,
    Map<CameraId, CameraSegmentation> segmentation,
    CameraSegmentation otherSegmentation,
    LiveSettings distil,
    Set<CameraId> distilled,
    TrackSettings track,
    Map<CameraId, CameraTracking> tracking,
    CameraTracking otherTracking,
    RuleSettings ruleRunner,
    Map<CameraId, CameraRules> rules,
    SinkSettings sink,
    String hash) {

  private static final Duration REPLAY_COMMIT_INTERVAL = Duration.ofMillis(400);
  private static final List<String> STAGES = List.of("segment", "track", "rules", "record");

  public PanoptesConfig {
    holdBack = List.copyOf(holdBack);
    cameras = List.copyOf(cameras);
    segmentation = Map.copyOf(segmentation);
    distilled = Set.copyOf(distilled);
    tracking = Map.copyOf(tracking);
    rules = Map.copyOf(rules);
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException with every problem of the file
   */
  public static PanoptesConfig read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file), Map.of());
    } catch (IOException e) {
      throw new ConfigException(
          file.toString(),
          List.of(
              Files.exists(file)
                  ? "cannot be read: " + e.getMessage()
                  : "there is no such file; name one with --config"));
    }
  }

  /**
   * Reads a text.
   *
   * @param source its name, for messages
   * @param overrides keys of cameras that win over the file's; cameras that the file does not name
   *     are added with the file's defaults. When there are any, only these cameras are kept.
   * @throws ConfigException with every problem
   */
  public static PanoptesConfig parse(
      String source, String yaml, Map<CameraId, CameraOverride> overrides) {
    ConfigDocument document = ConfigDocument.parse(source, yaml, System.getenv());
    ConfigNode root = document.root();
    ConfigNode defaults = root.mapping("defaults");
    ConfigNode kafkaNode = root.mapping("kafka");
    ConfigNode metricsNode = root.mapping("metrics");
    ConfigNode ingestNode = root.mapping("ingest");
    ConfigNode sinkNode = root.mapping("sink");
    SegmentSettings segment = SegmentSettings.read(root.mapping("segment"));
    TrackSettings track = TrackSettings.read(root.mapping("track"));
    LiveSettings distil = LiveSettings.read(root.mapping("distil"), segment);
    defaults.bool("distil", false);

    Map<String, ConfigNode> named = root.mapping("cameras").entries();
    Set<String> names = new LinkedHashSet<>(named.keySet());
    overrides.keySet().forEach(camera -> names.add(camera.value()));
    Map<CameraId, CameraSettings> cameras = new LinkedHashMap<>();
    Map<CameraId, CameraSegmentation> segmentation = new LinkedHashMap<>();
    Set<CameraId> distilled = new LinkedHashSet<>();
    Map<CameraId, CameraTracking> tracking = new LinkedHashMap<>();
    Map<CameraId, CameraRules> rules = new LinkedHashMap<>();
    for (String name : names) {
      CameraId id = CameraId.sanitised(name);
      CameraOverride override = overrides.get(id);
      if (override == null && !overrides.isEmpty()) {
        override = CameraOverride.UNUSED;
      }
      ConfigNode camera = named.get(name);
      ConfigNode node = camera == null ? defaults : camera.orElse(defaults);
      if (override != null) {
        node = override.over(node);
      }
      CameraSettings settings = CameraSettings.read(name, node);
      CameraSegmentation seen = CameraSegmentation.read(name, node, segment);
      boolean taught = node.bool("distil", false);
      if (taught) {
        seen = withOwnNetwork(seen, distil.folder(id), node);
      }
      CameraTracking tracked = CameraTracking.read(name, node, track);
      CameraRules watched = CameraRules.read(name, node);
      if (override != CameraOverride.UNUSED) {
        cameras.put(id, settings);
        segmentation.put(id, seen);
        if (taught) {
          distilled.add(id);
        }
        tracking.put(id, tracked);
        rules.put(id, watched);
      }
    }
    PanoptesConfig config =
        new PanoptesConfig(
            KafkaSettings.read(kafkaNode),
            TopicSettings.read(kafkaNode),
            (int) kafkaNode.integer("port", 0, 0, 65_535),
            (int) metricsNode.integer("port", -1, 0, 65_535),
            holdBack(ingestNode),
            List.copyOf(cameras.values()),
            segment,
            segmentation,
            CameraSegmentation.read("others", defaults, segment),
            distil,
            distilled,
            track,
            tracking,
            CameraTracking.read("others", defaults, track),
            RuleSettings.read(sinkNode.mapping("rules")),
            rules,
            SinkSettings.read(sinkNode),
            hash(yaml));
    document.finish();
    return config;
  }

  /** The camera with the newest version of its own network in place of the bundled one. */
  private static CameraSegmentation withOwnNetwork(
      CameraSegmentation camera, Path versions, ConfigNode node) {
    Optional<String> own =
        DistilledSegmenterProvider.insteadOf(
            StreetSegmenterProvider.NAME, camera.segmenter(), versions);
    if (own.isEmpty()) {
      node.section("distil")
          .problem(
              "teaches the network of segmenter %s, and the camera has %s; write segmenter: %s, or fused:%s+motion"
                  .formatted(
                      StreetSegmenterProvider.NAME,
                      camera.segmenter(),
                      StreetSegmenterProvider.NAME,
                      StreetSegmenterProvider.NAME));
    }
    return own.map(camera::withSegmenter).orElse(camera);
  }

  /**
   * The same for a run that nobody watches live: clients send and fetch in larger portions and
   * transactions are longer, which saves about a quarter of the processor time and changes no
   * result. What the file says itself stays.
   */
  PanoptesConfig forReplay() {
    Map<String, String> clients = new TreeMap<>(kafka.clientProperties());
    clients.putIfAbsent("fetch.min.bytes", "131072");
    clients.putIfAbsent("fetch.max.wait.ms", "25");
    clients.putIfAbsent("linger.ms", "20");
    // Kafka Streams waits longer by itself.
    clients.putIfAbsent("producer.linger.ms", "100");
    clients.putIfAbsent("batch.size", "524288");
    KafkaSettings patient =
        new KafkaSettings(
            kafka.bootstrapServers(),
            kafka.topicPrefix(),
            kafka.partitions(),
            kafka.replicationFactor(),
            clients);
    return new PanoptesConfig(
        patient,
        topics.withUnlimitedRetention(),
        brokerPort,
        metricsPort,
        holdBack,
        cameras,
        segment,
        segmentation,
        otherSegmentation,
        distil,
        distilled,
        track.commitInterval().equals(TrackSettings.DEFAULTS.commitInterval())
            ? track.withCommitInterval(REPLAY_COMMIT_INTERVAL)
            : track,
        tracking,
        otherTracking,
        ruleRunner.commitInterval().equals(RuleSettings.DEFAULTS.commitInterval())
            ? ruleRunner.withCommitInterval(REPLAY_COMMIT_INTERVAL)
            : ruleRunner,
        rules,
        sink,
        hash);
  }

  private static List<String> holdBack(ConfigNode ingest) {
    List<ConfigNode> items = ingest.list("hold-back");
    if (items.isEmpty()) {
      return List.of("segment", "track");
    }
    for (ConfigNode item : items) {
      if (!STAGES.contains(item.asText(""))) {
        item.problem("is " + item.asText("") + "; allowed are " + String.join(", ", STAGES));
      }
    }
    return items.stream().map(item -> item.asText("")).toList();
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
