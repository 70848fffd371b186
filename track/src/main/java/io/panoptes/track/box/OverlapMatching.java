package io.panoptes.track.box;

import io.panoptes.track.assign.AssignmentSolver;
import java.util.Arrays;

/**
 * The matching of SORT and OC-SORT: when every detection and every track has at most one partner
 * above the threshold, and at least one pair exists, those pairs are taken as they are; else the
 * best complete assignment is sought and its pairs below the threshold are dropped. Not for several
 * threads.
 */
final class OverlapMatching {

  private final AssignmentSolver solver = new AssignmentSolver();

  /**
   * @param overlap row-major, detections in rows
   * @param cost of the same shape, for the assignment
   * @return for each detection its track, or -1
   */
  int[] match(double[] overlap, double[] cost, int detections, int tracks, double threshold) {
    int[] trackOfDetection = new int[detections];
    Arrays.fill(trackOfDetection, -1);
    if (detections == 0 || tracks == 0) {
      return trackOfDetection;
    }
    if (isUnambiguous(overlap, detections, tracks, threshold)) {
      for (int d = 0; d < detections; d++) {
        for (int t = 0; t < tracks; t++) {
          if (overlap[d * tracks + t] > threshold) {
            trackOfDetection[d] = t;
          }
        }
      }
      return trackOfDetection;
    }
    return assign(overlap, cost, detections, tracks, threshold);
  }

  /** The best complete assignment without its pairs below the threshold. */
  int[] assign(double[] overlap, double[] cost, int detections, int tracks, double threshold) {
    int[] trackOfDetection = solver.solve(cost, detections, tracks);
    for (int d = 0; d < detections; d++) {
      int t = trackOfDetection[d];
      if (t >= 0 && overlap[d * tracks + t] < threshold) {
        trackOfDetection[d] = -1;
      }
    }
    return trackOfDetection;
  }

  private static boolean isUnambiguous(
      double[] overlap, int detections, int tracks, double threshold) {
    boolean any = false;
    boolean[] taken = new boolean[tracks];
    for (int d = 0; d < detections; d++) {
      boolean found = false;
      for (int t = 0; t < tracks; t++) {
        if (overlap[d * tracks + t] > threshold) {
          if (found || taken[t]) {
            return false;
          }
          found = true;
          taken[t] = true;
          any = true;
        }
      }
    }
    return any;
  }
}
