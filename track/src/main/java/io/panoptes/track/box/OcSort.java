package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.track.state.StateReader;
import java.util.Arrays;
import java.util.List;

/**
 * OC-SORT (Cao et al., Observation-Centric SORT, CVPR 2023), equal to the authors' implementation:
 * overlap with the predicted box plus consistency of direction, then recovery by the last
 * observation, and a re-update of the filter along virtual observations after a gap.
 */
public final class OcSort extends AreaTracker<OcSortTrack> {

  /** Keeps the optimum from linking different categories; the authors' number. */
  private static final double OTHER_CATEGORY = 1e6;

  private final OcSortSettings settings;
  private final OverlapMatching matching = new OverlapMatching();

  public OcSort(OcSortSettings settings) {
    super(settings.maxAge(), settings.minHits());
    this.settings = settings;
  }

  @Override
  public List<BoxTrack> update(List<Detection> detections, double time, int steps) {
    int[] sure = new int[detections.size()];
    int sureCount = 0;
    for (int i = 0; i < sure.length; i++) {
      if (detections.get(i).score() > settings.detectionScore()) {
        sure[sureCount++] = i;
      }
    }
    predict(steps);
    int known = tracks.size();
    int[] trackOf = matchPredicted(detections, sure, sureCount);
    boolean[] linked = new boolean[known];
    link(detections, sure, sureCount, trackOf, linked, time);
    recover(detections, sure, sureCount, trackOf, linked, time);
    for (int t = 0; t < known; t++) {
      if (!linked[t] && settings.reupdates()) {
        tracks.get(t).freeze();
      }
    }
    int[] detectionOf = new int[known + sureCount];
    Arrays.fill(detectionOf, -1);
    for (int d = 0; d < sureCount; d++) {
      if (trackOf[d] >= 0) {
        detectionOf[trackOf[d]] = sure[d];
      } else {
        detectionOf[tracks.size()] = sure[d];
        Detection detection = detections.get(sure[d]);
        tracks.add(
            new OcSortTrack(nextNumber(), detection.box(), detection.category(), settings, time));
      }
    }
    return report(detectionOf, time);
  }

  private int[] matchPredicted(List<Detection> detections, int[] sure, int count) {
    int known = tracks.size();
    double[] overlap = new double[count * known];
    double[] cost = new double[count * known];
    for (int t = 0; t < known; t++) {
      OcSortTrack track = tracks.get(t);
      Box predicted = track.predictedBox();
      track.prepareDirection();
      for (int d = 0; d < count; d++) {
        Detection detection = detections.get(sure[d]);
        double iou = detection.box().iou(predicted);
        double direction =
            track.agreement(detection.box())
                * settings.inertia()
                * (settings.usesScores() ? detection.score() : 1);
        overlap[d * known + t] = iou;
        cost[d * known + t] = -iou - direction + otherCategory(detection, track);
      }
    }
    return matching.match(overlap, cost, count, known, settings.overlap());
  }

  private double otherCategory(Detection detection, OcSortTrack track) {
    return settings.separatesCategories() && detection.category() != track.category()
        ? OTHER_CATEGORY
        : 0;
  }

  private void link(
      List<Detection> detections,
      int[] sure,
      int count,
      int[] trackOf,
      boolean[] linked,
      double time) {
    for (int d = 0; d < count; d++) {
      if (trackOf[d] >= 0) {
        linked[trackOf[d]] = true;
        tracks.get(trackOf[d]).update(detections.get(sure[d]).box(), time);
      }
    }
  }

  /** Links what is left over by overlap with the tracks' last observations. */
  private void recover(
      List<Detection> detections,
      int[] sure,
      int count,
      int[] trackOf,
      boolean[] linked,
      double time) {
    int[] leftDetections = new int[count];
    int leftCount = 0;
    for (int d = 0; d < count; d++) {
      if (trackOf[d] < 0) {
        leftDetections[leftCount++] = d;
      }
    }
    int[] leftTracks = new int[linked.length];
    int trackCount = 0;
    for (int t = 0; t < linked.length; t++) {
      if (!linked[t]) {
        leftTracks[trackCount++] = t;
      }
    }
    if (leftCount == 0 || trackCount == 0) {
      return;
    }
    double[] overlap = new double[leftCount * trackCount];
    double[] cost = new double[leftCount * trackCount];
    double best = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < leftCount; i++) {
      Detection detection = detections.get(sure[leftDetections[i]]);
      for (int j = 0; j < trackCount; j++) {
        OcSortTrack track = tracks.get(leftTracks[j]);
        double likeness =
            track.overlapWithLastObservation(detection.box()) - otherCategory(detection, track);
        overlap[i * trackCount + j] = likeness;
        cost[i * trackCount + j] = -likeness;
        best = Math.max(best, likeness);
      }
    }
    if (!(best > settings.recoveryOverlap())) {
      return;
    }
    int[] found = matching.assign(overlap, cost, leftCount, trackCount, settings.recoveryOverlap());
    for (int i = 0; i < leftCount; i++) {
      if (found[i] >= 0) {
        int track = leftTracks[found[i]];
        trackOf[leftDetections[i]] = track;
        linked[track] = true;
        tracks.get(track).update(detections.get(sure[leftDetections[i]]).box(), time);
      }
    }
  }

  @Override
  OcSortTrack readTrack(StateReader in) {
    return OcSortTrack.read(in, settings);
  }
}
