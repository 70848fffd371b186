package io.panoptes.ingest;

import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Remembers what was published; can be made to wait or to fail. */
final class RecordingPublisher implements FramePublisher {

  private final List<StreamMessage<Frame>> messages = new ArrayList<>();
  private final Semaphore room = new Semaphore(Integer.MAX_VALUE / 2);
  private Function<Frame, Exception> failure = frame -> null;
  private int maxImageBytes = 1_000;

  /** Frames wait from now on until {@link #letPass}. */
  RecordingPublisher blocked() {
    room.drainPermits();
    return this;
  }

  void letPass(int frames) {
    room.release(frames);
  }

  RecordingPublisher failingWith(Function<Frame, Exception> value) {
    failure = value;
    return this;
  }

  RecordingPublisher withMaxImageBytes(int value) {
    maxImageBytes = value;
    return this;
  }

  synchronized List<Frame> frames() {
    List<Frame> frames = new ArrayList<>();
    for (StreamMessage<Frame> message : messages) {
      if (message instanceof StreamMessage.Item<Frame> item) {
        frames.add(item.value());
      }
    }
    return frames;
  }

  synchronized List<EndOfEpoch> ends() {
    List<EndOfEpoch> ends = new ArrayList<>();
    for (StreamMessage<Frame> message : messages) {
      if (message instanceof StreamMessage.End<Frame> end) {
        ends.add(end.value());
      }
    }
    return ends;
  }

  synchronized void awaitMessages(int count) throws InterruptedException {
    while (messages.size() < count) {
      wait();
    }
  }

  @Override
  public boolean awaitRoom(CameraSettings camera, StopSignal stop) throws InterruptedException {
    while (!room.tryAcquire(10, java.util.concurrent.TimeUnit.MILLISECONDS)) {
      if (stop.isStopped()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void publish(
      CameraSettings camera, StreamMessage<Frame> message, StopSignal stop, Outcome outcome) {
    Exception error =
        message instanceof StreamMessage.Item<Frame> item ? failure.apply(item.value()) : null;
    if (error != null) {
      outcome.failed(error);
      return;
    }
    synchronized (this) {
      messages.add(message);
      notifyAll();
    }
    outcome.acknowledged();
  }

  @Override
  public int maxImageBytes() {
    return maxImageBytes;
  }
}
