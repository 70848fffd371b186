package io.panoptes.sink.overlay;

import io.panoptes.core.geometry.Point;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the feet of each track were lately. */
final class Trails {

  private static final int MAX_POINTS = 128;
  private static final double MIN_STEP = 1.5;

  private final Duration length;
  private final Map<Long, Deque<Step>> trails = new TreeMap<>();

  private record Step(Instant at, Point foot) {}

  /**
   * @param length how long a step is kept; 0 keeps none
   */
  Trails(Duration length) {
    this.length = length;
  }

  void clear() {
    trails.clear();
  }

  void add(TrackedFrame frame) {
    if (length.isZero()) {
      return;
    }
    for (TrackedSegment track : frame.tracks()) {
      if (!track.isVisible() || track.state() == TrackState.TENTATIVE) {
        continue;
      }
      Deque<Step> trail =
          trails.computeIfAbsent(track.track().number(), number -> new ArrayDeque<>());
      Step last = trail.peekLast();
      if (last != null && last.foot().distanceTo(track.foot()) < MIN_STEP) {
        continue;
      }
      trail.addLast(new Step(frame.capturedAt(), track.foot()));
      if (trail.size() > MAX_POINTS) {
        trail.removeFirst();
      }
    }
    Instant oldest = frame.capturedAt().minus(length);
    Iterator<Deque<Step>> all = trails.values().iterator();
    while (all.hasNext()) {
      Deque<Step> trail = all.next();
      while (!trail.isEmpty() && trail.peekFirst().at().isBefore(oldest)) {
        trail.removeFirst();
      }
      if (trail.isEmpty()) {
        all.remove();
      }
    }
  }

  /** The trails at a moment, the older the fainter. */
  List<OverlayScene.Trail> at(Instant now) {
    List<OverlayScene.Trail> scene = new ArrayList<>();
    for (Map.Entry<Long, Deque<Step>> entry : trails.entrySet()) {
      if (entry.getValue().size() < 2) {
        continue;
      }
      List<Point> points = new ArrayList<>();
      List<Double> opacities = new ArrayList<>();
      for (Step step : entry.getValue()) {
        double age = Duration.between(step.at(), now).toNanos() / (double) length.toNanos();
        points.add(step.foot());
        opacities.add(Math.max(0, Math.min(1, 1 - age)));
      }
      scene.add(new OverlayScene.Trail(Palette.track(entry.getKey()), points, opacities));
    }
    return scene;
  }
}
