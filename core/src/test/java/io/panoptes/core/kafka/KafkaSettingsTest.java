package io.panoptes.core.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

  @Test
  void shouldHaveDefaults() {
    ConfigDocument document = document("");
    assertEquals(
        new KafkaSettings("localhost:9092", "panoptes", 4, 1, Map.of()),
        KafkaSettings.read(document.root().mapping("kafka")));
    assertEquals(
        new TopicSettings(Optional.of(Duration.ofHours(1)), Duration.ofDays(7), Duration.ofDays(7)),
        TopicSettings.read(document.root().mapping("kafka")));
    document.finish();
  }

  @Test
  void shouldReadEveryKey() {
    ConfigDocument document =
        document(
            """
            kafka:
              bootstrap-servers: a:9092,b:9092
              topic-prefix: site-7
              partitions: 12
              replication-factor: 3
              client-properties:
                security.protocol: SASL_SSL
                sasl.jaas.config: secret
              retention: 20m
              alert-retention: 30d
              dead-letter-retention: 12h
            """);
    assertEquals(
        new KafkaSettings(
            "a:9092,b:9092",
            "site-7",
            12,
            3,
            Map.of("security.protocol", "SASL_SSL", "sasl.jaas.config", "secret")),
        KafkaSettings.read(document.root().mapping("kafka")));
    assertEquals(
        new TopicSettings(
            Optional.of(Duration.ofMinutes(20)), Duration.ofDays(30), Duration.ofHours(12)),
        TopicSettings.read(document.root().mapping("kafka")));
    document.finish();
  }

  @Test
  void shouldKeepFramesWithoutLimitWhenToldSo() {
    ConfigDocument document = document("kafka: {retention: unlimited}");
    TopicSettings read = TopicSettings.read(document.root().mapping("kafka"));
    assertEquals(TopicSettings.defaults().withUnlimitedRetention(), read);
    KafkaSettings.read(document.root().mapping("kafka"));
    document.finish();
  }

  @Test
  void shouldReportAllProblemsTogether() {
    ConfigDocument document =
        document(
            """
            kafka:
              bootstrap-servers: ''
              topic-prefix: a/b
              partitions: 0
              client-properties:
                group.id: mine
              retention: 10
              partitons: 4
            """);
    KafkaSettings.read(document.root().mapping("kafka"));
    TopicSettings.read(document.root().mapping("kafka"));
    assertEquals(
        List.of(
            "line 2: 'kafka.bootstrap-servers' is empty; write host:port, several with commas",
            "line 3: 'kafka.topic-prefix' is a/b; it must be at most 200 letters, digits, '.', '-'"
                + " or '_', and begin with a letter or digit",
            "line 4: 'kafka.partitions' is 0; a whole number from 1 to 1024 is allowed",
            "line 6: 'kafka.client-properties.group.id' is set by Panoptes itself; take it out",
            "line 7: 'kafka.retention' is 10; a duration such as 500ms, 20s, 5m, 2h or 7d is"
                + " needed",
            "line 8: unknown key 'kafka.partitons'; did you mean 'partitions'?"),
        assertThrows(ConfigException.class, document::finish).problems());
  }

  @Test
  void shouldGiveClientsWhatTheyNeed() {
    KafkaSettings settings =
        new KafkaSettings("a:1", "", 1, 1, Map.of("security.protocol", "SSL", "acks", "0"));
    Properties producer = settings.withBootstrapServers("b:2").producer("ingest");
    assertEquals("b:2", producer.get("bootstrap.servers"));
    assertEquals("ingest", producer.get("client.id"));
    assertEquals("SSL", producer.get("security.protocol"));
    assertEquals("all", producer.get("acks"));
    assertTrue((int) producer.get("max.request.size") > KafkaSettings.MAX_MESSAGE_BYTES);
    Properties consumer = settings.consumer("segment", "panoptes.segment");
    assertEquals("panoptes.segment", consumer.get("group.id"));
    assertEquals(false, consumer.get("enable.auto.commit"));
    assertEquals("read_committed", consumer.get("isolation.level"));
    assertEquals("earliest", consumer.get("auto.offset.reset"));
  }

  @Test
  void shouldNeverShowPasswords() {
    KafkaSettings settings =
        new KafkaSettings("a:1", "p", 1, 1, Map.of("sasl.jaas.config", "hunter2"));
    assertFalse(settings.toString().contains("hunter2"));
    assertTrue(settings.toString().contains("sasl.jaas.config"));
  }

  @Test
  void shouldRefuseSettingsThatKafkaWouldRefuse() {
    assertThrows(
        IllegalArgumentException.class, () -> new KafkaSettings("a:1", "p", 0, 1, Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new KafkaSettings("a:1", "p", 1, 0, Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> new KafkaSettings("a:1", "a b", 1, 1, Map.of()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new TopicSettings(Optional.of(Duration.ZERO), Duration.ofDays(1), Duration.ofDays(1)));
  }

  private static ConfigDocument document(String yaml) {
    return ConfigDocument.parse("test.yaml", yaml, Map.of());
  }
}
