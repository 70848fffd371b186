package io.panoptes.sink.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.Topic;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.sink.rules.CameraRules;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * The stream of the rules: tracked frames in, alerts out, what each camera's rules remember kept.
 */
public final class RulesTopology {

  static final String SOURCE = "tracked-frames";
  static final String RULES = "rules";
  static final String STATE = "rules-state";
  static final String ALERTS = "alerts";
  static final String DEAD_LETTERS = "dead-letters";

  private RulesTopology() {}

  /**
   * @param cameras the rules of each camera; others have none
   * @param configHash for the alerts' provenance; empty for none
   * @param metrics counts what happens to every tracked frame
   */
  public static Topology build(
      Topics topics, Map<CameraId, CameraRules> cameras, String configHash, StageMetrics metrics) {
    Map<CameraId, CameraRules> rules = Map.copyOf(cameras);
    Topic<CameraId, StreamMessage<TrackedFrame>> source = topics.trackedFrames();
    ProcessorSupplier<CameraId, StreamMessage<TrackedFrame>, Object, Object> processor =
        () -> new RulesProcessor(topics, rules, configHash, metrics);
    Topology topology = new Topology();
    topology.addSource(
        AutoOffsetReset.earliest(),
        SOURCE,
        new EventTime(),
        source.keySerde().deserializer(),
        source.valueSerde().deserializer(),
        source.name());
    topology.addProcessor(RULES, processor, SOURCE);
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STATE), source.keySerde(), Serdes.ByteArray()),
        RULES);
    topology.addSink(
        ALERTS,
        topics.alerts().name(),
        topics.alerts().keySerde().serializer(),
        topics.alerts().valueSerde().serializer(),
        RULES);
    topology.addSink(
        DEAD_LETTERS,
        topics.deadLetters().name(),
        topics.deadLetters().keySerde().serializer(),
        topics.deadLetters().valueSerde().serializer(),
        RULES);
    return topology;
  }
}
