package io.panoptes.track.box;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.track.TrackId;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.track.Tracker;
import io.panoptes.track.category.CategoryVotes;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a {@link BoxTracker} on the boxes and scores of a camera's things. Frames that were dropped
 * between two that came count as steps of prediction. A track's category is voted on, never a
 * condition for a link.
 */
public final class BoxAssociation implements Tracker {

  /** Prediction over more frames than this means nothing. */
  private static final long MOST_STEPS = 1_000;

  private static final int MAX_TRACKS = 1 << 16;

  private final BoxTracker tracker;
  private final Map<Long, Life> lives = new TreeMap<>();
  private long lastEpoch = -1;
  private long lastSequence;
  private long lastMicros;
  private double periodSeconds;

  /**
   * @param tracker fresh, with ages in seconds; owned by the new object
   */
  public BoxAssociation(BoxTracker tracker) {
    this.tracker = tracker;
  }

  @Override
  public List<TrackedSegment> update(PanopticFrame frame) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, frame.capturedAt());
    int steps = steps(frame.id(), micros);
    List<Segment> things = new ArrayList<>();
    List<Detection> detections = new ArrayList<>();
    for (Segment segment : frame.segments()) {
      if (segment.category().isThing()) {
        things.add(segment);
        detections.add(
            new Detection(
                segment.box(), segment.score(), segment.category().id(), segment.appearance()));
      }
    }
    if (!frame.cameraMotion().isNone()) {
      tracker.moveCamera(frame.cameraMotion());
    }
    List<TrackedSegment> output = new ArrayList<>();
    Map<Long, Life> alive = new TreeMap<>();
    for (BoxTrack track : tracker.update(detections, micros / 1e6, steps)) {
      Segment thing = track.detection() < 0 ? null : things.get(track.detection());
      Life life = lives.get(track.number());
      if (life == null) {
        life = new Life(micros);
      }
      if (thing != null) {
        life.see(thing, track.state(), micros);
      }
      alive.put(track.number(), life);
      if (thing != null || life.confirmed) {
        output.add(describe(frame.id().camera(), track, thing, life));
      }
    }
    lives.clear();
    lives.putAll(alive);
    return output;
  }

  /** Frame periods since the last frame; those that were dropped are missing in the sequence. */
  private int steps(FrameId id, long micros) {
    double seconds = Math.max(0, micros - lastMicros) / 1e6;
    long steps = 1;
    if (lastEpoch == id.epoch()) {
      steps = Math.max(1, Math.min(MOST_STEPS, id.sequence() - lastSequence));
      periodSeconds = seconds / steps;
    } else if (lastEpoch >= 0 && periodSeconds > 0) {
      steps = Math.max(1, Math.min(MOST_STEPS, Math.round(seconds / periodSeconds)));
    }
    lastEpoch = id.epoch();
    lastSequence = id.sequence();
    lastMicros = micros;
    return (int) steps;
  }

  private TrackedSegment describe(CameraId camera, BoxTrack track, Segment thing, Life life) {
    Box box = thing == null ? track.box() : thing.box();
    double perSecond = periodSeconds > 0 ? 1 / periodSeconds : 0;
    return new TrackedSegment(
        new TrackId(camera, track.number()),
        thing == null ? 0 : thing.id(),
        track.state(),
        life.votes.winner(),
        life.votes.confidence(),
        thing == null ? 0 : thing.score(),
        box,
        box.foot(),
        track.velocityX() * perSecond,
        track.velocityY() * perSecond,
        Instant.EPOCH.plus(life.firstMicros, ChronoUnit.MICROS),
        Instant.EPOCH.plus(life.lastMicros, ChronoUnit.MICROS));
  }

  @Override
  public void endTracks() {
    tracker.endTracks();
    lives.clear();
  }

  @Override
  public long lastNumber() {
    return tracker.lastNumber();
  }

  @Override
  public void startAfter(long lastNumber) {
    tracker.startAfter(lastNumber);
  }

  @Override
  public void writeState(StateWriter out) {
    out.writeLong(lastEpoch)
        .writeLong(lastSequence)
        .writeLong(lastMicros)
        .writeDouble(periodSeconds)
        .writeInt(lives.size());
    lives.forEach(
        (number, life) -> {
          out.writeLong(number);
          life.write(out);
        });
    tracker.writeState(out);
  }

  @Override
  public void readState(StateReader in, int version) {
    lastEpoch = in.readLong();
    lastSequence = in.readLong();
    lastMicros = in.readLong();
    periodSeconds = in.readDouble();
    lives.clear();
    int count = in.readCount(MAX_TRACKS);
    for (int i = 0; i < count; i++) {
      lives.put(in.readLong(), Life.read(in));
    }
    tracker.readState(in);
  }

  /** What is known of a track besides its motion. */
  private static final class Life {
    final long firstMicros;
    CategoryVotes votes = new CategoryVotes();
    long lastMicros;
    boolean confirmed;

    Life(long firstMicros) {
      this.firstMicros = firstMicros;
    }

    void see(Segment thing, TrackState state, long micros) {
      votes.vote(thing.category(), thing.score());
      lastMicros = micros;
      confirmed |= state == TrackState.CONFIRMED;
    }

    void write(StateWriter out) {
      out.writeLong(firstMicros).writeLong(lastMicros - firstMicros).writeBoolean(confirmed);
      votes.write(out);
    }

    static Life read(StateReader in) {
      Life life = new Life(in.readLong());
      life.lastMicros = life.firstMicros + in.readLong();
      life.confirmed = in.readBoolean();
      life.votes = CategoryVotes.read(in);
      return life;
    }
  }
}
