package io.panoptes.track.kafka;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.kafka.Topic;
import io.panoptes.core.kafka.Topics;
import io.panoptes.core.metrics.StageMetrics;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.track.CameraTracker;
import io.panoptes.track.CameraTracking;
import io.panoptes.track.TrackSettings;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The stage's topology: panoptic frames in, tracked frames out, one stored state a camera. */
public final class TrackTopology {

  /** Name of the state store, and so a part of its changelog topic's name. */
  public static final String STORE = "track-state";

  private static final String SOURCE = "panoptic-frames";
  private static final String PROCESSOR = "track";
  private static final String SINK = "tracked-frames";

  private TrackTopology() {}

  /**
   * The topology that the stage runs and that its tests drive.
   *
   * @param cameras how the cameras are tracked that the configuration names
   * @param others how all other cameras are tracked
   */
  public static Topology build(
      TrackSettings settings,
      Map<CameraId, CameraTracking> cameras,
      CameraTracking others,
      Topics topics,
      StageMetrics metrics) {
    Map<CameraId, CameraTracking> named = Map.copyOf(cameras);
    return build(
        camera -> CameraTracker.create(camera, named.getOrDefault(camera, others)),
        settings.forgetAfter(),
        topics,
        metrics);
  }

  static Topology build(
      Function<CameraId, CameraTracker> create,
      Duration forgetAfter,
      Topics topics,
      StageMetrics metrics) {
    Topic<CameraId, StreamMessage<PanopticFrame>> in = topics.panopticFrames();
    Topic<CameraId, StreamMessage<TrackedFrame>> out = topics.trackedFrames();
    return new Topology()
        .addSource(SOURCE, in.keySerde().deserializer(), in.valueSerde().deserializer(), in.name())
        .addProcessor(PROCESSOR, () -> new TrackProcessor(create, forgetAfter, metrics), SOURCE)
        .addStateStore(store(), PROCESSOR)
        .addSink(
            SINK,
            out.name(),
            out.keySerde().serializer(),
            out.valueSerde().serializer(),
            PROCESSOR);
  }

  /**
   * Changelog records carry event time, which a broker refuses when a camera's clock is ahead and
   * rolls segments by; stamping them on arrival avoids both. Caching leaves one record a camera and
   * commit.
   */
  private static StoreBuilder<KeyValueStore<String, byte[]>> store() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime"));
  }
}
