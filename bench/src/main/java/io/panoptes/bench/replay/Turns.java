package io.panoptes.bench.replay;

/** Lets threads through one at a time, in the order of their numbers from 0. */
final class Turns {

  private long next;
  private Throwable aborted;

  /**
   * Waits for the turn of a number.
   *
   * @throws IllegalStateException when another thread gave up
   */
  synchronized void await(long number) throws InterruptedException {
    while (next != number && aborted == null) {
      wait();
    }
    if (aborted != null) {
      throw new IllegalStateException("another thread gave up", aborted);
    }
  }

  /** Ends the turn that goes on. */
  synchronized void done() {
    next++;
    notifyAll();
  }

  /** Nobody gets a turn any more. */
  synchronized void abort(Throwable cause) {
    aborted = aborted == null ? cause : aborted;
    notifyAll();
  }
}
