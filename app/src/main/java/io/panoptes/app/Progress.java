package io.panoptes.app;

import io.panoptes.core.frame.CameraId;
import io.panoptes.ingest.CameraStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows how far a replay is: one line that redraws itself on a terminal, a plain line every ten
 * seconds elsewhere.
 */
final class Progress {

  private static final int BAR = 28;
  private static final long PLAIN_INTERVAL_NANOS = Duration.ofSeconds(10).toNanos();

  private final PrintStream out;
  private final boolean terminal;
  private final long startNanos;
  private long lastPlainNanos;
  private int lastLength;

  Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
    this.startNanos = System.nanoTime();
    this.lastPlainNanos = startNanos;
  }

  void show(List<CameraStatus> sources, Map<CameraId, Long> written) {
    long nanos = System.nanoTime();
    if (!terminal && nanos - lastPlainNanos < PLAIN_INTERVAL_NANOS) {
      return;
    }
    lastPlainNanos = nanos;
    long total = 0;
    long dropped = 0;
    boolean known = true;
    for (CameraStatus source : sources) {
      known &= source.totalFrames().isPresent() || source.state().isFinal();
      total +=
          source.state().isFinal()
              ? source.framesPublished()
              : source.totalFrames().orElse(source.framesPublished());
      dropped += source.dropped();
    }
    long done = written.values().stream().mapToLong(Long::longValue).sum();
    String line =
        line(done, known ? Math.max(total, done) : -1, dropped, (nanos - startNanos) / 1e9);
    if (terminal) {
      out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
      out.flush();
      lastLength = line.length();
    } else {
      out.println(line);
    }
  }

  /** Leaves the line. */
  void end() {
    if (terminal && lastLength > 0) {
      out.print("\r" + " ".repeat(lastLength) + "\r");
      out.flush();
    }
  }

  /**
   * @param total frames in all, -1 when unknown
   */
  static String line(long done, long total, long dropped, double seconds) {
    double rate = seconds > 0 ? done / seconds : 0;
    String tail = String.format(Locale.ROOT, "%.0f frames/s, %d dropped", rate, dropped);
    if (total <= 0) {
      return done + " frames, " + tail;
    }
    double share = Math.min(1, (double) done / total);
    int filled = (int) Math.round(share * BAR);
    String left = rate > 0 ? time((total - done) / rate) + " left" : "starting";
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f%%  %d/%d frames, %s, %s",
        "#".repeat(filled),
        "-".repeat(BAR - filled),
        100 * share,
        done,
        total,
        tail,
        left);
  }

  private static String time(double seconds) {
    long whole = Math.round(seconds);
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
