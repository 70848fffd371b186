package io.panoptes.core.kafka;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamItem;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.wire.AlertJson;
import io.panoptes.core.wire.WireCodec;
import io.panoptes.core.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The topics of one deployment. All but {@code dead-letters} are keyed by camera and have the same
 * number of partitions, so that one camera's messages stay in order and in one place.
 */
public final class Topics {

  private static final Serde<CameraId> CAMERA =
      Serdes.serdeFrom(
          (topic, camera) ->
              camera == null ? null : camera.value().getBytes(StandardCharsets.UTF_8),
          (topic, bytes) -> {
            try {
              return bytes == null ? null : new CameraId(new String(bytes, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
              throw new SerializationException(e.getMessage(), e);
            }
          });

  private static final Serde<Alert> ALERT =
      Serdes.serdeFrom(
          (topic, alert) -> alert == null ? null : AlertJson.toBytes(alert),
          (topic, bytes) -> {
            try {
              return bytes == null ? null : AlertJson.read(bytes);
            } catch (RuntimeException e) {
              throw new SerializationException(e.getMessage(), e);
            }
          });

  private final String prefix;

  /**
   * @param prefix put before every name with a dot; empty for none
   */
  public Topics(String prefix) {
    this.prefix = requireNonNull(prefix, "prefix is null");
  }

  /** Pictures from ingest. */
  public Topic<CameraId, StreamMessage<Frame>> frames() {
    return new Topic<>(name("frames"), CAMERA, serde(WireFormat.FRAMES));
  }

  /** What the segmenter saw. */
  public Topic<CameraId, StreamMessage<PanopticFrame>> panopticFrames() {
    return new Topic<>(name("panoptic-frames"), CAMERA, serde(WireFormat.PANOPTIC_FRAMES));
  }

  /** The same with identities. */
  public Topic<CameraId, StreamMessage<TrackedFrame>> trackedFrames() {
    return new Topic<>(name("tracked-frames"), CAMERA, serde(WireFormat.TRACKED_FRAMES));
  }

  /** Pictures with what a teacher says of them, to learn from. */
  public Topic<CameraId, StreamMessage<LabelledFrame>> labelledFrames() {
    return new Topic<>(name("labelled-frames"), CAMERA, serde(WireFormat.LABELLED_FRAMES));
  }

  /** Alerts as JSON. */
  public Topic<CameraId, Alert> alerts() {
    return new Topic<>(name("alerts"), CAMERA, ALERT);
  }

  /** Messages that could not be read, byte for byte, with headers that say why. */
  public Topic<byte[], byte[]> deadLetters() {
    return new Topic<>(name("dead-letters"), Serdes.ByteArray(), Serdes.ByteArray());
  }

  /** Every topic, in the order of the pipeline. */
  public List<Topic<?, ?>> all() {
    return List.of(
        frames(), panopticFrames(), trackedFrames(), labelledFrames(), alerts(), deadLetters());
  }

  /** A consumer group or Streams application of this deployment, such as {@code panoptes.track}. */
  public String group(String stage) {
    return name(stage);
  }

  private String name(String simple) {
    return prefix.isEmpty() ? simple : prefix + "." + simple;
  }

  private static <T extends StreamItem> Serde<StreamMessage<T>> serde(WireCodec<T> codec) {
    return Serdes.serdeFrom(
        (topic, message) -> message == null ? null : codec.encode(message),
        (topic, bytes) -> {
          try {
            return bytes == null ? null : codec.decode(bytes);
          } catch (RuntimeException e) {
            throw new SerializationException(e.getMessage(), e);
          }
        });
  }
}
