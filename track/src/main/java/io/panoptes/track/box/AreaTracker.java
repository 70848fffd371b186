package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.track.TrackState;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of tracks in SORT and what was built on it: a track is reported while it is seen in
 * enough frames in a row, and ends when it was not seen for too long or when its predicted area or
 * aspect ratio is not positive, where the authors' code ends on a number that is none. Not for
 * several threads.
 */
abstract sealed class AreaTracker<T extends AreaTracker.Track> implements BoxTracker
    permits Sort, OcSort {

  private static final int MAX_TRACKS = 1 << 16;

  private final double maxAge;
  private final int minHits;
  private long frames;
  private long lastNumber;

  /** In the order of their numbers. */
  final List<T> tracks = new ArrayList<>();

  AreaTracker(double maxAge, int minHits) {
    this.maxAge = maxAge;
    this.minHits = minHits;
  }

  /** What all tracks of this family know of themselves. */
  interface Track {
    long number();

    int category();

    /** Returns whether the track still describes a box. */
    boolean predict(int steps);

    /** Frames in a row that have shown it. */
    long hitStreak();

    double lastTime();

    /**
     * Where it is reported.
     *
     * @param isSeen whether the last frame showed it
     */
    Box box(boolean isSeen);

    double velocityX();

    double velocityY();

    void write(StateWriter out);
  }

  abstract T readTrack(StateReader in);

  /** Moves all tracks on into the next frame, and ends those that describe no box any more. */
  final void predict(int steps) {
    frames++;
    for (int i = tracks.size() - 1; i >= 0; i--) {
      if (!tracks.get(i).predict(steps)) {
        tracks.remove(i);
      }
    }
  }

  final long nextNumber() {
    return ++lastNumber;
  }

  /**
   * Ends what was not seen for too long.
   *
   * @param detectionOf each track's detection, or -1
   */
  final List<BoxTrack> report(int[] detectionOf, double time) {
    List<BoxTrack> report = new ArrayList<>(tracks.size());
    int kept = 0;
    for (int t = 0; t < tracks.size(); t++) {
      T track = tracks.get(t);
      if (time - track.lastTime() > maxAge) {
        continue;
      }
      boolean isSeen = detectionOf[t] >= 0;
      boolean isReported = track.hitStreak() >= minHits || frames <= minHits;
      TrackState state =
          !isSeen ? TrackState.LOST : isReported ? TrackState.CONFIRMED : TrackState.TENTATIVE;
      report.add(
          new BoxTrack(
              track.number(),
              detectionOf[t],
              state,
              track.box(isSeen),
              track.category(),
              track.velocityX(),
              track.velocityY()));
      tracks.set(kept++, track);
    }
    tracks.subList(kept, tracks.size()).clear();
    return report;
  }

  @Override
  public final void endTracks() {
    tracks.clear();
  }

  @Override
  public final long lastNumber() {
    return lastNumber;
  }

  @Override
  public final void startAfter(long number) {
    lastNumber = number;
  }

  @Override
  public final void writeState(StateWriter out) {
    out.writeLong(frames).writeLong(lastNumber).writeInt(tracks.size());
    for (T track : tracks) {
      track.write(out);
    }
  }

  @Override
  public final void readState(StateReader in) {
    frames = in.readLong();
    lastNumber = in.readLong();
    tracks.clear();
    int count = in.readCount(MAX_TRACKS);
    for (int i = 0; i < count; i++) {
      tracks.add(readTrack(in));
    }
  }
}
