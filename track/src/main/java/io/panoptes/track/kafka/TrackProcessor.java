package io.panoptes.track.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.track.CameraTracker;
import io.panoptes.track.state.StateException;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tracks the cameras of one partition. The store holds each camera's state as of its last frame;
 * live trackers are kept in memory beside it so that a frame costs no reading, and are read from
 * the store anew after a restart or when a frame has failed.
 */
final class TrackProcessor
    implements Processor<
        CameraId, StreamMessage<PanopticFrame>, CameraId, StreamMessage<TrackedFrame>> {

  private static final Logger LOG = LoggerFactory.getLogger(TrackProcessor.class);

  /** Key of the activity clock; no camera's name begins with a dot. */
  private static final String CLOCK_KEY = ".clock";

  /** Stands for the camera of messages that name none. */
  private static final CameraId NOBODY = new CameraId("unknown");

  private static final Duration EVICTION_INTERVAL = Duration.ofMinutes(1);

  private final Duration forgetAfter;
  private final Function<CameraId, CameraTracker> create;
  private final StageMetrics metrics;
  private final Map<CameraId, CameraTracker> live = new HashMap<>();
  private ProcessorContext<CameraId, StreamMessage<TrackedFrame>> context;
  private KeyValueStore<String, byte[]> store;
  private ActivityClock clock;

  TrackProcessor(
      Function<CameraId, CameraTracker> create, Duration forgetAfter, StageMetrics metrics) {
    this.forgetAfter = forgetAfter;
    this.create = create;
    this.metrics = metrics;
  }

  @Override
  public void init(ProcessorContext<CameraId, StreamMessage<TrackedFrame>> newContext) {
    context = newContext;
    store = newContext.getStateStore(TrackTopology.STORE);
    live.clear();
    clock = new ActivityClock(storedClock());
    newContext.schedule(EVICTION_INTERVAL, PunctuationType.STREAM_TIME, this::evict);
  }

  @Override
  public void process(Record<CameraId, StreamMessage<PanopticFrame>> record) {
    StreamMessage<PanopticFrame> message = record.value();
    if (message == null) {
      metrics.in(record.key() == null ? NOBODY : record.key());
      metrics.failed(record.key() == null ? NOBODY : record.key(), "empty");
      throw new IllegalArgumentException("message has no value; a panoptic frame is needed");
    }
    CameraId camera = message.camera();
    boolean isFrame = message.map(frame -> true, end -> false);
    if (isFrame) {
      metrics.in(camera);
    }
    if (!camera.equals(record.key())) {
      if (isFrame) {
        metrics.failed(camera, "key");
      }
      throw new IllegalArgumentException(
          "key %s does not name the message's camera %s; they must be equal"
              .formatted(record.key(), camera));
    }
    clock.advance(context.currentStreamTimeMs());
    message.map(
        frame -> {
          track(record, frame);
          return null;
        },
        end -> {
          end(record, end);
          return null;
        });
  }

  private void track(Record<CameraId, StreamMessage<PanopticFrame>> record, PanopticFrame frame) {
    long startedAt = System.nanoTime();
    CameraId camera = frame.id().camera();
    Optional<TrackedFrame> tracked;
    try {
      CameraTracker tracker = tracker(camera);
      tracked = tracker.update(frame);
      if (tracked.isPresent()) {
        save(camera, tracker);
      }
    } catch (RuntimeException e) {
      // Half-updated trackers are of no use; the store has the one before this frame.
      live.remove(camera);
      metrics.failed(camera, "tracker");
      throw e;
    }
    if (tracked.isEmpty()) {
      metrics.dropped(camera, "duplicate");
      return;
    }
    context.forward(record.withValue(StreamMessage.of(tracked.get())));
    metrics.processed(camera, Duration.ofNanos(System.nanoTime() - startedAt));
  }

  private void end(Record<CameraId, StreamMessage<PanopticFrame>> record, EndOfEpoch end) {
    CameraTracker tracker = tracker(end.camera());
    if (tracker.isDuplicate(end)) {
      return;
    }
    tracker.end(end);
    save(end.camera(), tracker);
    if (end.reason() == EndOfEpoch.Reason.COMPLETED) {
      live.remove(end.camera());
    }
    context.forward(record.withValue(StreamMessage.end(end)));
  }

  private CameraTracker tracker(CameraId camera) {
    CameraTracker tracker = live.get(camera);
    if (tracker == null) {
      tracker = create.apply(camera);
      byte[] stored = store.get(camera.value());
      if (stored != null) {
        try {
          StateReader reader = new StateReader(stored);
          reader.readLong();
          tracker.restore(reader.readBytes());
        } catch (StateException e) {
          LOG.error("State of camera {} cannot be used: {}", camera, e.getMessage());
          tracker = create.apply(camera);
        }
      }
      live.put(camera, tracker);
    }
    return tracker;
  }

  private void save(CameraId camera, CameraTracker tracker) {
    store.put(
        camera.value(),
        new StateWriter().writeLong(clock.millis()).writeBytes(tracker.state()).toBytes());
  }

  private long storedClock() {
    byte[] stored = store.get(CLOCK_KEY);
    return stored == null ? 0 : new StateReader(stored).readLong();
  }

  /** Forgets the cameras that have been silent for too long. */
  private void evict(long streamMillis) {
    clock.advance(streamMillis);
    store.put(CLOCK_KEY, new StateWriter().writeLong(clock.millis()).toBytes());
    List<String> abandoned = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<String, byte[]> entry = all.next();
        if (!entry.key.equals(CLOCK_KEY)
            && clock.millis() - new StateReader(entry.value).readLong() > forgetAfter.toMillis()) {
          abandoned.add(entry.key);
        }
      }
    }
    for (String camera : abandoned) {
      LOG.info("Camera {} has been silent for {}; forgotten", camera, forgetAfter);
      store.delete(camera);
      live.remove(new CameraId(camera));
    }
  }

  @Override
  public void close() {
    live.clear();
  }
}
