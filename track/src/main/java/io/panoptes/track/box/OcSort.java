package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.track.TrackState;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * OC-SORT (Cao et al., Observation-Centric SORT, CVPR 2023), equal to the authors' implementation:
 * overlap with the predicted box plus consistency of direction, then recovery by the last
 * observation, and a re-update of the filter along virtual observations after a gap. A track whose
 * predicted area or aspect ratio is not positive ends, where theirs ends on a number that is none.
 */
public final class OcSort implements BoxTracker {

  /** Keeps the optimum from linking different categories; the authors' number. */
  private static final double OTHER_CATEGORY = 1e6;

  private static final int MAX_TRACKS = 1 << 16;

  private final OcSortSettings settings;
  private final OverlapMatching matching = new OverlapMatching();
  private final List<OcSortTrack> tracks = new ArrayList<>();
  private long frames;
  private long lastNumber;

  public OcSort(OcSortSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<BoxTrack> update(List<Detection> detections, double time, int steps) {
    frames++;
    int[] sure = new int[detections.size()];
    int sureCount = 0;
    for (int i = 0; i < sure.length; i++) {
      if (detections.get(i).score() > settings.detectionScore()) {
        sure[sureCount++] = i;
      }
    }
    for (int i = tracks.size() - 1; i >= 0; i--) {
      if (!tracks.get(i).predict(steps)) {
        tracks.remove(i);
      }
    }
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
            new OcSortTrack(++lastNumber, detection.box(), detection.category(), settings, time));
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

  private List<BoxTrack> report(int[] detectionOf, double time) {
    List<BoxTrack> report = new ArrayList<>(tracks.size());
    int kept = 0;
    for (int t = 0; t < tracks.size(); t++) {
      OcSortTrack track = tracks.get(t);
      if (time - track.lastTime() > settings.maxAge()) {
        continue;
      }
      boolean isReported =
          detectionOf[t] >= 0
              && (track.hitStreak() >= settings.minHits() || frames <= settings.minHits());
      TrackState state =
          detectionOf[t] < 0
              ? TrackState.LOST
              : isReported ? TrackState.CONFIRMED : TrackState.TENTATIVE;
      report.add(
          new BoxTrack(
              track.number(),
              detectionOf[t],
              state,
              detectionOf[t] < 0 ? track.predictedBox() : track.observedBox(),
              track.category(),
              track.velocityX(),
              track.velocityY()));
      tracks.set(kept++, track);
    }
    tracks.subList(kept, tracks.size()).clear();
    return report;
  }

  @Override
  public void endTracks() {
    tracks.clear();
  }

  @Override
  public long lastNumber() {
    return lastNumber;
  }

  @Override
  public void startAfter(long number) {
    lastNumber = number;
  }

  @Override
  public void writeState(StateWriter out) {
    out.writeLong(frames).writeLong(lastNumber).writeInt(tracks.size());
    for (OcSortTrack track : tracks) {
      track.write(out);
    }
  }

  @Override
  public void readState(StateReader in) {
    frames = in.readLong();
    lastNumber = in.readLong();
    tracks.clear();
    int count = in.readCount(MAX_TRACKS);
    for (int i = 0; i < count; i++) {
      tracks.add(OcSortTrack.read(in, settings));
    }
  }
}
