package io.panoptes.core.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics of a deployment, and refuses to run on topics that would lose frames. Topics
 * that exist are never changed. Several processes may do this at the same time.
 */
public final class TopicProvisioner {

  private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
  private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(50);
  private static final int SEGMENT_BYTES = 64 << 20;
  private static final String UNLIMITED = "-1";

  private TopicProvisioner() {}

  /**
   * {@link #ensure(Admin, KafkaSettings, TopicSettings)} with default retention.
   *
   * @throws TopicException when no broker answers, or topics are not as they must be
   */
  public static void ensure(KafkaSettings settings) {
    ensure(settings, TopicSettings.defaults());
  }

  /**
   * {@link #ensure(Admin, KafkaSettings, TopicSettings)} with a client of its own.
   *
   * @throws TopicException when no broker answers, or topics are not as they must be
   */
  public static void ensure(KafkaSettings settings, TopicSettings retention) {
    try (Admin admin = Admin.create(settings.client("panoptes-topics"))) {
      ensure(admin, settings, retention);
    }
  }

  /**
   * Creates what is missing and checks what is there. Returns when all topics can be used: when
   * every partition has a leader that answers.
   *
   * @throws TopicException when no broker answers, or topics are not as they must be; an interrupt
   *     stays set
   */
  public static void ensure(Admin admin, KafkaSettings settings, TopicSettings retention) {
    Map<String, NewTopic> wanted = new LinkedHashMap<>();
    for (NewTopic topic : topics(settings, retention)) {
      wanted.put(topic.name(), topic);
    }
    try {
      create(admin, wanted);
      List<String> problems = problemsOnceVisible(admin, settings, wanted);
      if (!problems.isEmpty()) {
        throw new TopicException(String.join(System.lineSeparator(), problems));
      }
      awaitLeaders(admin, settings, wanted.keySet());
    } catch (ExecutionException e) {
      throw failure(settings, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicException("interrupted while topics were created", e);
    }
  }

  /** What the topics of a deployment look like when they are new, in the order of the pipeline. */
  static List<NewTopic> topics(KafkaSettings settings, TopicSettings retention) {
    Topics topics = settings.topics();
    List<NewTopic> wanted = new ArrayList<>();
    for (Topic<?, ?> topic : topics.all()) {
      Map<String, String> configs = new LinkedHashMap<>();
      configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
      configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(maxBytes(topics, topic)));
      configs.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
      configs.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(SEGMENT_BYTES));
      configs.put(
          TopicConfig.RETENTION_MS_CONFIG,
          keep(topics, topic, retention).map(d -> Long.toString(d.toMillis())).orElse(UNLIMITED));
      wanted.add(
          new NewTopic(topic.name(), settings.partitions(), (short) settings.replicationFactor())
              .configs(configs));
    }
    return wanted;
  }

  private static int maxBytes(Topics topics, Topic<?, ?> topic) {
    return topic.name().equals(topics.deadLetters().name())
        ? KafkaSettings.MAX_MESSAGE_BYTES + DeadLetters.HEADROOM_BYTES
        : KafkaSettings.MAX_MESSAGE_BYTES;
  }

  private static Optional<Duration> keep(Topics topics, Topic<?, ?> topic, TopicSettings settings) {
    if (topic.name().equals(topics.alerts().name())) {
      return Optional.of(settings.alertRetention());
    }
    if (topic.name().equals(topics.deadLetters().name())) {
      return Optional.of(settings.deadLetterRetention());
    }
    return settings.retention();
  }

  private static void create(Admin admin, Map<String, NewTopic> wanted)
      throws ExecutionException, InterruptedException {
    Map<String, NewTopic> missing = new LinkedHashMap<>(wanted);
    missing.keySet().removeAll(admin.listTopics().names().get());
    for (Map.Entry<String, KafkaFuture<Void>> creation :
        admin.createTopics(missing.values()).values().entrySet()) {
      try {
        creation.getValue().get();
        LOG.info("created topic {}", creation.getKey());
      } catch (ExecutionException e) {
        // Another process was faster; its topic is checked like any other.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  /** A broker hears of a new topic a little later than the controller that created it. */
  private static List<String> problemsOnceVisible(
      Admin admin, KafkaSettings settings, Map<String, NewTopic> wanted)
      throws ExecutionException, InterruptedException {
    long start = System.nanoTime();
    while (true) {
      try {
        return problems(admin, settings, wanted);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - start > VISIBLE_WITHIN.toNanos()) {
          throw e;
        }
        Thread.sleep(ASK_AGAIN_AFTER.toMillis());
      }
    }
  }

  /**
   * A broker describes a partition a little before it leads it. A producer that sends in between
   * may see its first request refused and its second accepted, and then repeats the first in vain
   * until its time is over. Offsets are told by a leader only.
   */
  private static void awaitLeaders(Admin admin, KafkaSettings settings, Set<String> topics)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (String topic : topics) {
      for (int i = 0; i < settings.partitions(); i++) {
        partitions.put(new TopicPartition(topic, i), OffsetSpec.earliest());
      }
    }
    admin.listOffsets(partitions).all().get();
  }

  private static List<String> problems(
      Admin admin, KafkaSettings settings, Map<String, NewTopic> wanted)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> resources =
        wanted.keySet().stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .toList();
    Map<String, TopicDescription> descriptions =
        admin.describeTopics(wanted.keySet()).allTopicNames().get();
    Map<ConfigResource, Config> configs = admin.describeConfigs(resources).all().get();
    List<String> problems = new ArrayList<>();
    for (ConfigResource resource : resources) {
      NewTopic topic = wanted.get(resource.name());
      int actual = descriptions.get(topic.name()).partitions().size();
      if (actual != settings.partitions()) {
        problems.add(
            ("topic %s has %d partitions and kafka.partitions is %d; set kafka.partitions to %d, or"
                    + " delete the topics of the prefix '%s' and start again")
                .formatted(
                    topic.name(), actual, settings.partitions(), actual, settings.topicPrefix()));
      }
      problems.addAll(configProblems(topic, configs.get(resource)));
    }
    return problems;
  }

  /** Only what loses messages is a problem; the rest is the operator's to choose. */
  private static List<String> configProblems(NewTopic wanted, Config actual) {
    List<String> problems = new ArrayList<>();
    String timestamps = TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
    if (!wanted.configs().get(timestamps).equals(value(actual, timestamps))) {
      problems.add(
          problem(wanted, timestamps, value(actual, timestamps))
              + ", because retention would delete recordings that nobody has read");
    }
    String size = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
    if (Long.parseLong(value(actual, size)) < KafkaSettings.MAX_MESSAGE_BYTES) {
      problems.add(
          problem(wanted, size, value(actual, size)) + ", because large frames would be refused");
    }
    return problems;
  }

  private static String problem(NewTopic wanted, String config, String actual) {
    return "topic %s has %s=%s; set it to %s with kafka-configs.sh"
        .formatted(wanted.name(), config, actual, wanted.configs().get(config));
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "0" : entry.value();
  }

  private static TopicException failure(KafkaSettings settings, Throwable cause) {
    if (cause instanceof TimeoutException) {
      return new TopicException(
          "no Kafka broker answered at %s; start it, or correct kafka.bootstrap-servers (%s)"
              .formatted(settings.bootstrapServers(), cause.getMessage()),
          cause);
    }
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new TopicException(
          "a topic of the prefix '%s' was created and is still unknown after %d s; is another process deleting it?"
              .formatted(settings.topicPrefix(), VISIBLE_WITHIN.toSeconds()),
          cause);
    }
    return new TopicException(
        "topics of the prefix '%s' cannot be created or checked at %s: %s"
            .formatted(settings.topicPrefix(), settings.bootstrapServers(), cause.getMessage()),
        cause);
  }
}
