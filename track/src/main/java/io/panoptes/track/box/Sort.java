package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.track.TrackState;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * SORT (Bewley et al., Simple Online and Realtime Tracking, ICIP 2016), as its authors run it:
 * overlap with the predicted box and nothing else. It takes detections of any score.
 */
public final class Sort implements BoxTracker {

  private static final int MAX_TRACKS = 1 << 16;

  private final double maxAge;
  private final int minHits;
  private final double overlap;
  private final OverlapMatching matching = new OverlapMatching();
  private final List<SortTrack> tracks = new ArrayList<>();
  private long frames;
  private long lastNumber;

  /** The authors' defaults: an age of one frame, three hits, an IoU of 0.3. */
  public Sort() {
    this(1, 3, 0.3);
  }

  /**
   * @param maxAge how long a track is kept unseen, in the unit of time of the calls; raising it
   *     bridges longer gaps
   * @param minHits frames in a row that a track must be seen before it is reported; raising it
   *     suppresses flicker
   * @param overlap least IoU of a link; raising it makes links stricter
   */
  public Sort(double maxAge, int minHits, double overlap) {
    this.maxAge = maxAge;
    this.minHits = minHits;
    this.overlap = overlap;
  }

  @Override
  public List<BoxTrack> update(List<Detection> detections, double time, int steps) {
    frames++;
    for (int i = tracks.size() - 1; i >= 0; i--) {
      if (!tracks.get(i).predict(steps)) {
        tracks.remove(i);
      }
    }
    int known = tracks.size();
    int count = detections.size();
    double[] iou = new double[count * known];
    double[] cost = new double[count * known];
    for (int t = 0; t < known; t++) {
      Box predicted = tracks.get(t).motion.box();
      for (int d = 0; d < count; d++) {
        iou[d * known + t] = detections.get(d).box().iou(predicted);
        cost[d * known + t] = -iou[d * known + t];
      }
    }
    int[] trackOf = matching.match(iou, cost, count, known, overlap);
    int[] detectionOf = new int[known + count];
    Arrays.fill(detectionOf, -1);
    for (int d = 0; d < count; d++) {
      if (trackOf[d] >= 0) {
        detectionOf[trackOf[d]] = d;
        tracks.get(trackOf[d]).update(detections.get(d).box(), time);
      } else {
        detectionOf[tracks.size()] = d;
        tracks.add(new SortTrack(++lastNumber, detections.get(d), time));
      }
    }
    return report(detectionOf, time);
  }

  private List<BoxTrack> report(int[] detectionOf, double time) {
    List<BoxTrack> report = new ArrayList<>(tracks.size());
    int kept = 0;
    for (int t = 0; t < tracks.size(); t++) {
      SortTrack track = tracks.get(t);
      if (time - track.lastTime > maxAge) {
        continue;
      }
      boolean isReported = track.hitStreak >= minHits || frames <= minHits;
      TrackState state =
          detectionOf[t] < 0
              ? TrackState.LOST
              : isReported ? TrackState.CONFIRMED : TrackState.TENTATIVE;
      report.add(
          new BoxTrack(
              track.number,
              detectionOf[t],
              state,
              track.motion.box(),
              track.category,
              track.motion.velocityX(),
              track.motion.velocityY()));
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
    for (SortTrack track : tracks) {
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
      tracks.add(SortTrack.read(in));
    }
  }

  private static final class SortTrack {
    final long number;
    final int category;
    final AreaMotion motion;
    long hitStreak;
    boolean wasSeen = true;
    double lastTime;

    SortTrack(long number, Detection detection, double time) {
      this(number, detection.category(), new AreaMotion(detection.box(), 0));
      lastTime = time;
    }

    private SortTrack(long number, int category, AreaMotion motion) {
      this.number = number;
      this.category = category;
      this.motion = motion;
    }

    boolean predict(int steps) {
      for (int i = 0; i < steps; i++) {
        motion.predict();
      }
      if (!wasSeen) {
        hitStreak = 0;
      }
      wasSeen = false;
      return motion.isValid();
    }

    void update(Box box, double time) {
      motion.update(box);
      lastTime = time;
      wasSeen = true;
      hitStreak++;
    }

    void write(StateWriter out) {
      out.writeLong(number).writeInt(category);
      motion.write(out);
      out.writeLong(hitStreak).writeBoolean(wasSeen).writeDouble(lastTime);
    }

    static SortTrack read(StateReader in) {
      SortTrack track = new SortTrack(in.readLong(), in.readInt(), AreaMotion.read(in));
      track.hitStreak = in.readLong();
      track.wasSeen = in.readBoolean();
      track.lastTime = in.readDouble();
      return track;
    }
  }
}
