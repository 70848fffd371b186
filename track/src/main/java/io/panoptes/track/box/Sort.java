package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.Arrays;
import java.util.List;

/**
 * SORT (Bewley et al., Simple Online and Realtime Tracking, ICIP 2016), as its authors run it:
 * overlap with the predicted box and nothing else. It takes detections of any score.
 */
public final class Sort extends AreaTracker<Sort.SortTrack> {

  private final double overlap;
  private final OverlapMatching matching = new OverlapMatching();

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
    super(maxAge, minHits);
    this.overlap = overlap;
  }

  @Override
  public List<BoxTrack> update(List<Detection> detections, double time, int steps) {
    predict(steps);
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
        tracks.add(new SortTrack(nextNumber(), detections.get(d), time));
      }
    }
    return report(detectionOf, time);
  }

  @Override
  SortTrack readTrack(StateReader in) {
    return SortTrack.read(in);
  }

  static final class SortTrack implements Track {
    private final long number;
    private final int category;
    private final AreaMotion motion;
    private long hitStreak;
    private boolean wasSeen = true;
    private double lastTime;

    SortTrack(long number, Detection detection, double time) {
      this(number, detection.category(), new AreaMotion(detection.box(), 0));
      lastTime = time;
    }

    private SortTrack(long number, int category, AreaMotion motion) {
      this.number = number;
      this.category = category;
      this.motion = motion;
    }

    @Override
    public boolean predict(int steps) {
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

    @Override
    public long number() {
      return number;
    }

    @Override
    public int category() {
      return category;
    }

    @Override
    public long hitStreak() {
      return hitStreak;
    }

    @Override
    public double lastTime() {
      return lastTime;
    }

    @Override
    public Box box(boolean isSeen) {
      return motion.box();
    }

    @Override
    public double velocityX() {
      return motion.velocityX();
    }

    @Override
    public double velocityY() {
      return motion.velocityY();
    }

    @Override
    public void write(StateWriter out) {
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
