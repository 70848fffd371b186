package io.panoptes.sink.kafka;

import io.panoptes.core.kafka.Topics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker, with a client that is made at the first question. Safe for many threads. */
final class AdminProgress implements RulesProgress {

  private final Topics topics;
  private final Supplier<Admin> admins;
  private Admin admin;

  AdminProgress(Topics topics, Supplier<Admin> admins) {
    this.topics = topics;
    this.admins = admins;
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = admins.get();
    }
    return admin;
  }

  @Override
  public long committed(int partition) throws ExecutionException, InterruptedException {
    OffsetAndMetadata committed =
        admin()
            .listConsumerGroupOffsets(topics.group(RulesStage.STAGE))
            .partitionsToOffsetAndMetadata()
            .get()
            .get(new TopicPartition(topics.trackedFrames().name(), partition));
    return committed == null ? -1 : committed.offset();
  }

  @Override
  public long alertEnd(int partition) throws ExecutionException, InterruptedException {
    TopicPartition alerts = new TopicPartition(topics.alerts().name(), partition);
    return admin()
        .listOffsets(
            Map.of(alerts, OffsetSpec.latest()),
            new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
        .partitionResult(alerts)
        .get()
        .offset();
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close();
      admin = null;
    }
  }
}
