package io.panoptes.app.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command end its work in order on Ctrl-C or SIGTERM: the process waits until the command
 * closes this object, at most for a grace period.
 */
final class Interrupt implements AutoCloseable {

  private final CountDownLatch happened = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  /**
   * @param onInterrupt asks the work to end; called from another thread
   * @param grace how long the process waits for it
   */
  Interrupt(Runnable onInterrupt, Duration grace) {
    hook =
        new Thread(
            () -> {
              happened.countDown();
              onInterrupt.run();
              try {
                closed.await(grace.toMillis(), TimeUnit.MILLISECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  boolean happened() {
    return happened.getCount() == 0;
  }

  /** Waits for an interrupt; false when the time is over without one. */
  boolean await(Duration timeout) throws InterruptedException {
    return happened.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook has been let go.
      return;
    }
  }
}
