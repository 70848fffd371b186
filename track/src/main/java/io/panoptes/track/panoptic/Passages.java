package io.panoptes.track.panoptic;

import io.panoptes.core.geometry.Box;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.List;

/**
 * Learns from tracks that begin, vanish, come back and end where the entry and exit zones of a
 * camera are, and says what that means for the tracks of the next frame. It learns only while
 * somebody looks: not from the first frame after a pause, where people stand who came unseen, nor
 * while the camera moves, when a zone is not where it was. Not for several threads.
 */
final class Passages {

  /** Whoever was not seen for so long has vanished. */
  private static final long VANISHED_MICROS = 400_000;

  /** Whoever was seen for a shorter time says nothing of where people go. */
  private static final long PASSAGE_MICROS = 1_000_000;

  /** After a longer pause between frames nobody knows who came and went in which way. */
  private static final double LONGEST_BLINK_SECONDS = 1;

  /** How much a log-odd of evidence changes the time that a track is waited for, and its reach. */
  private static final double WEIGHT = 0.5;

  /** Overlap that a log-odd of evidence for two people is worth. */
  private static final double PENALTY = 0.1;

  private static final double LEAST_PATIENCE = 0.25;
  private static final double MOST_PATIENCE = 2;

  private final EntryExitZones zones = new EntryExitZones();
  private boolean isBlind = true;
  private boolean isLooking;
  private boolean isStill;
  private int width;
  private int height;

  /**
   * The next frame.
   *
   * @param seconds since the last one
   * @param isStill whether the camera has not moved since
   */
  void look(long micros, double seconds, boolean isStill, int width, int height) {
    isLooking = !isBlind && isStill && seconds <= LONGEST_BLINK_SECONDS;
    isBlind = false;
    this.isStill = isStill;
    this.width = width;
    this.height = height;
    zones.forget(micros);
  }

  /** What the next frame shows was there before. */
  void pause() {
    isBlind = true;
  }

  /**
   * Factor of the time that a track is waited for which vanished at {@code lastBox}. The chance
   * that somebody missed is still there falls exponentially while it is not seen; where it is
   * likelier to have left, it falls to the same in less time, by a term in the log-odds.
   */
  double patience(Box lastBox) {
    return isStill
        ? Math.max(
            LEAST_PATIENCE, Math.min(MOST_PATIENCE, 1 - WEIGHT * zones.exitEvidence(cell(lastBox))))
        : 1;
  }

  /**
   * Share of the full reach in which a lost track is looked for, 0 to 1: 0 unless people are known
   * to come back from where it vanished or known not to enter where {@code box} has appeared.
   */
  double reach(Box lastBox, Box box) {
    if (!isStill) {
      return 0;
    }
    double evidence = zones.exitEvidence(cell(lastBox)) + zones.entryEvidence(cell(box));
    return Math.max(0, Math.min(1, -WEIGHT * evidence));
  }

  /**
   * What is taken from the overlap of a track that vanished at {@code lastBox} and a thing at
   * {@code box}: more where people leave and others come in.
   */
  double penalty(PanopticTrack track, Box box, long micros) {
    if (!isStill || micros - track.lastSeenMicros() < VANISHED_MICROS) {
      return 0;
    }
    double evidence = zones.exitEvidence(cell(track.lastBox())) + zones.entryEvidence(cell(box));
    return Math.max(0, PENALTY * evidence);
  }

  /** A track is about to be seen at {@code box}, perhaps again. */
  void see(PanopticTrack track, Box box, long micros) {
    if (isLooking && micros - track.lastSeenMicros() >= VANISHED_MICROS) {
      zones.returned(cell(track.lastBox()), cell(box));
    }
  }

  /** A new track has begun at {@code box}; it came from there unless it may be somebody lost. */
  void begin(PanopticTrack begun, Box box, List<PanopticTrack> tracks, long micros) {
    if (!isLooking) {
      return;
    }
    for (PanopticTrack track : tracks) {
      if (track.isConfirmed()
          && track.lastSeenMicros() < micros
          && isWithinReach(track.lastBox(), box, micros - track.lastSeenMicros())) {
        return;
      }
    }
    begun.enter(cell(box));
  }

  /**
   * A track is over: it says where one comes into the scene, and where one leaves it unless
   * somebody has begun near by who may be the same.
   */
  void end(PanopticTrack ended, List<PanopticTrack> tracks, long micros) {
    if (!isLooking
        || !ended.isConfirmed()
        || ended.lastSeenMicros() - ended.firstSeenMicros() < PASSAGE_MICROS) {
      return;
    }
    if (ended.firstCell() != PanopticTrack.NO_CELL) {
      zones.entered(ended.firstCell());
    }
    for (PanopticTrack track : tracks) {
      if (track.firstSeenMicros() > ended.lastSeenMicros()
          && isWithinReach(ended.lastBox(), track.lastBox(), micros - ended.lastSeenMicros())) {
        return;
      }
    }
    zones.left(cell(ended.lastBox()));
  }

  private static boolean isWithinReach(Box from, Box to, long microsLater) {
    return Affinity.centreDistance(from, to) <= Affinity.reach(from, microsLater / 1e6);
  }

  private int cell(Box box) {
    return EntryExitZones.cell(box, width, height);
  }

  void write(StateWriter out) {
    out.writeBoolean(isBlind);
    zones.write(out);
  }

  void read(StateReader in) {
    isBlind = in.readBoolean();
    zones.read(in);
  }
}
