package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.core.track.TrackState;
import io.panoptes.track.assign.AssignmentSolver;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The life of tracks in ByteTrack and what was built on it: sure detections first, then faint ones
 * for the tracks that are left, then sure ones for tracks seen once. Not for several threads.
 */
abstract sealed class TwoStageTracker implements BoxTracker permits ByteTrack, BotSort {

  /** Tracked and lost tracks nearer than this are one; the older is kept. */
  private static final double DUPLICATE_DISTANCE = 0.15;

  private static final int MAX_TRACKS = 1 << 16;

  private final ByteTrackSettings settings;
  private final AssignmentSolver solver = new AssignmentSolver();
  private List<TwoStageTrack> tracked = new ArrayList<>();
  private List<TwoStageTrack> lost = new ArrayList<>();
  private CameraMotion camera = CameraMotion.NONE;
  private long frame;
  private long lastNumber;

  TwoStageTracker(ByteTrackSettings settings) {
    this.settings = settings;
  }

  /** The motion of a track that begins. */
  abstract BodyMotion motion(Box box);

  abstract BodyMotion readMotion(StateReader in);

  /** What a link to a sure detection costs. */
  abstract double firstCost(TwoStageTrack track, Detection detection, double iou);

  /** A sure detection shows the track. */
  void see(TwoStageTrack track, Detection detection) {}

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
    List<TwoStageTrack> unconfirmed = new ArrayList<>();
    List<TwoStageTrack> pool = new ArrayList<>();
    for (TwoStageTrack track : tracked) {
      (track.isConfirmed() ? pool : unconfirmed).add(track);
    }
    pool.addAll(lost);
    for (TwoStageTrack track : pool) {
      track.predict(steps);
    }
    moveWithCamera();
    List<TwoStageTrack> seenAgain = new ArrayList<>();
    List<TwoStageTrack> left =
        associate(pool, high, detections, true, settings.firstLimit(), time, seenAgain);
    List<TwoStageTrack> leftTracked = new ArrayList<>();
    for (TwoStageTrack track : left) {
      if (!track.isLost()) {
        leftTracked.add(track);
      }
    }
    List<TwoStageTrack> newlyLost =
        associate(leftTracked, low, detections, false, settings.secondLimit(), time, seenAgain);
    for (TwoStageTrack track : newlyLost) {
      track.markLost();
    }
    associate(unconfirmed, high, detections, true, settings.tentativeLimit(), time, seenAgain);
    List<TwoStageTrack> born = begin(high, detections, time);
    collect(seenAgain, born, newlyLost, time);
    return report(time);
  }

  private void moveWithCamera() {
    if (!camera.isNone()) {
      tracked.forEach(track -> track.move(camera));
      lost.forEach(track -> track.move(camera));
      camera = CameraMotion.NONE;
    }
  }

  @Override
  public final void moveCamera(CameraMotion motion) {
    camera = motion;
  }

  /**
   * Links tracks and detections; what is linked leaves {@code choice}.
   *
   * @param isSure whether these are the sure detections
   * @return the tracks that found none
   */
  private List<TwoStageTrack> associate(
      List<TwoStageTrack> tracks,
      List<Integer> choice,
      List<Detection> detections,
      boolean isSure,
      double limit,
      double time,
      List<TwoStageTrack> seen) {
    double[] cost = new double[tracks.size() * choice.size()];
    for (int t = 0; t < tracks.size(); t++) {
      Box box = inclusive(tracks.get(t).box());
      for (int d = 0; d < choice.size(); d++) {
        Detection detection = detections.get(choice.get(d));
        double iou = box.iou(inclusive(detection.box()));
        cost[t * choice.size() + d] = isSure ? firstCost(tracks.get(t), detection, iou) : 1 - iou;
      }
    }
    int[] detectionOf = solver.solve(cost, tracks.size(), choice.size(), limit);
    List<TwoStageTrack> left = new ArrayList<>();
    boolean[] taken = new boolean[choice.size()];
    for (int t = 0; t < tracks.size(); t++) {
      if (detectionOf[t] < 0) {
        left.add(tracks.get(t));
      } else {
        taken[detectionOf[t]] = true;
        int detection = choice.get(detectionOf[t]);
        tracks.get(t).update(detections.get(detection).box(), detection, frame, time);
        if (isSure) {
          see(tracks.get(t), detections.get(detection));
        }
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

  private List<TwoStageTrack> begin(List<Integer> choice, List<Detection> detections, double time) {
    List<TwoStageTrack> born = new ArrayList<>();
    for (int index : choice) {
      Detection detection = detections.get(index);
      if (detection.score() >= settings.highScore() + settings.birthMargin()) {
        TwoStageTrack track =
            new TwoStageTrack(++lastNumber, detection, motion(detection.box()), index, frame, time);
        see(track, detection);
        born.add(track);
      }
    }
    return born;
  }

  private void collect(
      List<TwoStageTrack> seen,
      List<TwoStageTrack> born,
      List<TwoStageTrack> newlyLost,
      double time) {
    List<TwoStageTrack> nowTracked = new ArrayList<>();
    for (TwoStageTrack track : tracked) {
      if (!track.isLost() && track.lastFrame() == frame) {
        nowTracked.add(track);
      }
    }
    nowTracked.addAll(born);
    List<TwoStageTrack> nowLost = new ArrayList<>();
    for (TwoStageTrack track : lost) {
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
      List<TwoStageTrack> nowTracked, List<TwoStageTrack> nowLost) {
    List<TwoStageTrack> twins = new ArrayList<>();
    for (TwoStageTrack seen : nowTracked) {
      for (TwoStageTrack gone : nowLost) {
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
    for (TwoStageTrack track : tracked) {
      report.add(track.describe(track.isConfirmed() ? TrackState.CONFIRMED : TrackState.TENTATIVE));
    }
    for (TwoStageTrack track : lost) {
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
    for (List<TwoStageTrack> list : List.of(tracked, lost)) {
      out.writeInt(list.size());
      for (TwoStageTrack track : list) {
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

  private List<TwoStageTrack> readTracks(StateReader in) {
    int count = in.readCount(MAX_TRACKS);
    List<TwoStageTrack> tracks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tracks.add(TwoStageTrack.read(in, this::readMotion));
    }
    return tracks;
  }
}
