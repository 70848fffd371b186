package io.panoptes.ingest.kafka;

import io.panoptes.ingest.LagReader;
import java.io.IOException;
import java.util.Set;

/** Those who read what ingest publishes. Safe for several threads. */
interface Downstream extends LagReader, AutoCloseable {

  /**
   * Deletes what every group that watches the topic has committed; nothing where one has committed
   * nothing, or where nobody watches the topic.
   */
  void deleteConsumed(String topic, Set<Integer> partitions)
      throws IOException, InterruptedException;

  /** Waits no longer than a few seconds. */
  @Override
  void close();
}
