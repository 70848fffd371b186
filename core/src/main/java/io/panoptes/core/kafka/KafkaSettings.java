package io.panoptes.core.kafka;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.config.ConfigNode;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How to reach Kafka and how its topics are laid out.
 *
 * @param bootstrapServers {@code host:port}, several with commas
 * @param topicPrefix put before every topic and group name with a dot; empty for none
 * @param partitions of each topic; the upper limit of how many workers share the work
 * @param replicationFactor of each topic
 * @param clientProperties handed to every Kafka client as they are, for TLS, SASL and the like;
 *     what Panoptes sets itself wins over them; their values are secrets and never shown
 */
public record KafkaSettings(
    String bootstrapServers,
    String topicPrefix,
    int partitions,
    int replicationFactor,
    Map<String, String> clientProperties) {

  /** Largest message we send; a 4K JPEG of high quality fits. */
  public static final int MAX_MESSAGE_BYTES = 16 << 20;

  private static final String ALLOWED_PREFIX =
      "at most 200 letters, digits, '.', '-' or '_', and begin with a letter or digit";

  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,199})?");

  private static final int MAX_REQUEST_BYTES = MAX_MESSAGE_BYTES + DeadLetters.HEADROOM_BYTES;

  /** On these the promises of delivery rest, or they have keys of their own. */
  private static final Set<String> SET_BY_PANOPTES =
      Set.of(
          CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
          CommonClientConfigs.CLIENT_ID_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.ISOLATION_LEVEL_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.COMPRESSION_TYPE_CONFIG,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG);

  public KafkaSettings {
    requireNonNull(bootstrapServers, "bootstrapServers is null");
    requireNonNull(topicPrefix, "topicPrefix is null");
    requireNonNull(clientProperties, "clientProperties is null");
    if (!PREFIX.matcher(topicPrefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix '" + topicPrefix + "' must be " + ALLOWED_PREFIX);
    }
    if (partitions < 1 || replicationFactor < 1 || replicationFactor > Short.MAX_VALUE) {
      throw new IllegalArgumentException(
          "partitions %d and replication factor %d must be at least 1"
              .formatted(partitions, replicationFactor));
    }
    clientProperties = Collections.unmodifiableMap(new TreeMap<>(clientProperties));
  }

  /** Reads the section {@code kafka}; {@link TopicSettings#read} reads the rest of it. */
  public static KafkaSettings read(ConfigNode node) {
    Map<String, String> properties = new TreeMap<>();
    node.mapping("client-properties")
        .entries()
        .forEach(
            (key, value) -> {
              if (SET_BY_PANOPTES.contains(key)) {
                value.problem("is set by Panoptes itself; take it out");
              }
              properties.put(key, value.asText(""));
            });
    String servers = node.text("bootstrap-servers", "localhost:9092");
    if (servers.isBlank()) {
      node.section("bootstrap-servers").problem("is empty; write host:port, several with commas");
    }
    String prefix = node.text("topic-prefix", "panoptes");
    if (!PREFIX.matcher(prefix).matches()) {
      node.section("topic-prefix").problem("is " + prefix + "; it must be " + ALLOWED_PREFIX);
      prefix = "panoptes";
    }
    return new KafkaSettings(
        servers,
        prefix,
        (int) node.integer("partitions", 4, 1, 1024),
        (int) node.integer("replication-factor", 1, 1, 16),
        properties);
  }

  /** The same for a broker elsewhere. */
  public KafkaSettings withBootstrapServers(String servers) {
    return new KafkaSettings(servers, topicPrefix, partitions, replicationFactor, clientProperties);
  }

  public Topics topics() {
    return new Topics(topicPrefix);
  }

  /** Without the values of the client properties, which hold passwords. */
  @Override
  public String toString() {
    return "KafkaSettings[bootstrapServers=%s, topicPrefix=%s, partitions=%d, replicationFactor=%d, clientProperties=%s]"
        .formatted(
            bootstrapServers,
            topicPrefix,
            partitions,
            replicationFactor,
            clientProperties.keySet());
  }

  /** For an admin client, and what all clients share. */
  public Properties client(String clientId) {
    Properties properties = new Properties();
    properties.putAll(clientProperties);
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
    return properties;
  }

  /**
   * For an idempotent producer of large messages that are already compressed. A request may be a
   * little larger than the largest message, so that a message of any size fits into a dead letter.
   * Nothing waits for company unless the client properties say so.
   */
  public Properties producer(String clientId) {
    Properties properties = client(clientId);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    properties.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 0);
    return properties;
  }

  /** For a consumer that commits by itself, from the earliest message on, committed data only. */
  public Properties consumer(String clientId, String group) {
    Properties properties = client(clientId);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MAX_MESSAGE_BYTES);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
    return properties;
  }
}
