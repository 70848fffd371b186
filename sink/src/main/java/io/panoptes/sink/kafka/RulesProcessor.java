package io.panoptes.sink.kafka;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.sink.rules.CameraRules;
import io.panoptes.sink.rules.RuleEngine;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows every message to its camera's {@link RuleEngine} and keeps the engine's state in the store
 * before the alerts go out, so that both are part of one transaction.
 */
final class RulesProcessor
    implements Processor<CameraId, StreamMessage<TrackedFrame>, Object, Object> {

  private static final Logger LOG = LoggerFactory.getLogger(RulesProcessor.class);

  private final Topics topics;
  private final Map<CameraId, CameraRules> cameras;
  private final String configHash;
  private final StageMetrics metrics;
  private final Map<CameraId, RuleEngine> engines = new HashMap<>();
  private ProcessorContext<Object, Object> context;
  private KeyValueStore<CameraId, byte[]> store;

  RulesProcessor(
      Topics topics, Map<CameraId, CameraRules> cameras, String configHash, StageMetrics metrics) {
    this.topics = topics;
    this.cameras = cameras;
    this.configHash = configHash;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<Object, Object> context) {
    this.context = context;
    store = context.getStateStore(RulesTopology.STATE);
    // A task that starts again after an aborted transaction must not remember what was undone.
    engines.clear();
  }

  @Override
  public void process(Record<CameraId, StreamMessage<TrackedFrame>> record) {
    if (record.value() == null) {
      refuse(record, "message has no value; a tracked frame or an end of epoch is needed");
      return;
    }
    CameraId camera = record.value().camera();
    record.value().map(frame -> onFrame(camera, record, frame), end -> onEnd(camera, record, end));
  }

  private Void onFrame(
      CameraId camera, Record<CameraId, StreamMessage<TrackedFrame>> record, TrackedFrame frame) {
    long started = System.nanoTime();
    metrics.in(camera);
    RuleEngine engine = engine(camera);
    send(camera, record, engine, run(camera, () -> engine.onFrame(frame)));
    metrics.processed(camera, Duration.ofNanos(System.nanoTime() - started));
    return null;
  }

  private Void onEnd(
      CameraId camera, Record<CameraId, StreamMessage<TrackedFrame>> record, EndOfEpoch end) {
    RuleEngine engine = engine(camera);
    send(camera, record, engine, run(camera, () -> engine.onEnd(end)));
    return null;
  }

  /** Forgets the half-changed engine when the rules fail, so that the store is read again. */
  private List<Alert> run(CameraId camera, java.util.function.Supplier<List<Alert>> step) {
    try {
      return step.get();
    } catch (RuntimeException e) {
      engines.remove(camera);
      throw e;
    }
  }

  private void send(
      CameraId camera,
      Record<CameraId, StreamMessage<TrackedFrame>> record,
      RuleEngine engine,
      List<Alert> alerts) {
    store.put(camera, engine.state());
    for (Alert alert : alerts) {
      context.forward(
          new Record<>(camera, alert, Math.max(0, alert.at().toEpochMilli())),
          RulesTopology.ALERTS);
    }
  }

  private RuleEngine engine(CameraId camera) {
    RuleEngine engine = engines.get(camera);
    if (engine == null) {
      engine = load(camera);
      engines.put(camera, engine);
    }
    return engine;
  }

  private RuleEngine load(CameraId camera) {
    CameraRules rules = cameras.getOrDefault(camera, CameraRules.NONE);
    byte[] state = store.get(camera);
    if (state == null) {
      return new RuleEngine(camera, rules, configHash);
    }
    try {
      return RuleEngine.restore(camera, rules, configHash, state);
    } catch (IllegalArgumentException e) {
      LOG.error("rules of {} start afresh: {}", camera, e.getMessage());
      return new RuleEngine(camera, rules, configHash);
    }
  }

  private void refuse(Record<CameraId, StreamMessage<TrackedFrame>> record, String cause) {
    Optional<RecordMetadata> at = context.recordMetadata();
    ProducerRecord<byte[], byte[]> letter =
        DeadLetters.letter(
            topics,
            RulesStage.STAGE,
            at.map(RecordMetadata::topic).orElse(""),
            at.map(RecordMetadata::partition).orElse(-1),
            at.map(RecordMetadata::offset).orElse(-1L),
            topics.trackedFrames().keySerde().serializer().serialize("", record.key()),
            null,
            cause);
    LOG.warn("message at {} goes to dead letters: {}", at.orElse(null), cause);
    context.forward(
        new Record<>(letter.key(), letter.value(), record.timestamp(), letter.headers()),
        RulesTopology.DEAD_LETTERS);
  }
}
