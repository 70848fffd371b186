package io.panoptes.core.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicProvisionerTest {

  private static final KafkaSettings SETTINGS =
      new KafkaSettings("broker:9092", "site", 3, 1, Map.of());

  private final MockAdminClient admin = withLeaders(MockAdminClient.create().numBrokers(1).build());

  @AfterEach
  void close() {
    admin.close();
  }

  @Test
  void shouldLayOutEveryTopic() {
    Map<String, NewTopic> topics = new TreeMap<>();
    for (NewTopic topic : TopicProvisioner.topics(SETTINGS, TopicSettings.defaults())) {
      topics.put(topic.name(), topic);
      assertEquals(3, topic.numPartitions());
      assertEquals(1, topic.replicationFactor());
      assertEquals("LogAppendTime", topic.configs().get("message.timestamp.type"));
      assertEquals("producer", topic.configs().get("compression.type"));
      assertEquals("67108864", topic.configs().get("segment.bytes"));
    }
    for (String frames :
        List.of(
            "site.frames", "site.panoptic-frames", "site.tracked-frames", "site.labelled-frames")) {
      assertEquals("3600000", topics.get(frames).configs().get("retention.ms"));
      assertEquals("16777216", topics.get(frames).configs().get("max.message.bytes"));
    }
    assertEquals("604800000", topics.get("site.alerts").configs().get("retention.ms"));
    NewTopic letters = topics.get("site.dead-letters");
    assertEquals("604800000", letters.configs().get("retention.ms"));
    assertTrue(
        Long.parseLong(letters.configs().get("max.message.bytes"))
            > KafkaSettings.MAX_MESSAGE_BYTES);
  }

  @Test
  void shouldKeepFramesWithoutLimitWhenToldSo() {
    List<NewTopic> topics =
        TopicProvisioner.topics(SETTINGS, TopicSettings.defaults().withUnlimitedRetention());
    assertEquals("-1", topics.get(0).configs().get("retention.ms"));
    assertEquals("604800000", topics.get(4).configs().get("retention.ms"));
  }

  @Test
  void shouldCreateWhatIsMissingAndChangeNothingTheSecondTime() throws Exception {
    TopicProvisioner.ensure(admin, SETTINGS, TopicSettings.defaults());
    TopicProvisioner.ensure(admin, SETTINGS, TopicSettings.defaults().withUnlimitedRetention());
    assertEquals(
        Set.of(
            "site.frames",
            "site.panoptic-frames",
            "site.tracked-frames",
            "site.labelled-frames",
            "site.alerts",
            "site.dead-letters"),
        admin.listTopics().names().get());
    ConfigResource frames = new ConfigResource(ConfigResource.Type.TOPIC, "site.frames");
    assertEquals(
        "3600000",
        admin.describeConfigs(List.of(frames)).all().get().get(frames).get("retention.ms").value());
  }

  @Test
  void shouldRefuseTopicsWithAnotherNumberOfPartitions() {
    TopicProvisioner.ensure(admin, SETTINGS, TopicSettings.defaults());
    KafkaSettings more = new KafkaSettings("broker:9092", "site", 8, 1, Map.of());
    String message = failure(more);
    assertTrue(
        message.startsWith(
            "topic site.frames has 3 partitions and kafka.partitions is 8; set kafka.partitions to"
                + " 3, or delete the topics of the prefix 'site' and start again"),
        message);
    assertEquals(6, message.lines().count());
  }

  @Test
  void shouldRefuseTopicsThatWouldLoseFrames() {
    admin.createTopics(
        List.of(
            new NewTopic("site.frames", 3, (short) 1)
                .configs(
                    Map.of(
                        "message.timestamp.type", "CreateTime", "max.message.bytes", "1048588"))));
    assertEquals(
        List.of(
            "topic site.frames has message.timestamp.type=CreateTime; set it to LogAppendTime with"
                + " kafka-configs.sh, because retention would delete recordings that nobody has"
                + " read",
            "topic site.frames has max.message.bytes=1048588; set it to 16777216 with"
                + " kafka-configs.sh, because large frames would be refused"),
        failure(SETTINGS).lines().toList());
  }

  @Test
  void shouldWaitUntilTheBrokerHasHeardOfNewTopics() {
    Node broker = new Node(0, "broker", 9092);
    List<Integer> asked = new ArrayList<>();
    try (MockAdminClient late =
        new MockAdminClient(List.of(broker), broker) {
          @Override
          public synchronized DescribeTopicsResult describeTopics(
              TopicCollection topics, DescribeTopicsOptions options) {
            asked.add(asked.size());
            return super.describeTopics(
                asked.size() < 3 ? TopicCollection.ofTopicNames(List.of("not-yet")) : topics,
                options);
          }
        }) {
      TopicProvisioner.ensure(withLeaders(late), SETTINGS, TopicSettings.defaults());
    }
    assertEquals(3, asked.size());
  }

  @Test
  void shouldSayThatNoBrokerAnswers() {
    admin.timeoutNextRequest(1);
    String message = failure(SETTINGS);
    assertTrue(
        message.startsWith(
            "no Kafka broker answered at broker:9092; start it, or correct"
                + " kafka.bootstrap-servers"),
        message);
  }

  /** The client that answers for brokers knows no offsets by itself. */
  private static MockAdminClient withLeaders(MockAdminClient admin) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (NewTopic topic : TopicProvisioner.topics(SETTINGS, TopicSettings.defaults())) {
      for (int i = 0; i < topic.numPartitions(); i++) {
        offsets.put(new TopicPartition(topic.name(), i), 0L);
      }
    }
    admin.updateBeginningOffsets(offsets);
    return admin;
  }

  private String failure(KafkaSettings settings) {
    return assertThrows(
            TopicException.class,
            () -> TopicProvisioner.ensure(admin, settings, TopicSettings.defaults()))
        .getMessage();
  }
}
