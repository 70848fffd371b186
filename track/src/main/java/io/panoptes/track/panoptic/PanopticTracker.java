package io.panoptes.track.panoptic;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.track.TrackId;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.track.TrackSettings;
import io.panoptes.track.Tracker;
import io.panoptes.track.assign.AssignmentSolver;
import io.panoptes.track.mask.CoarseMask;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The default tracker. It links what a panoptic map shows, where boxes alone cannot: shapes are
 * compared pixel for pixel after each track's own motion, the map itself says who hides whom, and
 * people who run into one blob and part again keep their identities.
 *
 * <p>Every frame: predict all tracks by the real time between the frames; look their shapes up in
 * the map; set blobs of several tracks aside; link in stages (confirmed tracks to sure segments, to
 * faint ones, tentative tracks, last observations, reach after a gap, reach far from any entry);
 * then update, begin and end tracks, and learn from them where people come and go. {@link Idea}
 * lists what it is made of.
 */
public final class PanopticTracker implements Tracker {

  /** What is on unless somebody measures otherwise. */
  public static final Set<Idea> DEFAULT_IDEAS = Set.copyOf(EnumSet.allOf(Idea.class));

  /** Tentative tracks that so many frames in a row do not show were none. */
  private static final int TENTATIVE_MISSES = 2;

  /** Tracks that are predicted outside the frame by this share have left. */
  private static final double GONE_SHARE = 0.8;

  private static final long GONE_MICROS = 500_000;

  /** Nobody is waited for longer than this many times as long as it was seen. */
  private static final long PATIENCE = 3;

  /** A track whose shape is covered by this share is occluded. */
  private static final double OCCLUDED_SHARE = 0.5;

  /** Tracks missed for longer are not looked for where they were last seen. */
  private static final int RECOVERY_MISSES = 1;

  /** Sightings that suffice where the last one is sure, as in ByteTrack. */
  private static final int SURE_HITS = 2;

  private static final int FIRST_VERSION_WITH_ZONES = 3;
  private static final int MAX_TRACKS = 1 << 16;

  private final TrackSettings settings;
  private final Set<Idea> ideas;
  private final long lostForMicros;
  private final long occludedForMicros;
  private final AssignmentSolver solver = new AssignmentSolver();
  private final List<PanopticTrack> tracks = new ArrayList<>();
  private final Passages passages = new Passages();
  private long lastNumber;
  private long lastMicros;
  private int width;
  private int height;

  public PanopticTracker(TrackSettings settings) {
    this(settings, DEFAULT_IDEAS);
  }

  /** For measuring what ideas are worth: with some of them only. */
  public PanopticTracker(TrackSettings settings, Set<Idea> ideas) {
    this.settings = settings;
    this.ideas = Set.copyOf(ideas);
    lostForMicros = settings.lostFor().toNanos() / 1_000;
    occludedForMicros = settings.occludedFor().toNanos() / 1_000;
  }

  @Override
  public List<TrackedSegment> update(PanopticFrame frame) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, frame.capturedAt());
    if (frame.width() != width || frame.height() != height) {
      endTracks();
      width = frame.width();
      height = frame.height();
    }
    double seconds = Math.max(0, micros - lastMicros) / 1e6;
    boolean moves = !frame.cameraMotion().isNone();
    passages.look(micros, seconds, !moves, width, height);
    for (PanopticTrack track : tracks) {
      track.predict(seconds);
      if (moves && ideas.contains(Idea.CAMERA_MOTION)) {
        track.move(frame.cameraMotion());
      }
    }
    lastMicros = micros;
    Scene scene = new Scene(frame);
    boolean isFirstFrame = lastNumber == 0 && ideas.contains(Idea.EARLY_BELIEF);
    Overlaps predicted = Overlaps.of(tracks, scene, true);
    Affinity affinity =
        new Affinity(tracks, scene, predicted, micros, settings.minOverlap(), passages, ideas);
    Matching matching = new Matching(solver, tracks.size(), scene.size());
    int[] blobOfTrack = blobs(scene, predicted, matching, micros);
    link(scene, matching, affinity, predicted, micros);
    boolean[] wasConfirmed = new boolean[tracks.size()];
    for (int i = 0; i < wasConfirmed.length; i++) {
      wasConfirmed[i] = tracks.get(i).isConfirmed();
    }
    int[] visibleThing = update(scene, matching, affinity, predicted, blobOfTrack, micros);
    boolean[] isSomebodyElse =
        recognise(scene, affinity, predicted, wasConfirmed, visibleThing, micros);
    List<TrackedSegment> output = new ArrayList<>();
    CameraId camera = frame.id().camera();
    List<PanopticTrack> kept = new ArrayList<>();
    for (int i = 0; i < tracks.size(); i++) {
      if (isSomebodyElse[i]) {
        continue;
      }
      PanopticTrack track = tracks.get(i);
      TrackState state = state(track, i, visibleThing[i], predicted);
      if (isOver(track, state, i, predicted, micros)) {
        passages.end(track, tracks, micros);
        continue;
      }
      kept.add(track);
      if (track.isConfirmed() || visibleThing[i] >= 0) {
        output.add(describe(camera, track, state, scene, visibleThing[i]));
      }
    }
    tracks.clear();
    tracks.addAll(kept);
    begin(scene, matching, camera, micros, isFirstFrame, output);
    return output;
  }

  /** Who appears where nobody comes in is rather somebody who vanished where nobody leaves. */
  private double farFromEntries(Affinity affinity, Scene scene, int track, int thing, long micros) {
    PanopticTrack known = tracks.get(track);
    double share = passages.reach(known.lastBox(), scene.thing(thing).box());
    return share <= 0
        ? 0
        : affinity.withinReach(track, thing, (micros - known.lastAloneMicros()) / 1e6, share);
  }

  private int[] blobs(Scene scene, Overlaps predicted, Matching matching, long micros) {
    if (ideas.contains(Idea.BLOBS)) {
      return Blobs.settle(tracks, scene, predicted, matching, micros);
    }
    int[] none = new int[tracks.size()];
    Arrays.fill(none, -1);
    return none;
  }

  private void link(
      Scene scene, Matching matching, Affinity affinity, Overlaps predicted, long micros) {
    Matching.Choice confirmed = track -> tracks.get(track).isConfirmed();
    Matching.Choice tentative = track -> !tracks.get(track).isConfirmed();
    Matching.Choice sure = thing -> scene.thing(thing).score() >= settings.birthScore();
    Matching.Choice any = ideas.contains(Idea.FAINT) ? thing -> true : sure;
    matching.link(confirmed, sure, affinity::whereExpected);
    matching.link(confirmed, any, affinity::whereExpected);
    matching.link(tentative, sure, affinity::whereExpected);
    if (ideas.contains(Idea.FRAGMENTS)) {
      Fragments.settle(tracks, scene, affinity, matching, micros);
    }
    if (ideas.contains(Idea.RECOVERY)) {
      matching.link(this::isRecoverable, any, affinity::whereLastSeen);
    }
    matching.link(
        track -> isBehindSomething(track, predicted),
        thing -> isTrusted(scene.thing(thing)),
        (track, thing) -> outOfHiding(affinity, track, thing, micros));
    if (ideas.contains(Idea.ZONES)) {
      matching.link(
          confirmed, sure, (track, thing) -> farFromEntries(affinity, scene, track, thing, micros));
    }
  }

  /**
   * What is wrong more often than right is no sign of somebody who comes out of hiding; when it is
   * seen long enough to be believed, {@link #recognise} looks who it is.
   */
  private boolean isTrusted(Segment thing) {
    return thing.score()
        >= (ideas.contains(Idea.DOUBT) ? settings.highScore() : settings.birthScore());
  }

  private double outOfHiding(Affinity affinity, int track, int thing, long micros) {
    return affinity.withinReach(
        track, thing, (micros - tracks.get(track).lastAloneMicros()) / 1e6, 1);
  }

  /** Whoever is behind something comes out of it anywhere near. */
  private boolean isBehindSomething(int track, Overlaps predicted) {
    PanopticTrack known = tracks.get(track);
    return known.isConfirmed() && (known.wasHidden() || isOccluded(track, predicted));
  }

  /** Where a track was long ago says nothing. */
  private boolean isRecoverable(int track) {
    return !tracks.get(track).isInBlob() && tracks.get(track).misses() <= RECOVERY_MISSES;
  }

  /** Returns for each track the thing that carries its number, or -1. */
  private int[] update(
      Scene scene,
      Matching matching,
      Affinity affinity,
      Overlaps predicted,
      int[] blobOfTrack,
      long micros) {
    int[] visibleThing = new int[tracks.size()];
    boolean[] leads = new boolean[tracks.size()];
    for (int i = 0; i < visibleThing.length; i++) {
      leads[i] = blobOfTrack[i] >= 0 && Blobs.leader(tracks, blobOfTrack, blobOfTrack[i]) == i;
    }
    for (int i = 0; i < visibleThing.length; i++) {
      PanopticTrack track = tracks.get(i);
      visibleThing[i] = matching.thingOf(i);
      if (blobOfTrack[i] >= 0) {
        track.merge(micros, scene.thing(blobOfTrack[i]).box(), leads[i]);
        visibleThing[i] = leads[i] ? blobOfTrack[i] : -1;
      } else if (visibleThing[i] >= 0) {
        passages.see(track, scene.thing(visibleThing[i]).box(), micros);
        see(track, scene, visibleThing[i], affinity.predictedBox(i), i, matching, micros);
      } else {
        track.miss();
        if (isOccluded(i, predicted)) {
          track.occlude(micros);
        }
      }
    }
    return visibleThing;
  }

  /**
   * A track that is believed from now on may be somebody who was hidden when it began: then it is a
   * part of the hidden track.
   *
   * @param wasConfirmed tracks that were believed before this frame
   * @param visibleThing the things that carry the tracks' numbers, changed where tracks become one
   * @return tracks that have become parts of others
   */
  private boolean[] recognise(
      Scene scene,
      Affinity affinity,
      Overlaps predicted,
      boolean[] wasConfirmed,
      int[] visibleThing,
      long micros) {
    boolean[] isSomebodyElse = new boolean[visibleThing.length];
    for (int i = 0; i < visibleThing.length; i++) {
      PanopticTrack believed = tracks.get(i);
      if (wasConfirmed[i] || !believed.isConfirmed() || visibleThing[i] < 0) {
        continue;
      }
      int best = -1;
      double most = 0;
      for (int h = 0; h < visibleThing.length; h++) {
        PanopticTrack hidden = tracks.get(h);
        boolean couldBe =
            wasConfirmed[h]
                && visibleThing[h] < 0
                && !hidden.isInBlob()
                && hidden.lastAloneMicros() < believed.firstSeenMicros()
                && isBehindSomething(h, predicted);
        double similarity = couldBe ? outOfHiding(affinity, h, visibleThing[i], micros) : 0;
        if (similarity > most) {
          most = similarity;
          best = h;
        }
      }
      if (best >= 0) {
        tracks.get(best).resume(believed, scene.thing(visibleThing[i]));
        visibleThing[best] = visibleThing[i];
        visibleThing[i] = -1;
        isSomebodyElse[i] = true;
      }
    }
    return isSomebodyElse;
  }

  private void see(
      PanopticTrack track,
      Scene scene,
      int index,
      Box expected,
      int trackIndex,
      Matching matching,
      long micros) {
    Segment thing = scene.thing(index);
    Box visible = Fragments.withFragments(trackIndex, thing.box(), scene, matching);
    Box whole =
        ideas.contains(Idea.OCCLUSION)
            ? HiddenParts.whole(scene, thing, visible, expected, micros - track.lastWholeMicros())
            : visible;
    track.see(
        micros,
        thing,
        whole,
        CoarseMask.of(scene.map(), thing.id(), thing.box()),
        whole.equals(thing.box()) && !matching.hasFragments(trackIndex),
        ideas.contains(Idea.RE_UPDATE));
    if (isBelieved(track, thing)) {
      track.confirm();
    }
  }

  /** Whoever was seen surely and again is believed; others have to show themselves longer. */
  private boolean isBelieved(PanopticTrack track, Segment thing) {
    if (isDoubtful(track)) {
      return false;
    }
    return track.hits() >= settings.minHits()
        || (ideas.contains(Idea.EARLY_BELIEF)
            && track.hits() >= SURE_HITS
            && thing.score() >= settings.highScore());
  }

  /** What is wrong more often than right by what its scores mean, however long it stays. */
  private boolean isDoubtful(PanopticTrack track) {
    return ideas.contains(Idea.DOUBT) && track.meanScore() < settings.highScore();
  }

  private boolean isOccluded(int track, Overlaps predicted) {
    if (!ideas.contains(Idea.OCCLUSION)) {
      return false;
    }
    int thing = predicted.mostCovering(track);
    return (thing >= 0 && predicted.coverage(track, thing) >= OCCLUDED_SHARE)
        || predicted.footHidden(track) >= OCCLUDED_SHARE;
  }

  private TrackState state(PanopticTrack track, int index, int visibleThing, Overlaps predicted) {
    if (!track.isConfirmed()) {
      return TrackState.TENTATIVE;
    }
    if (visibleThing >= 0) {
      return TrackState.CONFIRMED;
    }
    return track.isInBlob() || isOccluded(index, predicted) ? TrackState.OCCLUDED : TrackState.LOST;
  }

  private boolean isOver(
      PanopticTrack track, TrackState state, int index, Overlaps predicted, long micros) {
    long unseen = micros - track.lastSeenMicros();
    if (unseen <= 0 || track.isInBlob()) {
      return false;
    }
    if (!track.isConfirmed()) {
      return track.misses() > TENTATIVE_MISSES;
    }
    if (predicted.outside(index) >= GONE_SHARE && unseen > GONE_MICROS) {
      return true;
    }
    long waited =
        state == TrackState.OCCLUDED
            ? micros - Math.max(track.lastSeenMicros(), track.lastMergedMicros())
            : micros - track.lastExcusedMicros();
    long seenFor = track.lastSeenMicros() - track.firstSeenMicros();
    double patience = ideas.contains(Idea.ZONES) ? passages.patience(track.lastBox()) : 1;
    return waited > PATIENCE * seenFor
        || waited
            > (state == TrackState.OCCLUDED
                ? Math.max(1, patience) * occludedForMicros
                : patience * lostForMicros);
  }

  private void begin(
      Scene scene,
      Matching matching,
      CameraId camera,
      long micros,
      boolean isFirstFrame,
      List<TrackedSegment> output) {
    for (int i = 0; i < scene.size(); i++) {
      Segment thing = scene.thing(i);
      if (!matching.isFreeThing(i) || thing.score() < settings.birthScore()) {
        continue;
      }
      PanopticTrack track = new PanopticTrack(++lastNumber, micros);
      track.see(
          micros,
          thing,
          thing.box(),
          CoarseMask.of(scene.map(), thing.id(), thing.box()),
          true,
          true);
      if (!isDoubtful(track) && (settings.minHits() == 1 || isFirstFrame)) {
        track.confirm();
      }
      passages.begin(track, thing.box(), tracks, micros);
      tracks.add(track);
      TrackState state = track.isConfirmed() ? TrackState.CONFIRMED : TrackState.TENTATIVE;
      output.add(describe(camera, track, state, scene, i));
    }
  }

  private static TrackedSegment describe(
      CameraId camera, PanopticTrack track, TrackState state, Scene scene, int visibleThing) {
    Segment thing = visibleThing < 0 ? null : scene.thing(visibleThing);
    boolean isOwn = thing != null && !track.isLeader();
    Box box = isOwn ? thing.box() : track.motion().box();
    Point foot = track.foot();
    return new TrackedSegment(
        new TrackId(camera, track.number()),
        thing == null ? 0 : thing.id(),
        state,
        track.category(),
        track.categoryConfidence(),
        thing == null ? 0 : thing.score(),
        box,
        foot,
        track.motion().velocityX(),
        track.motion().velocityY(),
        Instant.EPOCH.plus(track.firstSeenMicros(), ChronoUnit.MICROS),
        Instant.EPOCH.plus(track.lastSeenMicros(), ChronoUnit.MICROS));
  }

  @Override
  public void endTracks() {
    tracks.clear();
    passages.pause();
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
    out.writeLong(lastNumber).writeLong(lastMicros).writeInt(width).writeInt(height);
    out.writeInt(tracks.size());
    for (PanopticTrack track : tracks) {
      track.write(out);
    }
    passages.write(out);
  }

  @Override
  public void readState(StateReader in, int version) {
    boolean knowsZones = version >= FIRST_VERSION_WITH_ZONES;
    lastNumber = in.readLong();
    lastMicros = in.readLong();
    width = in.readInt();
    height = in.readInt();
    tracks.clear();
    int count = in.readCount(MAX_TRACKS);
    for (int i = 0; i < count; i++) {
      tracks.add(PanopticTrack.read(in, knowsZones));
    }
    if (knowsZones) {
      passages.read(in);
    }
  }
}
