package io.panoptes.ingest.javacv;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.Pointer;

/**
 * What FFmpeg asks, from within its blocking calls, whether it should give up: yes when somebody
 * has interrupted it or when the time set for the present operation is over.
 */
final class FfmpegInterrupt extends AVIOInterruptCB.Callback_Pointer {

  private static final long NEVER = Long.MAX_VALUE;

  private volatile boolean interrupted;
  private volatile long deadlineNanos = NEVER;
  private volatile boolean expired;

  /** Gives the operation that follows so much time. */
  void limit(Duration limit) {
    expired = false;
    deadlineNanos = System.nanoTime() + limit.toNanos();
  }

  /** Lets the operation that follows take as long as it likes. */
  void unlimited() {
    expired = false;
    deadlineNanos = NEVER;
  }

  void interrupt() {
    interrupted = true;
  }

  boolean isInterrupted() {
    return interrupted;
  }

  /** Whether the operation was given up because its time was over. */
  boolean isExpired() {
    return expired;
  }

  @Override
  public int call(Pointer opaque) {
    if (interrupted) {
      return 1;
    }
    long deadline = deadlineNanos;
    if (deadline != NEVER && System.nanoTime() - deadline > 0) {
      expired = true;
      return 1;
    }
    return 0;
  }
}
