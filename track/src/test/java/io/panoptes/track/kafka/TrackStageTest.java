package io.panoptes.track.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.track.CameraTracking;
import io.panoptes.track.TrackSettings;
import io.prometheus.client.CollectorRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackStageTest {

  private final KafkaSettings kafka =
      KafkaSettings.read(
          ConfigDocument.parse(
                  "test",
                  """
                  bootstrap-servers: broker:9
                  topic-prefix: site
                  replication-factor: 3
                  client-properties: {security.protocol: SSL}
                  """,
                  Map.of())
              .root());
  private final StageMetrics metrics =
      new StageMetrics(new StageMetrics.Metrics(new CollectorRegistry()), "track");

  @Test
  void shouldConfigureKafkaStreams() {
    Properties properties =
        TrackStage.properties(TrackSettings.DEFAULTS, kafka, Path.of("state"), metrics);
    assertEquals("site.track", properties.get("application.id"));
    assertEquals("broker:9", properties.get("bootstrap.servers"));
    assertEquals("SSL", properties.get("security.protocol"));
    assertEquals("exactly_once_v2", properties.get("processing.guarantee"));
    assertEquals(3, properties.get("replication.factor"));
    assertEquals(100L, properties.get("commit.interval.ms"));
    assertEquals(0, properties.get("num.standby.replicas"));
    assertEquals("state", properties.get("state.dir"));
    assertSame(metrics, properties.get(UnreadableMessages.METRICS));
    StreamsConfig valid = new StreamsConfig(properties);
    assertEquals(
        KafkaSettings.MAX_MESSAGE_BYTES, valid.getProducerConfigs("test").get("max.request.size"));
    assertEquals("earliest", valid.getMainConsumerConfigs("g", "c", 0).get("auto.offset.reset"));
    assertEquals("SSL", valid.getMainConsumerConfigs("g", "c", 0).get("security.protocol"));
  }

  @Test
  void shouldBeHealthyUntilItIsClosed(@TempDir Path folder) {
    KafkaSettings nowhere = kafka.withBootstrapServers("127.0.0.1:1");
    KafkaSettings plain = new KafkaSettings(nowhere.bootstrapServers(), "site", 1, 1, Map.of());
    TrackStage stage =
        new TrackStage(
            TrackSettings.DEFAULTS,
            Map.of(new CameraId("gate"), CameraTracking.DEFAULTS),
            CameraTracking.DEFAULTS,
            plain,
            folder,
            metrics);
    assertTrue(stage.isHealthy());
    assertEquals(Optional.empty(), stage.failure());
    stage.close();
    assertFalse(stage.isHealthy());
  }
}
