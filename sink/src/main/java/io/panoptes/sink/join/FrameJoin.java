package io.panoptes.sink.join;

import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.StreamItem;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.track.TrackedFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Brings the pictures of one camera together with their tracks. Both sides come in order of frame;
 * whatever is missing on one side is known to be missing as soon as that side is farther, so that
 * nothing waits for ever. What was handed out or taken in before is signed and left out. Not safe
 * for many threads.
 */
public final class FrameJoin {

  private static final int MAX_WAITING = 1024;

  private final Side<Frame> frames;
  private final Side<TrackedFrame> tracked;

  /**
   * @param bufferBytes memory in which each side may wait; a side is full beyond half of it
   */
  public FrameJoin(long bufferBytes) {
    frames = new Side<>(bufferBytes / 2);
    tracked = new Side<>(bufferBytes / 2);
  }

  /**
   * @param bytes memory that it takes
   */
  public void addFrame(StreamMessage<Frame> message, long bytes, Receipt receipt) {
    frames.add(message, bytes, receipt);
  }

  /**
   * @param bytes memory that it takes
   */
  public void addTracked(StreamMessage<TrackedFrame> message, long bytes, Receipt receipt) {
    tracked.add(message, bytes, receipt);
  }

  /** Whether no more pictures should be read for now. */
  public boolean isFullOfFrames() {
    return frames.isFull();
  }

  /** Whether no more tracks should be read for now. */
  public boolean isFullOfTracked() {
    return tracked.isFull();
  }

  /** The next step in order, or nothing while it depends on what has not come yet. */
  public Optional<JoinStep> poll() {
    Waiting<Frame> frame = frames.queue.peekFirst();
    Waiting<TrackedFrame> track = tracked.queue.peekFirst();
    if (frame == null || track == null) {
      return Optional.empty();
    }
    int order = frame.position().compareTo(track.position());
    if (order < 0) {
      Waiting<Frame> only = frames.take();
      return Optional.of(
          only.message()
              .<JoinStep>map(
                  item -> JoinStep.untracked(item, only.receipt()),
                  end -> JoinStep.end(end, only.receipt())));
    }
    if (order > 0) {
      Waiting<TrackedFrame> only = tracked.take();
      return Optional.of(
          only.message()
              .<JoinStep>map(
                  item -> JoinStep.unseen(item, only.receipt()),
                  end -> JoinStep.end(end, only.receipt())));
    }
    Waiting<Frame> left = frames.take();
    Waiting<TrackedFrame> right = tracked.take();
    Receipt receipt = left.receipt().and(right.receipt());
    return Optional.of(
        left.message()
            .<JoinStep>map(
                item -> JoinStep.both(item, right.item(), receipt),
                end -> JoinStep.end(end, receipt)));
  }

  /** Forgets what waits, unsigned, because it will be read again; here or elsewhere. */
  public void forgetWaiting() {
    frames.forget();
    tracked.forget();
  }

  private record Position(long epoch, long sequence) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
      int byEpoch = Long.compare(epoch, other.epoch);
      return byEpoch != 0 ? byEpoch : Long.compare(sequence, other.sequence);
    }
  }

  private record Waiting<T extends StreamItem>(
      Position position, StreamMessage<T> message, long bytes, Receipt receipt) {

    T item() {
      return message.map(
          item -> item,
          end -> {
            throw new IllegalStateException("the end of an epoch stands at the place of a frame");
          });
    }
  }

  private static final class Side<T extends StreamItem> {
    final Deque<Waiting<T>> queue = new ArrayDeque<>();
    final long capacity;
    long bytes;
    Position added = new Position(-1, -1);
    Position taken = new Position(-1, -1);

    Side(long capacity) {
      this.capacity = capacity;
    }

    void add(StreamMessage<T> message, long size, Receipt receipt) {
      long sequence = message.<Long>map(item -> item.id().sequence(), end -> Long.MAX_VALUE);
      Position position = new Position(message.epoch(), sequence);
      if (position.compareTo(added) <= 0) {
        receipt.done();
        return;
      }
      added = position;
      bytes += size;
      queue.addLast(new Waiting<>(position, message, size, receipt));
    }

    Waiting<T> take() {
      Waiting<T> first = queue.removeFirst();
      bytes -= first.bytes();
      taken = first.position();
      return first;
    }

    boolean isFull() {
      return queue.size() >= MAX_WAITING || (queue.size() >= 2 && bytes > capacity);
    }

    void forget() {
      queue.clear();
      bytes = 0;
      added = taken;
    }
  }
}
