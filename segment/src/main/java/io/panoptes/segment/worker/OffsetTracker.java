package io.panoptes.segment.worker;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Knows which messages of one partition are finished, in whatever order that happens, and up to
 * where all of them are. Offsets start in ascending order and may have gaps. Not safe for threads.
 */
public final class OffsetTracker {

  private final Deque<Long> order = new ArrayDeque<>();
  private final Map<Long, Boolean> finished = new HashMap<>();
  private long highest = -1;
  private long next = -1;
  private long taken = -1;

  /**
   * A message's work begins.
   *
   * @throws IllegalArgumentException when its offset is not above all earlier ones
   */
  public void start(long offset) {
    if (offset <= highest) {
      throw new IllegalArgumentException(
          "offset " + offset + " comes after " + highest + "; offsets must ascend");
    }
    highest = offset;
    order.add(offset);
    finished.put(offset, false);
  }

  /**
   * A message's work is done: its result is stored or its fate is decided.
   *
   * @throws IllegalArgumentException when it is not being worked on
   */
  public void finish(long offset) {
    if (!Boolean.FALSE.equals(finished.get(offset))) {
      throw new IllegalArgumentException("offset " + offset + " is not being worked on");
    }
    finished.put(offset, true);
    while (!order.isEmpty() && finished.get(order.peek())) {
      long done = order.remove();
      finished.remove(done);
      next = done + 1;
    }
  }

  /** How many messages have started and not finished. */
  public int open() {
    int open = 0;
    for (boolean done : finished.values()) {
      open += done ? 0 : 1;
    }
    return open;
  }

  /**
   * The offset to commit, which is that of the first message to read again after a crash:
   * everything below is finished. Empty when the first message is not finished yet.
   */
  public OptionalLong committable() {
    return next < 0 ? OptionalLong.empty() : OptionalLong.of(next);
  }

  /** The same, empty when the last call gave it already. */
  public OptionalLong takeCommittable() {
    if (next == taken) {
      return OptionalLong.empty();
    }
    taken = next;
    return OptionalLong.of(next);
  }
}
