package io.panoptes.track.panoptic;

import io.panoptes.core.geometry.Box;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.Arrays;

/**
 * Where things come into a camera's scene and where they leave it, learned from its own tracks: a
 * doorway in the middle of the picture, a kerb where cars stop for people to get out. Whoever
 * vanishes where people leave is gone; whoever vanishes elsewhere is still there, and whoever
 * appears where nobody comes in was there before.
 *
 * <p>The picture is parted into {@value #COLUMNS} x {@value #ROWS} cells, and the middle of a box
 * says which one it is in. A cell counts how often somebody who vanished in it never came back or
 * did, and how often somebody who appeared in it was new or not. The two shares are estimated as
 * for any coin: counts, plus what is taken for granted before anything was counted ({@value #PRIOR}
 * cases; the cells along the frame's edges are zones from the start, others are not). Events of the
 * neighbouring cells count half.
 *
 * <p>Every hour of event time takes an eighth of all counts, so that a scene that changes is
 * learned anew within a day. Counts are whole numbers of sixteenths and forgetting is whole-number
 * arithmetic, so that the same events give the same bytes on every machine. Not for several
 * threads.
 */
final class EntryExitZones {

  static final int COLUMNS = 16;
  static final int ROWS = 9;
  private static final int CELLS = COLUMNS * ROWS;

  /** How many cases what is taken for granted is worth. */
  static final int PRIOR = 4;

  private static final double PRIOR_AT_EDGE = 0.8;
  private static final double PRIOR_INSIDE = 0.2;

  private static final int ONE = 16;
  private static final long HOUR_MICROS = 3_600_000_000L;

  /** After so many hours in a row nothing is left of any count. */
  private static final long ALL_HOURS = 200;

  private static final int MOST = 1 << 24;

  private final int[] gone = new int[CELLS];
  private final int[] cameBack = new int[CELLS];
  private final int[] fresh = new int[CELLS];
  private final int[] knownBefore = new int[CELLS];
  private long hour;

  /** The cell of a box's middle; that of the nearest one inside for boxes outside the frame. */
  static int cell(Box box, int width, int height) {
    int column = (int) Math.floor((box.left() + box.right()) / 2 / width * COLUMNS);
    int row = (int) Math.floor((box.top() + box.bottom()) / 2 / height * ROWS);
    return Math.max(0, Math.min(ROWS - 1, row)) * COLUMNS
        + Math.max(0, Math.min(COLUMNS - 1, column));
  }

  /** Lets counts fade; called with the time of every frame. A clock that steps back is ignored. */
  void forget(long micros) {
    long now = Math.floorDiv(micros, HOUR_MICROS);
    for (long hours = Math.min(ALL_HOURS, now - hour); hours > 0; hours--) {
      fade(gone);
      fade(cameBack);
      fade(fresh);
      fade(knownBefore);
    }
    hour = Math.max(hour, now);
  }

  private static void fade(int[] counts) {
    for (int i = 0; i < CELLS; i++) {
      counts[i] -= (counts[i] + 7) / 8;
    }
  }

  /** Somebody vanished in {@code cell} for good. */
  void left(int cell) {
    add(gone, cell);
  }

  /** Somebody new came from {@code cell}. */
  void entered(int cell) {
    add(fresh, cell);
  }

  /** Somebody vanished in one cell, and was found again in the same or another one. */
  void returned(int from, int to) {
    add(cameBack, from);
    add(knownBefore, to);
  }

  private static void add(int[] counts, int cell) {
    counts[cell] = Math.min(MOST, counts[cell] + ONE);
  }

  /**
   * How much speaks for it that who vanishes in {@code cell} has left: its log-odds, less those of
   * a place inside the picture of which nothing is known. 0 when nothing is known, positive in exit
   * zones, negative where people come back.
   */
  double exitEvidence(int cell) {
    return evidence(gone, cameBack, cell);
  }

  /** The same for it that who appears in {@code cell} is new. */
  double entryEvidence(int cell) {
    return evidence(fresh, knownBefore, cell);
  }

  private static double evidence(int[] passages, int[] others, int cell) {
    double prior = isAtEdge(cell) ? PRIOR_AT_EDGE : PRIOR_INSIDE;
    double through = around(passages, cell) + PRIOR * prior;
    double not = around(others, cell) + PRIOR * (1 - prior);
    return StrictMath.log(through / not * ((1 - PRIOR_INSIDE) / PRIOR_INSIDE));
  }

  private static boolean isAtEdge(int cell) {
    int column = cell % COLUMNS;
    int row = cell / COLUMNS;
    return column == 0 || column == COLUMNS - 1 || row == 0 || row == ROWS - 1;
  }

  /** Events of a cell, and half of those around it. */
  private static double around(int[] counts, int cell) {
    int sum = counts[cell];
    int column = cell % COLUMNS;
    int row = cell / COLUMNS;
    for (int y = Math.max(0, row - 1); y <= Math.min(ROWS - 1, row + 1); y++) {
      for (int x = Math.max(0, column - 1); x <= Math.min(COLUMNS - 1, column + 1); x++) {
        sum += counts[y * COLUMNS + x];
      }
    }
    return sum / (2.0 * ONE);
  }

  /** Cells that counted nothing cost next to nothing. */
  void write(StateWriter out) {
    out.writeLong(hour);
    write(gone, out);
    write(cameBack, out);
    write(fresh, out);
    write(knownBefore, out);
  }

  private static void write(int[] counts, StateWriter out) {
    int empty = 0;
    for (int count : counts) {
      if (count == 0) {
        empty++;
      } else {
        out.writeInt(empty).writeInt(count);
        empty = 0;
      }
    }
    out.writeInt(empty);
  }

  void read(StateReader in) {
    hour = in.readLong();
    read(gone, in);
    read(cameBack, in);
    read(fresh, in);
    read(knownBefore, in);
  }

  private static void read(int[] counts, StateReader in) {
    Arrays.fill(counts, 0);
    int at = in.readCount(CELLS);
    while (at < CELLS) {
      counts[at] = in.readCount(MOST);
      at++;
      at += in.readCount(CELLS - at);
    }
  }
}
