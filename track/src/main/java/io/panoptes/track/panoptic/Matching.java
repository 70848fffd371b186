package io.panoptes.track.panoptic;

import io.panoptes.track.assign.AssignmentSolver;
import java.util.Arrays;

/**
 * Who is who in one frame, found in stages: what an earlier stage has linked, later ones leave
 * alone.
 */
final class Matching {

  /** Says how well a track and a thing fit. */
  interface Similarity {

    /** Larger is better; not more than 0 when they must not be linked. */
    double of(int track, int thing);
  }

  /** Chooses tracks or things by index. */
  interface Choice {
    boolean includes(int index);
  }

  private final AssignmentSolver solver;
  private final int[] thingOfTrack;
  private final boolean[] settledTrack;
  private final boolean[] settledThing;
  private final int[] wholeOfThing;

  Matching(AssignmentSolver solver, int tracks, int things) {
    this.solver = solver;
    thingOfTrack = new int[tracks];
    settledTrack = new boolean[tracks];
    settledThing = new boolean[things];
    Arrays.fill(thingOfTrack, -1);
    wholeOfThing = new int[things];
    Arrays.fill(wholeOfThing, -1);
  }

  /** Links the chosen tracks and things that are free so that the similarities' sum is largest. */
  void link(Choice tracks, Choice things, Similarity similarity) {
    int[] rows = free(settledTrack, tracks);
    int[] columns = free(settledThing, things);
    if (rows.length == 0 || columns.length == 0) {
      return;
    }
    double[] cost = new double[rows.length * columns.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns.length; j++) {
        cost[i * columns.length + j] = -similarity.of(rows[i], columns[j]);
      }
    }
    int[] solution = solver.solve(cost, rows.length, columns.length, 0);
    for (int i = 0; i < rows.length; i++) {
      if (solution[i] >= 0) {
        settle(rows[i], columns[solution[i]]);
      }
    }
  }

  private static int[] free(boolean[] settled, Choice choice) {
    int[] indices = new int[settled.length];
    int count = 0;
    for (int i = 0; i < settled.length; i++) {
      if (!settled[i] && choice.includes(i)) {
        indices[count++] = i;
      }
    }
    return Arrays.copyOf(indices, count);
  }

  private void settle(int track, int thing) {
    thingOfTrack[track] = thing;
    settledTrack[track] = true;
    settledThing[thing] = true;
  }

  /** Leaves a track out of all later stages without linking it. */
  void settleTrack(int track) {
    settledTrack[track] = true;
  }

  /** Leaves a thing out of all later stages without linking it. */
  void settleThing(int thing) {
    settledThing[thing] = true;
  }

  /** Makes a free thing a piece of a track that has another thing. */
  void addFragment(int thing, int track) {
    wholeOfThing[thing] = track;
    settledThing[thing] = true;
  }

  boolean isFragmentOf(int thing, int track) {
    return wholeOfThing[thing] == track;
  }

  boolean hasFragments(int track) {
    for (int whole : wholeOfThing) {
      if (whole == track) {
        return true;
      }
    }
    return false;
  }

  boolean isFreeThing(int thing) {
    return !settledThing[thing];
  }

  /** The linked thing, or -1. */
  int thingOf(int track) {
    return thingOfTrack[track];
  }
}
