package io.panoptes.segment.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends a read from a connection on which nothing comes any more, by closing its stream: Java's
 * client waits for ever once an answer has begun. One thread reads; does not own the stream.
 */
final class SilenceGuard implements AutoCloseable {

  private final InputStream body;
  private final Duration longest;
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, SilenceGuard::daemon);
  private volatile boolean silent;

  /**
   * @param body whose {@code close} makes a waiting {@code read} fail
   * @param longest that a read may wait
   */
  SilenceGuard(InputStream body, Duration longest) {
    this.body = body;
    this.longest = longest;
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "download-silence");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * As {@link InputStream#read(byte[])}.
   *
   * @throws IOException when nothing came for too long, too; the stream is closed then
   */
  int read(byte[] buffer) throws IOException {
    ScheduledFuture<?> end = timer.schedule(this::end, longest.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return body.read(buffer);
    } catch (IOException e) {
      if (silent) {
        throw new IOException("nothing came for " + longest.toMillis() + " ms", e);
      }
      throw e;
    } finally {
      end.cancel(false);
    }
  }

  private void end() {
    silent = true;
    try {
      body.close();
    } catch (IOException e) {
      // The read that waits learns of it, and nobody else has to.
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
