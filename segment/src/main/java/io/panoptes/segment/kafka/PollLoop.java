package io.panoptes.segment.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.core.wire.WireFormat;
import io.panoptes.core.wire.WireFormatException;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.worker.SegmentWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer's thread: takes messages to the worker, holds a partition back while enough of it is
 * under way, and commits what is finished. Work never makes it wait, so the group never believes
 * this member dead.
 */
final class PollLoop implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(PollLoop.class);
  private static final Duration IDLE_POLL = Duration.ofMillis(50);
  private static final Duration BUSY_POLL = Duration.ofMillis(5);

  private final Consumer<byte[], byte[]> consumer;
  private final String input;
  private final SegmentWorker worker;
  private final ResultSender sender;
  private final StageMetrics metrics;
  private final SegmentSettings settings;
  private final Duration drainTimeout;
  private final Map<TopicPartition, PartitionWork> assigned = new HashMap<>();

  /** Sending may wait for the broker, which this loop must not. */
  private final ExecutorService letters =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "segment-dead-letters"));

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicBoolean aborting = new AtomicBoolean();
  private volatile boolean ready;
  private long lastCommitNanos = System.nanoTime();

  /**
   * @param drainTimeout how long a rebalance or the end waits for what is under way
   */
  PollLoop(
      Consumer<byte[], byte[]> consumer,
      String input,
      SegmentWorker worker,
      ResultSender sender,
      StageMetrics metrics,
      SegmentSettings settings,
      Duration drainTimeout) {
    this.consumer = consumer;
    this.input = input;
    this.worker = worker;
    this.sender = sender;
    this.metrics = metrics;
    this.settings = settings;
    this.drainTimeout = drainTimeout;
  }

  /** Whether it has been assigned partitions or has at least asked for them. */
  boolean isReady() {
    return ready;
  }

  /** Ends the loop soon; what is under way is finished and committed first. Any thread. */
  void stop() {
    stopping.set(true);
    consumer.wakeup();
  }

  /** Ends the loop soon and commits what is finished, without waiting for the rest. Any thread. */
  void abort() {
    aborting.set(true);
    stop();
  }

  /** Runs until {@link #stop}; an error that the consumer cannot recover from comes out of here. */
  @Override
  public void run() {
    try {
      consumer.subscribe(List.of(input), new Rebalance());
      while (!stopping.get()) {
        try {
          consumer.poll(anyOpen() ? BUSY_POLL : IDLE_POLL).forEach(this::accept);
          ready = true;
        } catch (WakeupException e) {
          LOG.debug("woken up to stop");
        }
        pauseAndResume();
        commitIfDue();
      }
      giveUp(List.copyOf(assigned.keySet()), true);
    } catch (InterruptException e) {
      LOG.debug("the consumer was interrupted");
    } finally {
      ready = false;
      letters.shutdown();
      consumer.close(CloseOptions.timeout(drainTimeout));
    }
  }

  private void accept(ConsumerRecord<byte[], byte[]> message) {
    PartitionWork work =
        assigned.computeIfAbsent(
            new TopicPartition(message.topic(), message.partition()), PartitionWork::new);
    work.start(message.offset());
    StreamMessage<Frame> decoded;
    try {
      decoded = WireFormat.FRAMES.decode(message.value());
    } catch (WireFormatException e) {
      letters.execute(() -> sender.deadLetter(work, message, e.getMessage()));
      return;
    }
    if (decoded instanceof StreamMessage.Item<Frame>) {
      metrics.in(decoded.camera());
    }
    work.addCamera(decoded.camera());
    worker.accept(decoded, sender.receipt(work, message, decoded));
  }

  private boolean anyOpen() {
    for (PartitionWork work : assigned.values()) {
      if (work.open() > 0) {
        return true;
      }
    }
    return false;
  }

  private void pauseAndResume() {
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    for (PartitionWork work : assigned.values()) {
      int open = work.open();
      if (!work.isPaused() && open >= settings.maxInFlight()) {
        work.setPaused(true);
        pause.add(work.partition());
      } else if (work.isPaused() && open <= settings.maxInFlight() / 2) {
        work.setPaused(false);
        resume.add(work.partition());
      }
    }
    if (!pause.isEmpty()) {
      consumer.pause(pause);
    }
    if (!resume.isEmpty()) {
      consumer.resume(resume);
    }
  }

  private void commitIfDue() {
    long now = System.nanoTime();
    if (now - lastCommitNanos < settings.commitInterval().toNanos()) {
      return;
    }
    lastCommitNanos = now;
    Map<TopicPartition, OffsetAndMetadata> finished = finished(assigned.keySet());
    if (!finished.isEmpty()) {
      consumer.commitAsync(
          finished,
          (offsets, error) -> {
            if (error != null) {
              LOG.warn("offsets {} were not committed, a later commit will cover them", offsets);
            }
          });
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> finished(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> finished = new HashMap<>();
    for (TopicPartition partition : partitions) {
      PartitionWork work = assigned.get(partition);
      if (work != null) {
        work.takeCommittable()
            .ifPresent(offset -> finished.put(partition, new OffsetAndMetadata(offset)));
      }
    }
    return finished;
  }

  /**
   * Finishes what is under way within the time limit, commits it and forgets the partitions.
   *
   * @return the cameras in them
   */
  private Set<CameraId> giveUp(Collection<TopicPartition> partitions, boolean commit) {
    if (commit && !aborting.get()) {
      awaitFinished(partitions);
    }
    for (TopicPartition partition : partitions) {
      PartitionWork work = assigned.get(partition);
      if (work != null) {
        work.revoke();
      }
    }
    Map<TopicPartition, OffsetAndMetadata> finished = allFinished(partitions);
    Set<CameraId> cameras = new HashSet<>();
    for (TopicPartition partition : partitions) {
      PartitionWork work = assigned.remove(partition);
      if (work != null) {
        worker.forget(work.cameras());
        cameras.addAll(work.cameras());
      }
    }
    if (commit && !finished.isEmpty()) {
      commitNow(finished);
    }
    return cameras;
  }

  /**
   * Tries again as long as Kafka is away, since there is nothing else to do without it; at the end
   * of the stage only once.
   */
  private void commitNow(Map<TopicPartition, OffsetAndMetadata> finished) {
    while (true) {
      try {
        consumer.commitSync(finished, drainTimeout);
        return;
      } catch (WakeupException e) {
        LOG.debug("woken up to stop while committing");
      } catch (RebalanceInProgressException | CommitFailedException e) {
        LOG.warn(
            "offsets {} were not committed and will be done again: {}", finished, e.toString());
        return;
      } catch (RetriableException e) {
        if (stopping.get()) {
          LOG.warn("Kafka is away; offsets {} were not committed and will be done again", finished);
          return;
        }
        LOG.warn("Kafka is away; trying again to commit {}: {}", finished, e.toString());
      }
    }
  }

  /** Also what an asynchronous commit has already been tried for: that one may have failed. */
  private Map<TopicPartition, OffsetAndMetadata> allFinished(
      Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> finished = new HashMap<>();
    for (TopicPartition partition : partitions) {
      PartitionWork work = assigned.get(partition);
      if (work != null) {
        work.committable()
            .ifPresent(offset -> finished.put(partition, new OffsetAndMetadata(offset)));
      }
    }
    return finished;
  }

  private void awaitFinished(Collection<TopicPartition> partitions) {
    long deadline = System.nanoTime() + drainTimeout.toNanos();
    for (TopicPartition partition : partitions) {
      PartitionWork work = assigned.get(partition);
      if (work != null && !work.awaitFinished(deadline)) {
        LOG.warn(
            "{} messages of {} are not finished after {}; they will be done again",
            work.open(),
            partition,
            drainTimeout);
      }
    }
  }

  private final class Rebalance implements ConsumerRebalanceListener {

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        assigned.put(partition, new PartitionWork(partition));
      }
      LOG.info("assigned {}", partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      LOG.info("revoked {}", partitions);
      giveUp(partitions, true).forEach(metrics::forget);
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      LOG.warn("lost {}", partitions);
      giveUp(partitions, false).forEach(metrics::forget);
    }
  }
}
