package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.track.TrackState;
import io.panoptes.track.assign.AssignmentSolver;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * ByteTrack (Zhang et al., Multi-Object Tracking by Associating Every Detection Box, ECCV 2022), as
 * its authors run it: sure detections first, then faint ones for the tracks that are left.
 */
public final class ByteTrack implements BoxTracker {

  /** Tracked and lost tracks nearer than this are one; the older is kept. */
  private static final double DUPLICATE_DISTANCE = 0.15;

  private static final int MAX_TRACKS = 1 << 16;

  private final ByteTrackSettings settings;
  private final AssignmentSolver solver = new AssignmentSolver();
  private List<ByteTrackTrack> tracked = new ArrayList<>();
  private List<ByteTrackTrack> lost = new ArrayList<>();
  private long frame;
  private long lastNumber;

  public ByteTrack(ByteTrackSettings settings) {
    this.settings = settings;
  }

  @Override
  public List<BoxTrack> update(List<Detection> detections, double time, int steps) {
    frame++;
    List<Integer> high = new ArrayList<>();
    List<Integer> low = new ArrayList<>();
    for (int i = 0; i < detections.size(); i++) {
      double score = detections.get(i).score();
      if (score > settings.highScore()) {
        high.add(i);
      } else if (score > settings.lowScore() && score < settings.highScore()) {
        low.add(i);
      }
    }
    List<ByteTrackTrack> unconfirmed = new ArrayList<>();
    List<ByteTrackTrack> pool = new ArrayList<>();
    for (ByteTrackTrack track : tracked) {
      (track.isConfirmed() ? pool : unconfirmed).add(track);
    }
    pool.addAll(lost);
    for (ByteTrackTrack track : pool) {
      track.predict(steps);
    }
    List<ByteTrackTrack> seenAgain = new ArrayList<>();
    List<ByteTrackTrack> left =
        associate(pool, high, detections, true, settings.firstLimit(), time, seenAgain);
    List<ByteTrackTrack> leftTracked = new ArrayList<>();
    for (ByteTrackTrack track : left) {
      if (!track.isLost()) {
        leftTracked.add(track);
      }
    }
    List<ByteTrackTrack> newlyLost =
        associate(leftTracked, low, detections, false, settings.secondLimit(), time, seenAgain);
    for (ByteTrackTrack track : newlyLost) {
      track.markLost();
    }
    associate(unconfirmed, high, detections, true, settings.tentativeLimit(), time, seenAgain);
    List<ByteTrackTrack> born = begin(high, detections, time);
    collect(seenAgain, born, newlyLost, time);
    return report(time);
  }

  /**
   * Links tracks and detections; what is linked leaves {@code choice}.
   *
   * @param fusesScore whether overlap counts less for faint detections
   * @return the tracks that found none
   */
  private List<ByteTrackTrack> associate(
      List<ByteTrackTrack> tracks,
      List<Integer> choice,
      List<Detection> detections,
      boolean fusesScore,
      double limit,
      double time,
      List<ByteTrackTrack> seen) {
    double[] cost = new double[tracks.size() * choice.size()];
    for (int t = 0; t < tracks.size(); t++) {
      Box box = inclusive(tracks.get(t).box());
      for (int d = 0; d < choice.size(); d++) {
        Detection detection = detections.get(choice.get(d));
        double iou = box.iou(inclusive(detection.box()));
        cost[t * choice.size() + d] = 1 - (fusesScore ? iou * detection.score() : iou);
      }
    }
    int[] detectionOf = solver.solve(cost, tracks.size(), choice.size(), limit);
    List<ByteTrackTrack> left = new ArrayList<>();
    boolean[] taken = new boolean[choice.size()];
    for (int t = 0; t < tracks.size(); t++) {
      if (detectionOf[t] < 0) {
        left.add(tracks.get(t));
      } else {
        taken[detectionOf[t]] = true;
        int detection = choice.get(detectionOf[t]);
        tracks.get(t).update(detections.get(detection).box(), detection, frame, time);
        seen.add(tracks.get(t));
      }
    }
    for (int d = choice.size() - 1; d >= 0; d--) {
      if (taken[d]) {
        choice.remove(d);
      }
    }
    return left;
  }

  /**
   * The authors' overlap counts the last pixel in, as if boxes were one pixel wider and higher than
   * ours are.
   */
  private static Box inclusive(Box box) {
    return new Box(box.left(), box.top(), box.right() + 1, box.bottom() + 1);
  }

  private List<ByteTrackTrack> begin(
      List<Integer> choice, List<Detection> detections, double time) {
    List<ByteTrackTrack> born = new ArrayList<>();
    for (int index : choice) {
      Detection detection = detections.get(index);
      if (detection.score() >= settings.highScore() + settings.birthMargin()) {
        born.add(new ByteTrackTrack(++lastNumber, detection, index, frame, time));
      }
    }
    return born;
  }

  private void collect(
      List<ByteTrackTrack> seen,
      List<ByteTrackTrack> born,
      List<ByteTrackTrack> newlyLost,
      double time) {
    List<ByteTrackTrack> nowTracked = new ArrayList<>();
    for (ByteTrackTrack track : tracked) {
      if (!track.isLost() && track.lastFrame() == frame) {
        nowTracked.add(track);
      }
    }
    nowTracked.addAll(born);
    List<ByteTrackTrack> nowLost = new ArrayList<>();
    for (ByteTrackTrack track : lost) {
      if (track.isLost()) {
        if (time - track.lastTime() <= settings.maxAge()) {
          nowLost.add(track);
        }
      } else if (seen.contains(track)) {
        nowTracked.add(track);
      }
    }
    nowLost.addAll(newlyLost);
    removeDuplicates(nowTracked, nowLost);
    tracked = nowTracked;
    lost = nowLost;
  }

  private static void removeDuplicates(
      List<ByteTrackTrack> nowTracked, List<ByteTrackTrack> nowLost) {
    List<ByteTrackTrack> twins = new ArrayList<>();
    for (ByteTrackTrack seen : nowTracked) {
      for (ByteTrackTrack gone : nowLost) {
        if (1 - inclusive(seen.box()).iou(inclusive(gone.box())) < DUPLICATE_DISTANCE) {
          twins.add(seen.length() > gone.length() ? gone : seen);
        }
      }
    }
    nowTracked.removeAll(twins);
    nowLost.removeAll(twins);
  }

  private List<BoxTrack> report(double time) {
    List<BoxTrack> report = new ArrayList<>(tracked.size() + lost.size());
    for (ByteTrackTrack track : tracked) {
      report.add(track.describe(track.isConfirmed() ? TrackState.CONFIRMED : TrackState.TENTATIVE));
    }
    for (ByteTrackTrack track : lost) {
      report.add(track.describe(TrackState.LOST));
    }
    report.sort(Comparator.comparingLong(BoxTrack::number));
    return report;
  }

  @Override
  public void endTracks() {
    tracked.clear();
    lost.clear();
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
    out.writeLong(frame).writeLong(lastNumber);
    for (List<ByteTrackTrack> list : List.of(tracked, lost)) {
      out.writeInt(list.size());
      for (ByteTrackTrack track : list) {
        track.write(out);
      }
    }
  }

  @Override
  public void readState(StateReader in) {
    frame = in.readLong();
    lastNumber = in.readLong();
    tracked = readTracks(in);
    lost = readTracks(in);
  }

  private static List<ByteTrackTrack> readTracks(StateReader in) {
    int count = in.readCount(MAX_TRACKS);
    List<ByteTrackTrack> tracks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tracks.add(ByteTrackTrack.read(in));
    }
    return tracks;
  }
}
