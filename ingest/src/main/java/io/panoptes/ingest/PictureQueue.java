package io.panoptes.ingest;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * What lies between the thread that decodes and those that encode: a mailbox with one slot, in
 * which a newer picture replaces an older one, or a short queue that makes the decoder wait. Safe
 * for several threads.
 *
 * @param <T> what it holds; ownership passes through
 */
final class PictureQueue<T> {

  private final int capacity;
  private final boolean replacing;
  private final ArrayDeque<T> items = new ArrayDeque<>();
  private long taken;
  private boolean closed;

  /**
   * @param ticket counts what was taken, from 0
   */
  record Ticketed<T>(long ticket, T item) {}

  private PictureQueue(int capacity, boolean replacing) {
    this.capacity = capacity;
    this.replacing = replacing;
  }

  static <T> PictureQueue<T> mailbox() {
    return new PictureQueue<>(1, true);
  }

  static <T> PictureQueue<T> waiting(int capacity) {
    return new PictureQueue<>(capacity, false);
  }

  /**
   * Puts an item in, and waits for room when this is no mailbox.
   *
   * @return what had to go: the older item of a mailbox, or the item itself when the queue is
   *     closed; the caller owns it
   */
  synchronized Optional<T> put(T item) throws InterruptedException {
    while (!replacing && !closed && items.size() >= capacity) {
      wait();
    }
    if (closed) {
      return Optional.of(item);
    }
    T replaced = items.size() >= capacity ? items.removeFirst() : null;
    items.addLast(item);
    notifyAll();
    return Optional.ofNullable(replaced);
  }

  /** The oldest item, waited for; empty once the queue is closed and everything was taken. */
  synchronized Optional<Ticketed<T>> take() throws InterruptedException {
    while (items.isEmpty() && !closed) {
      wait();
    }
    if (items.isEmpty()) {
      return Optional.empty();
    }
    T item = items.removeFirst();
    notifyAll();
    return Optional.of(new Ticketed<>(taken++, item));
  }

  /** Takes no more; what is inside can still be taken. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
