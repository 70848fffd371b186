package io.panoptes.app.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.kafka.KafkaSettings;
import io.panoptes.core.kafka.Topic;
import io.panoptes.core.kafka.TopicException;
import io.panoptes.core.kafka.TopicProvisioner;
import io.panoptes.core.kafka.TopicSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedBrokerIT {

  @TempDir private Path folder;

  @Test
  void shouldKeepTopicsOverARestart() throws ExecutionException, InterruptedException {
    KafkaSettings settings;
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      settings = settings(broker);
      TopicProvisioner.ensure(settings, TopicSettings.defaults());
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      settings = settings(broker);
      TopicProvisioner.ensure(settings, TopicSettings.defaults());
      try (Admin admin = Admin.create(settings.client("test"))) {
        Set<String> expected =
            settings.topics().all().stream().map(topic -> topic.name()).collect(Collectors.toSet());
        Map<String, TopicDescription> found = admin.describeTopics(expected).allTopicNames().get();
        assertEquals(expected, found.keySet());
        for (TopicDescription topic : found.values()) {
          assertEquals(3, topic.partitions().size(), topic.name());
        }
        ConfigResource frames =
            new ConfigResource(ConfigResource.Type.TOPIC, settings.topics().frames().name());
        assertEquals(
            "LogAppendTime",
            admin
                .describeConfigs(Set.of(frames))
                .all()
                .get()
                .get(frames)
                .get("message.timestamp.type")
                .value());
      }
    }
  }

  /**
   * A producer whose first request comes before a partition is led, and whose second comes after,
   * gives up the first one's messages two minutes later.
   */
  @Test
  void shouldTakeEveryMessageAsSoonAsTopicsAreEnsured()
      throws ExecutionException, InterruptedException {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      for (int round = 0; round < 3; round++) {
        KafkaSettings settings =
            new KafkaSettings(broker.bootstrapServers(), "round-" + round, 16, 1, Map.of());
        Properties properties = settings.producer("test");
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        TopicProvisioner.ensure(settings, TopicSettings.defaults());
        try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
          List<Future<RecordMetadata>> sent = new ArrayList<>();
          for (int i = 0; i < 40; i++) {
            for (Topic<?, ?> topic : settings.topics().all()) {
              sent.add(
                  producer.send(
                      new ProducerRecord<>(topic.name(), i % 16, null, new byte[10_000])));
            }
          }
          for (Future<RecordMetadata> message : sent) {
            assertTrue(message.get().offset() >= 0);
          }
        }
      }
    }
  }

  @Test
  void shouldRefuseTopicsOfAnotherLayout() {
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder, 0)) {
      KafkaSettings settings = settings(broker);
      TopicProvisioner.ensure(settings, TopicSettings.defaults());
      KafkaSettings more = new KafkaSettings(settings.bootstrapServers(), "test", 5, 1, Map.of());
      TopicException failure =
          assertThrows(
              TopicException.class, () -> TopicProvisioner.ensure(more, TopicSettings.defaults()));
      assertTrue(failure.getMessage().contains("test.frames"), failure.getMessage());
      assertTrue(failure.getMessage().contains("3"), failure.getMessage());
      assertTrue(failure.getMessage().contains("5"), failure.getMessage());
    }
  }

  @Test
  void shouldSayWhichPortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      BrokerException failure =
          assertThrows(
              BrokerException.class, () -> EmbeddedBroker.start(folder, taken.getLocalPort()));
      assertTrue(
          failure.getMessage().contains("port " + taken.getLocalPort()), failure.getMessage());
      assertTrue(failure.getMessage().contains("kafka.port"), failure.getMessage());
    }
  }

  private static KafkaSettings settings(EmbeddedBroker broker) {
    return new KafkaSettings(broker.bootstrapServers(), "test", 3, 1, Map.of());
  }
}
