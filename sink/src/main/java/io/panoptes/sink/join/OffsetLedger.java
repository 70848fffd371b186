package io.panoptes.sink.join;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Knows up to where one partition has had its full effect: every message before that offset is
 * signed. Safe for many threads.
 */
public final class OffsetLedger {

  private final Deque<Entry> open = new ArrayDeque<>();

  private final class Entry implements Receipt {
    final long offset;
    boolean done;

    Entry(long offset) {
      this.offset = offset;
    }

    @Override
    public void done() {
      synchronized (OffsetLedger.this) {
        done = true;
      }
    }
  }

  /**
   * Enters a message; offsets must ascend.
   *
   * @return what is to be signed when the message has had its effect
   */
  public synchronized Receipt enter(long offset) {
    if (!open.isEmpty() && open.peekLast().offset >= offset) {
      throw new IllegalArgumentException(
          "offset " + offset + " follows " + open.peekLast().offset + "; offsets must ascend");
    }
    Entry entry = new Entry(offset);
    open.addLast(entry);
    return entry;
  }

  /**
   * The offset to commit: that of the first message without signature.
   *
   * @param position offset of the next message to read, for when all are signed
   */
  public synchronized long committable(long position) {
    while (!open.isEmpty() && open.peekFirst().done) {
      open.removeFirst();
    }
    return open.isEmpty() ? position : open.peekFirst().offset;
  }
}
