package io.panoptes.track;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.track.state.StateException;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One camera's tracker together with where in the stream it is: frames that come twice are left
 * out, and a new epoch continues the tracks of the last one when the gap is short. Not for several
 * threads.
 */
public final class CameraTracker {

  /**
   * Of the state that this program writes. Since version 3 {@code panoptic} knows its entry and
   * exit zones.
   */
  static final int STATE_VERSION = 3;

  /** The oldest one that this program reads. */
  static final int OLDEST_STATE_VERSION = 2;

  private static final String NUMBERS_LOST =
      "; the camera's stored tracks cannot be used and its numbers begin at 1 again";

  private final CameraId camera;
  private final String name;
  private final Duration continueWithin;
  private final Tracker tracker;
  private final StateWriter writer = new StateWriter();
  private boolean started;
  private long epoch;
  private long sequence;
  private long capturedAtMicros;
  private long endedEpoch = -1;

  /**
   * @param camera for messages
   * @param name of the kind of tracker; stored state of another kind is not used
   * @param tracker fresh; owned by the new object
   * @param continueWithin longest gap between two epochs over which tracks go on
   */
  public CameraTracker(CameraId camera, String name, Tracker tracker, Duration continueWithin) {
    this.camera = camera;
    this.name = name;
    this.tracker = tracker;
    this.continueWithin = continueWithin;
  }

  /** A camera that has not been seen before. */
  public static CameraTracker create(CameraId camera, CameraTracking tracking) {
    TrackerKind kind = tracking.tracker();
    TrackSettings settings = tracking.settings();
    return new CameraTracker(
        camera, kind.label(), kind.create(settings), settings.continueWithin());
  }

  /** Whether {@code id} is not after the last frame, so that its frame has been tracked before. */
  public boolean isDuplicate(FrameId id) {
    return id.epoch() <= endedEpoch
        || (started && (id.epoch() < epoch || (id.epoch() == epoch && id.sequence() <= sequence)));
  }

  /** Whether the end of that epoch has been seen before, or a later epoch has. */
  public boolean isDuplicate(EndOfEpoch end) {
    return end.epoch() <= endedEpoch || (started && end.epoch() < epoch);
  }

  /**
   * Tracks the next frame.
   *
   * @return empty when the frame is a duplicate
   */
  public Optional<TrackedFrame> update(PanopticFrame frame) {
    if (isDuplicate(frame.id())) {
      return Optional.empty();
    }
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, frame.capturedAt());
    boolean isLeap = frame.id().epoch() != epoch || micros < capturedAtMicros;
    if (started && isLeap && !isShortGap(micros - capturedAtMicros)) {
      tracker.endTracks();
    }
    TrackedFrame tracked = new TrackedFrame(frame, tracker.update(frame), name);
    started = true;
    epoch = frame.id().epoch();
    sequence = frame.id().sequence();
    capturedAtMicros = micros;
    return Optional.of(tracked);
  }

  /** A new connection is anchored to the clock anew, so that a short step back is no surprise. */
  private boolean isShortGap(long micros) {
    return Math.abs(micros) <= continueWithin.toNanos() / 1_000;
  }

  /**
   * Takes in the end of an epoch that is no duplicate. A recording that is over will not be
   * continued, so that its tracks end here; a connection that broke may be.
   */
  public void end(EndOfEpoch end) {
    if (end.reason() == EndOfEpoch.Reason.COMPLETED) {
      tracker.endTracks();
    }
    endedEpoch = end.epoch();
  }

  /** Everything that the next frames need, for {@link #restore}. */
  public byte[] state() {
    writer.clear();
    writer
        .writeInt(STATE_VERSION)
        .writeText(name)
        .writeBoolean(started)
        .writeLong(epoch)
        .writeLong(sequence)
        .writeLong(capturedAtMicros)
        .writeLong(endedEpoch)
        .writeLong(tracker.lastNumber());
    tracker.writeState(writer);
    return writer.toBytes();
  }

  /**
   * Goes on where another instance for the same camera was when it gave {@code state}. When that
   * one used another kind of tracker, its tracks end here and the numbers go on.
   *
   * @throws StateException when the state is of an unknown version or broken; this object must not
   *     be used then
   */
  public void restore(byte[] state) {
    StateReader reader = new StateReader(state);
    int version = reader.readInt();
    if (version < OLDEST_STATE_VERSION || version > STATE_VERSION) {
      throw new StateException(
          "state of %s has version %d; this program reads versions %d to %d%s"
              .formatted(camera, version, OLDEST_STATE_VERSION, STATE_VERSION, NUMBERS_LOST));
    }
    String label = reader.readText();
    started = reader.readBoolean();
    epoch = reader.readLong();
    sequence = reader.readLong();
    capturedAtMicros = reader.readLong();
    endedEpoch = reader.readLong();
    long lastNumber = reader.readLong();
    if (!label.equals(name)) {
      tracker.startAfter(lastNumber);
      return;
    }
    tracker.readState(reader, version);
    if (!reader.isAtEnd()) {
      throw new StateException("state of " + camera + " has bytes left over" + NUMBERS_LOST);
    }
  }
}
