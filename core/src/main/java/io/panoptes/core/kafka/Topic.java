package io.panoptes.core.kafka;

import static java.util.Objects.requireNonNull;

import org.apache.kafka.common.serialization.Serde;

/**
 * A topic's name together with how its keys and values are written, as one value.
 *
 * @param name full name, the configured prefix included
 */
public record Topic<K, V>(String name, Serde<K> keySerde, Serde<V> valueSerde) {

  public Topic {
    requireNonNull(name, "name is null");
    if (name.isEmpty()) {
      throw new IllegalArgumentException("topic name is empty");
    }
    requireNonNull(keySerde, "keySerde is null");
    requireNonNull(valueSerde, "valueSerde is null");
  }
}
