package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.core.track.TrackState;
import io.panoptes.track.appearance.AverageLook;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.function.Function;

/** One track of {@link TwoStageTracker}. Not for several threads. */
final class TwoStageTrack {

  private final long number;
  private final int category;
  private final long firstFrame;
  private final BodyMotion motion;
  private long lastFrame;
  private double lastTime;
  private boolean confirmed;
  private boolean lost;
  private int detection;
  private AverageLook look = new AverageLook();

  /** Only in the very first frame are new tracks believed at once. */
  TwoStageTrack(
      long number, Detection first, BodyMotion motion, int detection, long frame, double time) {
    this(number, first.category(), frame, motion);
    this.detection = detection;
    this.lastFrame = frame;
    this.lastTime = time;
    this.confirmed = frame == 1;
  }

  private TwoStageTrack(long number, int category, long firstFrame, BodyMotion motion) {
    this.number = number;
    this.category = category;
    this.firstFrame = firstFrame;
    this.motion = motion;
    this.detection = -1;
  }

  void predict(int steps) {
    detection = -1;
    for (int i = 0; i < steps; i++) {
      motion.predict(lost);
    }
  }

  void update(Box box, int newDetection, long frame, double time) {
    motion.update(box);
    detection = newDetection;
    lastFrame = frame;
    lastTime = time;
    confirmed = true;
    lost = false;
  }

  void move(CameraMotion camera) {
    motion.move(camera);
  }

  /** What it looked like, for trackers that look. */
  AverageLook look() {
    return look;
  }

  void markLost() {
    lost = true;
  }

  Box box() {
    return motion.box();
  }

  boolean isConfirmed() {
    return confirmed;
  }

  boolean isLost() {
    return lost;
  }

  long lastFrame() {
    return lastFrame;
  }

  double lastTime() {
    return lastTime;
  }

  /** Frames from its first to its last sighting. */
  long length() {
    return lastFrame - firstFrame;
  }

  BoxTrack describe(TrackState state) {
    return new BoxTrack(
        number, detection, state, box(), category, motion.velocityX(), motion.velocityY());
  }

  void write(StateWriter out) {
    out.writeLong(number).writeInt(category).writeLong(firstFrame);
    motion.write(out);
    out.writeLong(lastFrame).writeDouble(lastTime).writeBoolean(confirmed).writeBoolean(lost);
    look.write(out);
  }

  static TwoStageTrack read(StateReader in, Function<StateReader, BodyMotion> motion) {
    TwoStageTrack track =
        new TwoStageTrack(in.readLong(), in.readInt(), in.readLong(), motion.apply(in));
    track.lastFrame = in.readLong();
    track.lastTime = in.readDouble();
    track.confirmed = in.readBoolean();
    track.lost = in.readBoolean();
    track.look = AverageLook.read(in);
    return track;
  }
}
