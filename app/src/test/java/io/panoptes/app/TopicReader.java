package io.panoptes.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.kafka.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything on a topic from its beginning on, by key, as bytes. For one thread. */
final class TopicReader implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(20);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<TopicPartition> partitions = new ArrayList<>();
  private final Map<String, List<byte[]>> values = new TreeMap<>();
  private long count;

  TopicReader(KafkaSettings kafka, String topic, IsolationLevel isolation) {
    Properties properties = kafka.consumer("test-" + topic, "test-" + topic);
    properties.put(
        ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation.toString().toLowerCase(Locale.ROOT));
    consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    for (int i = 0; i < kafka.partitions(); i++) {
      partitions.add(new TopicPartition(topic, i));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Values by key, each list in the order of its partition. */
  Map<String, List<byte[]>> values() {
    return values;
  }

  /** Values so far, of all keys. */
  long count() {
    return count;
  }

  /**
   * Reads on until the condition holds.
   *
   * @param what the condition in words, for the message when it still does not hold
   */
  void until(Duration patience, Supplier<String> what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(
            "after %s still not %s; %d values read".formatted(patience, what.get(), count));
      }
      poll();
    }
  }

  /** Reads everything that the isolation level lets through at this moment, and no more. */
  void toEnd(Duration patience) {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    until(
        patience,
        () -> "at the end of the topic",
        () ->
            ends.entrySet().stream().allMatch(e -> consumer.position(e.getKey()) >= e.getValue()));
  }

  /** Fails unless both have the same keys and for each of them the same values in this order. */
  static void assertSame(Map<String, List<byte[]>> expected, Map<String, List<byte[]>> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    for (Map.Entry<String, List<byte[]>> key : expected.entrySet()) {
      List<byte[]> values = actual.get(key.getKey());
      for (int i = 0; i < Math.min(values.size(), key.getValue().size()); i++) {
        assertArrayEquals(key.getValue().get(i), values.get(i), key.getKey() + ", message " + i);
      }
      assertEquals(key.getValue().size(), values.size(), key.getKey());
    }
  }

  private void poll() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      values
          .computeIfAbsent(
              new String(record.key(), StandardCharsets.UTF_8), key -> new ArrayList<>())
          .add(record.value());
      count++;
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
