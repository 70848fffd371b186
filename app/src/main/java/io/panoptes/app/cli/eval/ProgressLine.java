package io.panoptes.app.cli.eval;

import io.panoptes.eval.run.Progress;
import java.io.PrintWriter;

/** One line on an interactive terminal that tells how far large sets have come. */
final class ProgressLine implements Progress {

  private static final int LARGE = 100;
  private static final long NANOS_BETWEEN = 200_000_000L;

  private final PrintWriter terminal;
  private final boolean interactive;
  private long next;
  private int width;

  ProgressLine(PrintWriter terminal, boolean interactive) {
    this.terminal = terminal;
    this.interactive = interactive;
  }

  @Override
  public synchronized void update(int done, int total) {
    long now = System.nanoTime();
    if (!interactive || total < LARGE || width > 0 && now - next < 0) {
      return;
    }
    next = now + NANOS_BETWEEN;
    String text = "%d of %d (%d %%)".formatted(done, total, 100L * done / total);
    terminal.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    terminal.flush();
    width = text.length();
  }

  /** Takes the line away. */
  synchronized void clear() {
    if (width > 0) {
      terminal.print("\r" + " ".repeat(width) + "\r");
      terminal.flush();
      width = 0;
    }
  }
}
