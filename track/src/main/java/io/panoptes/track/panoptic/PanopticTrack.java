package io.panoptes.track.panoptic;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.track.appearance.AverageLook;
import io.panoptes.track.category.CategoryVotes;
import io.panoptes.track.mask.CoarseMask;
import io.panoptes.track.motion.BoxMotion;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/** All that is known of one identity between frames. Not for several threads. */
final class PanopticTrack {

  /** Weight of what it looked like before. */
  private static final double LOOK_INERTIA = 0.9;

  /** Stands for having been there before anybody looked, or being perhaps somebody come back. */
  static final int NO_CELL = -1;

  /** Weight of the newest area in the running one. */
  private static final double AREA_GAIN = 0.2;

  private final long number;
  private final long firstSeenMicros;
  private BoxMotion motion;
  private CoarseMask mask;
  private AverageLook look = new AverageLook();
  private CategoryVotes votes = new CategoryVotes();
  private Momentum momentum = new Momentum();
  private Box lastBox;
  private double lastArea;
  private double usualArea;
  private double maskX;
  private double maskY;
  private long lastSeenMicros;
  private long lastOccludedMicros;
  private long lastMergedMicros;
  private int hits;
  private int misses;
  private boolean confirmed;
  private boolean leader;
  private boolean inBlob;
  private long lastAloneMicros;
  private long lastWholeMicros;
  private int firstCell = NO_CELL;

  PanopticTrack(long number, long atMicros) {
    this.number = number;
    this.firstSeenMicros = atMicros;
    this.lastOccludedMicros = atMicros;
    this.lastMergedMicros = atMicros;
  }

  /**
   * The segment that shows it in this frame.
   *
   * @param thing the segment
   * @param body where the whole of it is, hidden parts included
   * @param shape of the visible part
   * @param isWhole whether nothing of it is hidden, so that its area is the usual one
   * @param reupdates whether its motion in a gap is walked again
   */
  void see(
      long atMicros,
      Segment thing,
      Box body,
      CoarseMask shape,
      boolean isWhole,
      boolean reupdates) {
    double area = thing.areaPixels();
    if (motion == null) {
      motion = new BoxMotion(body);
      usualArea = area;
    } else {
      motion.update(body, reupdates);
      if (isWhole) {
        usualArea += AREA_GAIN * (area - usualArea);
      }
    }
    if (isWhole) {
      lastWholeMicros = atMicros;
    }
    Box now = motion.box();
    maskX = centreX(now);
    maskY = centreY(now);
    mask = shape;
    votes.vote(thing.category(), thing.score());
    if (thing.appearance().isPresent()) {
      look.see(thing.appearance().get(), LOOK_INERTIA);
    }
    momentum.observe(atMicros / 1e6, body);
    lastBox = thing.box();
    lastArea = area;
    lastSeenMicros = atMicros;
    hits++;
    misses = 0;
    leader = false;
    inBlob = false;
    lastAloneMicros = atMicros;
  }

  /**
   * Goes on as a track that has turned out to be the same.
   *
   * @param same began after this was last seen; not to be used any more
   * @param thing that shows it in this frame
   */
  void resume(PanopticTrack same, Segment thing) {
    motion = same.motion;
    mask = same.mask;
    maskX = same.maskX;
    maskY = same.maskY;
    momentum = same.momentum;
    lastBox = same.lastBox;
    lastArea = same.lastArea;
    usualArea = same.usualArea;
    lastSeenMicros = same.lastSeenMicros;
    lastAloneMicros = same.lastAloneMicros;
    lastWholeMicros = same.lastWholeMicros;
    votes.vote(same.votes);
    if (thing.appearance().isPresent()) {
      look.see(thing.appearance().get(), LOOK_INERTIA);
    }
    hits += same.hits;
    misses = 0;
    leader = false;
    inBlob = false;
  }

  /** No segment shows it in this frame. */
  void miss() {
    misses++;
    leader = false;
    inBlob = false;
  }

  /** Something that is seen hides it in this frame. */
  void occlude(long atMicros) {
    lastOccludedMicros = atMicros;
  }

  /**
   * It shares one segment with others in this frame: it is somewhere in {@code blob}.
   *
   * @param isLeader whether the segment carries its number
   */
  void merge(long atMicros, Box blob, boolean isLeader) {
    Box box = motion.box();
    motion.moveCentre(
        within(centreX(box), box.width(), blob.left(), blob.right()),
        within(centreY(box), box.height(), blob.top(), blob.bottom()));
    lastMergedMicros = atMicros;
    lastOccludedMicros = atMicros;
    leader = isLeader;
    inBlob = true;
    misses++;
    if (isLeader) {
      lastSeenMicros = atMicros;
    }
  }

  private static double within(double centre, double length, double from, double to) {
    double half = length / 2;
    return to - from <= length
        ? (from + to) / 2
        : Math.min(Math.max(centre, from + half), to - half);
  }

  void predict(double seconds) {
    motion.predict(seconds);
  }

  /** Moves with the picture of a camera that moves. */
  void move(CameraMotion camera) {
    motion.move(camera);
    momentum.move(camera);
    lastBox = camera.apply(lastBox);
  }

  void confirm() {
    confirmed = true;
  }

  long number() {
    return number;
  }

  BoxMotion motion() {
    return motion;
  }

  CoarseMask mask() {
    return mask;
  }

  /** By vote. */
  Category category() {
    return votes.winner();
  }

  /** The category's share of the vote. */
  double categoryConfidence() {
    return votes.confidence();
  }

  /** What it looked like of late. */
  AverageLook look() {
    return look;
  }

  Momentum momentum() {
    return momentum;
  }

  /** How far the shape has moved since it was seen, in pixels. */
  double shiftX() {
    return centreX(motion.box()) - maskX;
  }

  double shiftY() {
    return centreY(motion.box()) - maskY;
  }

  /** The visible part when it was last seen on its own. */
  Box lastBox() {
    return lastBox;
  }

  double lastArea() {
    return lastArea;
  }

  /** Running area of the whole in pixels. */
  double usualArea() {
    return usualArea;
  }

  long firstSeenMicros() {
    return firstSeenMicros;
  }

  long lastSeenMicros() {
    return lastSeenMicros;
  }

  /** The last time that a segment of its own showed it. */
  long lastAloneMicros() {
    return lastAloneMicros;
  }

  /** The last time that nothing of it was hidden. */
  long lastWholeMicros() {
    return lastWholeMicros;
  }

  /** The last time that it was a part of a larger segment; its first frame when it never was. */
  long lastMergedMicros() {
    return lastMergedMicros;
  }

  /** The last time that there was a reason for not seeing it, or that it was seen. */
  long lastExcusedMicros() {
    return Math.max(lastSeenMicros, lastOccludedMicros);
  }

  /** Whether there was a reason for not seeing it since it was last seen. */
  boolean wasHidden() {
    return lastOccludedMicros > lastSeenMicros;
  }

  /** It came into the scene in this cell of the zones, and was not there before. */
  void enter(int cell) {
    firstCell = cell;
  }

  /** The zones' cell in which it came into the scene; {@link #NO_CELL} when nobody knows. */
  int firstCell() {
    return firstCell;
  }

  int hits() {
    return hits;
  }

  /** Of the segments that showed it, newer ones counting more. */
  double meanScore() {
    return votes.meanScore(hits);
  }

  /** Frames since it was last seen on its own. */
  int misses() {
    return misses;
  }

  boolean isConfirmed() {
    return confirmed;
  }

  boolean isLeader() {
    return leader;
  }

  /** Whether the last frame showed it as a part of a larger segment. */
  boolean isInBlob() {
    return inBlob;
  }

  Point foot() {
    return motion.box().foot();
  }

  void write(StateWriter out) {
    out.writeLong(number).writeLong(firstSeenMicros);
    motion.write(out);
    mask.write(out);
    votes.write(out);
    momentum.write(out);
    out.writeDouble(lastBox.left())
        .writeDouble(lastBox.top())
        .writeDouble(lastBox.right())
        .writeDouble(lastBox.bottom())
        .writeDouble(lastArea)
        .writeDouble(usualArea)
        .writeDouble(maskX)
        .writeDouble(maskY)
        .writeLong(lastSeenMicros - firstSeenMicros)
        .writeLong(lastOccludedMicros - firstSeenMicros)
        .writeLong(lastMergedMicros - firstSeenMicros)
        .writeInt(hits)
        .writeInt(misses)
        .writeBoolean(confirmed)
        .writeLong(lastAloneMicros - firstSeenMicros)
        .writeLong(lastWholeMicros - firstSeenMicros)
        .writeBoolean(leader)
        .writeBoolean(inBlob);
    look.write(out);
    out.writeInt(firstCell);
  }

  /**
   * @param knowsCell whether the state tells where the track began
   */
  static PanopticTrack read(StateReader in, boolean knowsCell) {
    PanopticTrack track = new PanopticTrack(in.readLong(), in.readLong());
    track.motion = BoxMotion.read(in);
    track.mask = CoarseMask.read(in);
    track.votes = CategoryVotes.read(in);
    track.momentum = Momentum.read(in);
    track.lastBox = new Box(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    track.lastArea = in.readDouble();
    track.usualArea = in.readDouble();
    track.maskX = in.readDouble();
    track.maskY = in.readDouble();
    track.lastSeenMicros = track.firstSeenMicros + in.readLong();
    track.lastOccludedMicros = track.firstSeenMicros + in.readLong();
    track.lastMergedMicros = track.firstSeenMicros + in.readLong();
    track.hits = in.readInt();
    track.misses = in.readInt();
    track.confirmed = in.readBoolean();
    track.lastAloneMicros = track.firstSeenMicros + in.readLong();
    track.lastWholeMicros = track.firstSeenMicros + in.readLong();
    track.leader = in.readBoolean();
    track.inBlob = in.readBoolean();
    track.look = AverageLook.read(in);
    track.firstCell = knowsCell ? in.readInt() : NO_CELL;
    return track;
  }

  private static double centreX(Box box) {
    return (box.left() + box.right()) / 2;
  }

  private static double centreY(Box box) {
    return (box.top() + box.bottom()) / 2;
  }
}
