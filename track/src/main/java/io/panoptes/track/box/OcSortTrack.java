package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/** One track of {@link OcSort}. Not for several threads. */
final class OcSortTrack implements AreaTracker.Track {

  private static final double RATIO_GUARD = 1e-6;
  private static final double LENGTH_GUARD = 1e-6;

  private final long number;
  private final int category;
  private final OcSortSettings settings;
  private AreaMotion motion;
  private AreaMotion frozen;
  private long age;
  private long hitStreak;
  private boolean wasSeen = true;
  private double lastTime;
  private double directionX;
  private double directionY;
  private final long[] observedAges;
  private final Box[] observations;
  private int observed;
  private double fromX;
  private double fromY;
  private Box predicted;

  OcSortTrack(long number, Box box, int category, OcSortSettings settings, double time) {
    this(number, category, settings, new AreaMotion(box, RATIO_GUARD));
    this.lastTime = time;
  }

  private OcSortTrack(long number, int category, OcSortSettings settings, AreaMotion motion) {
    this.number = number;
    this.category = category;
    this.settings = settings;
    this.motion = motion;
    this.observedAges = new long[settings.deltaSteps()];
    this.observations = new Box[settings.deltaSteps()];
  }

  @Override
  public boolean predict(int steps) {
    for (int i = 0; i < steps; i++) {
      motion.predict();
    }
    age += steps;
    if (!wasSeen) {
      hitStreak = 0;
    }
    wasSeen = false;
    predicted = motion.isValid() ? motion.box() : null;
    return predicted != null;
  }

  /** Remembers the filter at the first frame of a gap. */
  void freeze() {
    if (frozen == null && observed > 0) {
      frozen = motion.copy();
    }
  }

  void update(Box box, double time) {
    if (observed > 0) {
      Box before = observationBefore();
      double dx = centreX(box) - centreX(before);
      double dy = centreY(box) - centreY(before);
      double length = Math.sqrt(dy * dy + dx * dx) + LENGTH_GUARD;
      directionX = dx / length;
      directionY = dy / length;
    }
    if (frozen != null) {
      walkAgain(box);
    }
    remember(box);
    motion.update(box);
    lastTime = time;
    wasSeen = true;
    hitStreak++;
  }

  /** Runs the filter from the last observation to the new one along the straight line. */
  private void walkAgain(Box box) {
    motion = frozen;
    frozen = null;
    Box last = observations[observed - 1];
    long gap = age - observedAges[observed - 1];
    double dx = (centreX(box) - centreX(last)) / gap;
    double dy = (centreY(box) - centreY(last)) / gap;
    double dw = (box.width() - last.width()) / gap;
    double dh = (box.height() - last.height()) / gap;
    for (int i = 1; i <= gap; i++) {
      double w = last.width() + i * dw;
      double h = last.height() + i * dh;
      double x = centreX(last) + i * dx;
      double y = centreY(last) + i * dy;
      motion.update(new Box(x - w / 2, y - h / 2, x + w / 2, y + h / 2));
      if (i < gap) {
        motion.predict();
      }
    }
  }

  private void remember(Box box) {
    if (observed == observations.length) {
      System.arraycopy(observations, 1, observations, 0, observed - 1);
      System.arraycopy(observedAges, 1, observedAges, 0, observed - 1);
      observed--;
    }
    observations[observed] = box;
    observedAges[observed] = age;
    observed++;
  }

  /** The oldest observation of the last few frames, else the newest one of all. */
  private Box observationBefore() {
    for (int i = 0; i < observed; i++) {
      if (age - observedAges[i] <= settings.deltaSteps()) {
        return observations[i];
      }
    }
    return observations[observed - 1];
  }

  void prepareDirection() {
    if (observed > 0) {
      Box before = observationBefore();
      fromX = centreX(before);
      fromY = centreY(before);
    }
  }

  /** From 0.5 straight on to -0.5 straight back; needs {@link #prepareDirection}. */
  double agreement(Box box) {
    if (observed == 0 || (directionX == 0 && directionY == 0)) {
      return 0;
    }
    double dx = centreX(box) - fromX;
    double dy = centreY(box) - fromY;
    double length = Math.sqrt(dx * dx + dy * dy) + LENGTH_GUARD;
    double cosine = directionX * (dx / length) + directionY * (dy / length);
    double angle = Math.acos(Math.max(-1, Math.min(1, cosine)));
    return (Math.PI / 2 - Math.abs(angle)) / Math.PI;
  }

  double overlapWithLastObservation(Box box) {
    return observed == 0 ? 0 : box.iou(observations[observed - 1]);
  }

  /** The last observation; the first box, as the filter has it, when there is none yet. */
  private Box observedBox() {
    return observed == 0 ? motion.box() : observations[observed - 1];
  }

  @Override
  public Box box(boolean isSeen) {
    return isSeen ? observedBox() : predicted;
  }

  Box predictedBox() {
    return predicted;
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
    out.writeBoolean(frozen != null);
    if (frozen != null) {
      frozen.write(out);
    }
    out.writeLong(age)
        .writeLong(hitStreak)
        .writeBoolean(wasSeen)
        .writeDouble(lastTime)
        .writeDouble(directionX)
        .writeDouble(directionY)
        .writeInt(observed);
    for (int i = 0; i < observed; i++) {
      out.writeLong(observedAges[i]);
      BoxState.write(out, observations[i]);
    }
  }

  static OcSortTrack read(StateReader in, OcSortSettings settings) {
    OcSortTrack track = new OcSortTrack(in.readLong(), in.readInt(), settings, AreaMotion.read(in));
    if (in.readBoolean()) {
      track.frozen = AreaMotion.read(in);
    }
    track.age = in.readLong();
    track.hitStreak = in.readLong();
    track.wasSeen = in.readBoolean();
    track.lastTime = in.readDouble();
    track.directionX = in.readDouble();
    track.directionY = in.readDouble();
    track.observed = in.readCount(settings.deltaSteps());
    for (int i = 0; i < track.observed; i++) {
      track.observedAges[i] = in.readLong();
      track.observations[i] = BoxState.read(in);
    }
    return track;
  }

  private static double centreX(Box box) {
    return (box.left() + box.right()) / 2;
  }

  private static double centreY(Box box) {
    return (box.top() + box.bottom()) / 2;
  }
}
