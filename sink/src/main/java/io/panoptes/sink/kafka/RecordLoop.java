package io.panoptes.sink.kafka;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.DeadLetters;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.sink.join.FrameJoin;
import io.panoptes.sink.join.OffsetLedger;
import io.panoptes.sink.join.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reading thread of {@link RecordStage}: reads, joins, hands on, holds back what runs ahead,
 * and commits what is in the files. It never waits for a file.
 */
final class RecordLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(RecordLoop.class);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final long COMMIT_NANOS = Duration.ofMillis(200).toNanos();

  private final Topics topics;
  private final long bufferBytes;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Supplier<Producer<byte[], byte[]>> producers;
  private final RecorderFactory recorders;
  private final Map<CameraId, CameraFeed> feeds = new ConcurrentHashMap<>();
  private final Map<TopicPartition, OffsetLedger> ledgers = new HashMap<>();
  private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Object change = new Object();
  private Consumer<byte[], byte[]> consumer;
  private Producer<byte[], byte[]> producer;
  private volatile boolean stopping;
  private long lastCommit;

  RecordLoop(
      Topics topics,
      long bufferBytes,
      Supplier<Consumer<byte[], byte[]>> consumers,
      Supplier<Producer<byte[], byte[]>> producers,
      RecorderFactory recorders) {
    this.topics = topics;
    this.bufferBytes = bufferBytes;
    this.consumers = consumers;
    this.producers = producers;
    this.recorders = recorders;
  }

  @Override
  public void run() {
    try (Consumer<byte[], byte[]> reading = consumers.get();
        Producer<byte[], byte[]> letters = producers.get()) {
      consumer = reading;
      producer = letters;
      try {
        consumer.subscribe(
            List.of(topics.frames().name(), topics.trackedFrames().name(), topics.alerts().name()),
            new Rebalance());
        while (!stopping) {
          turn();
        }
      } finally {
        finish();
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void turn() {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      take(record);
    }
    for (CameraFeed feed : feeds.values()) {
      feed.pump();
    }
    holdBack();
    for (TopicPartition partition : consumer.assignment()) {
      positions.put(partition, consumer.position(partition));
    }
    if (System.nanoTime() - lastCommit >= COMMIT_NANOS) {
      commit();
    }
    synchronized (change) {
      change.notifyAll();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Receipt receipt =
        ledgers.computeIfAbsent(partition, key -> new OffsetLedger()).enter(record.offset());
    try {
      if (record.value() == null) {
        throw new IllegalArgumentException("message has no value");
      }
      route(record, receipt);
    } catch (RuntimeException e) {
      refuse(record, e);
      receipt.done();
    }
  }

  private void route(ConsumerRecord<byte[], byte[]> record, Receipt receipt) {
    String topic = record.topic();
    if (topic.equals(topics.frames().name())) {
      StreamMessage<Frame> message =
          topics.frames().valueSerde().deserializer().deserialize(topic, record.value());
      feed(message.camera(), record).join().addFrame(message, record.value().length, receipt);
    } else if (topic.equals(topics.trackedFrames().name())) {
      StreamMessage<TrackedFrame> message =
          topics.trackedFrames().valueSerde().deserializer().deserialize(topic, record.value());
      CameraFeed feed = feed(message.camera(), record);
      long bytes =
          message.<Long>map(
              frame -> 2L * frame.panoptic().width() * frame.panoptic().height(), end -> 0L);
      feed.join().addTracked(message, bytes, receipt);
      feed.trackedEnd(message.<Long>map(frame -> feed.trackedEnd(), end -> record.offset()));
    } else {
      Alert alert = topics.alerts().valueSerde().deserializer().deserialize(topic, record.value());
      feed(alert.camera(), record).add(alert);
      receipt.done();
    }
  }

  private CameraFeed feed(CameraId camera, ConsumerRecord<byte[], byte[]> record) {
    CameraFeed feed = feeds.get(camera);
    if (feed == null) {
      feed =
          new CameraFeed(
              record.partition(),
              recorders.folder(camera),
              new FrameJoin(bufferBytes),
              recorders.recorder(camera));
      feeds.put(camera, feed);
    }
    return feed;
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    LOG.warn(
        "message {}-{}@{} goes to dead letters: {}",
        record.topic(),
        record.partition(),
        record.offset(),
        text);
    producer.send(
        DeadLetters.letter(
            topics,
            RecordStage.STAGE,
            record.topic(),
            record.partition(),
            record.offset(),
            record.key(),
            record.value(),
            text),
        (metadata, error) -> {
          if (error != null) {
            LOG.error("dead letter could not be sent", error);
          }
        });
  }

  /**
   * Pauses what runs ahead. Of a partition's two sides at most one is paused, because the pictures
   * of one camera may stand behind those of another that waits for tracks.
   */
  private void holdBack() {
    Map<Integer, Boolean> fullOfFrames = new HashMap<>();
    Map<Integer, Boolean> fullOfTracked = new HashMap<>();
    for (CameraFeed feed : feeds.values()) {
      fullOfFrames.merge(feed.partition(), feed.join().isFullOfFrames(), Boolean::logicalOr);
      fullOfTracked.merge(feed.partition(), feed.join().isFullOfTracked(), Boolean::logicalOr);
    }
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    for (TopicPartition partition : consumer.assignment()) {
      int index = partition.partition();
      boolean frames = fullOfFrames.getOrDefault(index, false);
      boolean hold =
          partition.topic().equals(topics.frames().name())
              ? frames
              : partition.topic().equals(topics.trackedFrames().name())
                  && fullOfTracked.getOrDefault(index, false)
                  && !frames;
      (hold ? pause : resume).add(partition);
    }
    consumer.pause(pause);
    consumer.resume(resume);
  }

  private void commit() {
    lastCommit = System.nanoTime();
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      OffsetLedger ledger = ledgers.get(partition);
      if (ledger == null) {
        continue;
      }
      long offset = ledger.committable(consumer.position(partition));
      if (committed.getOrDefault(partition, -1L) < offset) {
        offsets.put(partition, new OffsetAndMetadata(offset));
        committed.put(partition, offset);
      }
    }
    if (!offsets.isEmpty()) {
      consumer.commitAsync(
          offsets,
          (sent, error) -> {
            if (error != null) {
              LOG.warn("offsets could not be committed: {}", error.toString());
            }
          });
    }
  }

  private void finish() {
    for (CameraFeed feed : feeds.values()) {
      feed.pump();
      feed.close();
    }
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      OffsetLedger ledger = ledgers.get(partition);
      if (ledger != null) {
        offsets.put(
            partition, new OffsetAndMetadata(ledger.committable(consumer.position(partition))));
      }
    }
    try {
      consumer.commitSync(offsets);
    } catch (RuntimeException e) {
      LOG.warn("offsets could not be committed at the end: {}", e.toString());
    }
  }

  private void fail(Throwable cause) {
    if (failure.compareAndSet(null, cause)) {
      LOG.error("recording stops", cause);
    }
  }

  /** Ends {@link #run} after everything that was handed on is in the files. */
  void stop() {
    stopping = true;
    synchronized (change) {
      change.notifyAll();
    }
  }

  /** Waits until something may have changed, or the time is over. */
  void awaitChange(Duration time) throws InterruptedException {
    synchronized (change) {
      change.wait(Math.max(1, time.toMillis()));
    }
  }

  Optional<Throwable> failure() {
    if (failure.get() != null) {
      return Optional.of(failure.get());
    }
    for (CameraFeed feed : feeds.values()) {
      if (feed.failure().isPresent()) {
        return feed.failure();
      }
    }
    return Optional.empty();
  }

  /** Whether the camera's files cannot be written any more. */
  boolean hasFailed(CameraId camera) {
    CameraFeed feed = feeds.get(camera);
    return feed != null && feed.failure().isPresent();
  }

  Map<CameraId, Long> written() {
    Map<CameraId, Long> written = new TreeMap<>();
    feeds.forEach((camera, feed) -> written.put(camera, feed.recorder().written()));
    return written;
  }

  Optional<CameraFeed> feed(CameraId camera) {
    return Optional.ofNullable(feeds.get(camera));
  }

  /** Offset of the next alert to read, -1 before any is known. */
  long alertPosition(int partition) {
    return positions.getOrDefault(new TopicPartition(topics.alerts().name(), partition), -1L);
  }

  /** Keeps files and progress through a change of assignment; what waits is read again. */
  private final class Rebalance implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      for (TopicPartition partition : partitions) {
        OffsetLedger ledger = ledgers.get(partition);
        if (ledger != null) {
          offsets.put(
              partition, new OffsetAndMetadata(ledger.committable(consumer.position(partition))));
        }
      }
      consumer.commitSync(offsets);
      forget(partitions);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      forget(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.debug("recording {}", partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        ledgers.remove(partition);
        committed.remove(partition);
        positions.remove(partition);
        for (CameraFeed feed : feeds.values()) {
          if (feed.partition() == partition.partition()) {
            feed.forgetWaiting();
          }
        }
      }
    }
  }
}
