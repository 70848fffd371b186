package io.panoptes.core.kafka;

import static java.util.Objects.requireNonNull;

/**
 * A consumer group whose lag holds a lossless source back.
 *
 * @param group consumer group or Streams application id
 * @param topic the topic it reads
 */
public record WatchedGroup(String group, String topic) {

  public WatchedGroup {
    requireNonNull(group, "group is null");
    requireNonNull(topic, "topic is null");
  }
}
