package io.panoptes.core.frame;

import java.time.Instant;
import java.util.function.Function;

/**
 * What travels on the topics between stages: the items of an epoch in order, then its end.
 *
 * @param <T> what the topic carries for each frame
 */
public sealed interface StreamMessage<T extends StreamItem> {

  CameraId camera();

  long epoch();

  /** Event time. */
  Instant at();

  /** Applies the function that fits. */
  <R> R map(Function<? super T, ? extends R> item, Function<EndOfEpoch, ? extends R> end);

  static <T extends StreamItem> StreamMessage<T> of(T item) {
    return new Item<>(item);
  }

  static <T extends StreamItem> StreamMessage<T> end(EndOfEpoch end) {
    return new End<>(end);
  }

  /** One frame's worth. */
  record Item<T extends StreamItem>(T value) implements StreamMessage<T> {

    public Item {
      if (value == null) {
        throw new NullPointerException("value is null");
      }
    }

    @Override
    public CameraId camera() {
      return value.id().camera();
    }

    @Override
    public long epoch() {
      return value.id().epoch();
    }

    @Override
    public Instant at() {
      return value.capturedAt();
    }

    @Override
    public <R> R map(Function<? super T, ? extends R> item, Function<EndOfEpoch, ? extends R> end) {
      return item.apply(value);
    }
  }

  /** The end of an epoch. */
  record End<T extends StreamItem>(EndOfEpoch value) implements StreamMessage<T> {

    public End {
      if (value == null) {
        throw new NullPointerException("value is null");
      }
    }

    @Override
    public CameraId camera() {
      return value.camera();
    }

    @Override
    public long epoch() {
      return value.epoch();
    }

    @Override
    public Instant at() {
      return value.endedAt();
    }

    @Override
    public <R> R map(Function<? super T, ? extends R> item, Function<EndOfEpoch, ? extends R> end) {
      return end.apply(value);
    }
  }
}
