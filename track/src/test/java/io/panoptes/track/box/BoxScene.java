package io.panoptes.track.box;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.track.TrackState;
import java.util.ArrayList;
import java.util.List;

/** Drives a {@link BoxTracker} frame by frame with boxes of one size. */
final class BoxScene {

  static final double WIDTH = 40;
  static final double HEIGHT = 100;

  private final BoxTracker tracker;
  private int frame;
  private List<BoxTrack> tracks = List.of();

  BoxScene(BoxTracker tracker) {
    this.tracker = tracker;
  }

  static Detection at(double x, double score) {
    return at(x, score, 1);
  }

  static Detection at(double x, double score, int category) {
    return new Detection(Box.ofSize(x, 50, WIDTH, HEIGHT), score, category);
  }

  /** The next frame. */
  BoxScene frame(Detection... detections) {
    tracks = tracker.update(List.of(detections), frame++, 1);
    return this;
  }

  /** As many frames without detections. */
  BoxScene nothing(int frames) {
    for (int i = 0; i < frames; i++) {
      frame();
    }
    return this;
  }

  /** As many frames that show one box standing still. */
  BoxScene still(double x, double score, int frames) {
    for (int i = 0; i < frames; i++) {
      frame(at(x, score));
    }
    return this;
  }

  /** Numbers of the tracks in a state, ascending. */
  List<Long> numbers(TrackState state) {
    List<Long> numbers = new ArrayList<>();
    for (BoxTrack track : tracks) {
      if (track.state() == state) {
        numbers.add(track.number());
      }
    }
    return numbers;
  }

  List<Long> confirmed() {
    return numbers(TrackState.CONFIRMED);
  }

  /** Number of the track that was linked to a detection of the last frame, or 0. */
  long numberOf(int detection) {
    for (BoxTrack track : tracks) {
      if (track.detection() == detection) {
        return track.number();
      }
    }
    return 0;
  }

  List<BoxTrack> tracks() {
    return tracks;
  }
}
