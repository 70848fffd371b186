package io.panoptes.ingest.kafka;

import io.panoptes.core.kafka.WatchedGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Asks the brokers how far the watched groups are behind, and deletes the frames that all of them
 * have read. Safe for several threads.
 */
final class AdminDownstream implements Downstream {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;
  private final List<WatchedGroup> groups;

  /**
   * @param admin owned by this object from now on
   */
  AdminDownstream(Admin admin, List<WatchedGroup> groups) {
    this.admin = admin;
    this.groups = List.copyOf(groups);
  }

  @Override
  public Map<Integer, Lag> read(Set<Integer> partitions) throws IOException, InterruptedException {
    Map<Integer, Lag> worst = new HashMap<>();
    for (int partition : partitions) {
      worst.put(partition, new Lag("", 0));
    }
    if (groups.isEmpty() || partitions.isEmpty()) {
      return worst;
    }
    // Ends before commits: what is committed in between makes the lag look smaller, never larger.
    Map<TopicPartition, Long> ends = offsets(watched(partitions), OffsetSpec.latest());
    Map<String, Map<TopicPartition, OffsetAndMetadata>> commits = commits(partitions);
    Map<TopicPartition, Long> begins = null;
    for (WatchedGroup group : groups) {
      for (int partition : partitions) {
        TopicPartition place = new TopicPartition(group.topic(), partition);
        OffsetAndMetadata commit = commits.get(group.group()).get(place);
        long read;
        if (commit == null) {
          begins = begins == null ? offsets(watched(partitions), OffsetSpec.earliest()) : begins;
          read = begins.get(place);
        } else {
          read = commit.offset();
        }
        long lag = Math.max(0, ends.get(place) - read);
        if (lag > worst.get(partition).records()) {
          worst.put(partition, new Lag(group.group(), lag));
        }
      }
    }
    return worst;
  }

  @Override
  public void deleteConsumed(String topic, Set<Integer> partitions)
      throws IOException, InterruptedException {
    List<WatchedGroup> readers = groups.stream().filter(g -> g.topic().equals(topic)).toList();
    if (readers.isEmpty() || partitions.isEmpty()) {
      return;
    }
    Map<String, Map<TopicPartition, OffsetAndMetadata>> commits = commits(partitions);
    Map<TopicPartition, RecordsToDelete> consumed = new HashMap<>();
    for (int partition : partitions) {
      TopicPartition place = new TopicPartition(topic, partition);
      OptionalLong least =
          readers.stream()
              .map(reader -> commits.get(reader.group()).get(place))
              .mapToLong(commit -> commit == null ? 0 : commit.offset())
              .min();
      if (least.orElse(0) > 0) {
        consumed.put(place, RecordsToDelete.beforeOffset(least.getAsLong()));
      }
    }
    if (!consumed.isEmpty()) {
      get(admin.deleteRecords(consumed).all());
    }
  }

  @Override
  public void close() {
    admin.close(CLOSE_PATIENCE);
  }

  private Set<TopicPartition> watched(Set<Integer> partitions) {
    Set<TopicPartition> watched = new HashSet<>();
    for (WatchedGroup group : groups) {
      for (int partition : partitions) {
        watched.add(new TopicPartition(group.topic(), partition));
      }
    }
    return watched;
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> places, OffsetSpec spec)
      throws IOException, InterruptedException {
    Map<TopicPartition, OffsetSpec> query = new HashMap<>();
    places.forEach(place -> query.put(place, spec));
    Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> answer =
        get(admin.listOffsets(query).all());
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answer.forEach((place, info) -> offsets.put(place, info.offset()));
    return offsets;
  }

  private Map<String, Map<TopicPartition, OffsetAndMetadata>> commits(Set<Integer> partitions)
      throws IOException, InterruptedException {
    Map<String, Set<TopicPartition>> wanted = new HashMap<>();
    for (WatchedGroup group : groups) {
      for (int partition : partitions) {
        wanted
            .computeIfAbsent(group.group(), key -> new HashSet<>())
            .add(new TopicPartition(group.topic(), partition));
      }
    }
    Map<String, ListConsumerGroupOffsetsSpec> query = new HashMap<>();
    wanted.forEach(
        (group, places) ->
            query.put(group, new ListConsumerGroupOffsetsSpec().topicPartitions(places)));
    ListConsumerGroupOffsetsResult answer = admin.listConsumerGroupOffsets(query);
    Map<String, Map<TopicPartition, OffsetAndMetadata>> commits = new HashMap<>();
    for (String group : wanted.keySet()) {
      try {
        commits.put(group, get(answer.partitionsToOffsetAndMetadata(group)));
      } catch (IOException e) {
        if (!(e.getCause() instanceof GroupIdNotFoundException)) {
          throw e;
        }
        commits.put(group, Map.of());
      }
    }
    return commits;
  }

  private static <T> T get(KafkaFuture<T> future) throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("Kafka refused: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("Kafka gave no answer within " + PATIENCE.toSeconds() + " s", e);
    }
  }
}
