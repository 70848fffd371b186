package io.panoptes.bench.tracking;

import io.panoptes.bench.tracking.Truth.Somebody;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedSegment;
import io.panoptes.track.Tracker;
import io.panoptes.track.TrackerKind;
import io.panoptes.track.association.Association;
import io.panoptes.track.association.DetectionFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that all trackers are tried on.
 *
 * @param group contests of one group are scored together, such as the same test with several seeds
 */
record Contest(String group, Truth truth, Entrance entrance) {

  /** Maps are scored by their people. */
  private static final String COUNTED = "person";

  /** What trackers are given, and how one is run on it. */
  interface Entrance {

    /**
     * What a tracker gives for each frame.
     *
     * @param kind for what has the paper's own parameters
     * @param fresh one with the parameters of a camera
     */
    List<List<Somebody>> run(TrackerKind kind, Tracker fresh) throws IOException;
  }

  /** Boxes, as {@code panoptes associate} takes them. */
  static Contest ofDetections(String group, Truth truth, DetectionFile file, double rate) {
    return new Contest(
        group,
        truth,
        (kind, fresh) -> {
          StringBuilder rows = new StringBuilder();
          if (kind == TrackerKind.PANOPTIC) {
            Association.run(fresh, file, rate, rows);
          } else {
            Association.run(kind, file, rate, rows);
          }
          return rows(rows.toString(), truth.frames().size());
        });
  }

  /** Maps, as the tracking stage gets them. */
  static Contest ofFrames(String group, Truth truth, Tape frames) {
    return new Contest(
        group,
        truth,
        (kind, fresh) -> {
          List<List<Somebody>> tracked = new ArrayList<>();
          for (int i = 0; i < frames.size(); i++) {
            tracked.add(confirmed(fresh.update(frames.frame(i))));
          }
          while (tracked.size() < truth.frames().size()) {
            tracked.add(List.of());
          }
          return tracked;
        });
  }

  private static List<Somebody> confirmed(List<TrackedSegment> tracks) {
    List<Somebody> seen = new ArrayList<>();
    for (TrackedSegment track : tracks) {
      if (track.state() == TrackState.CONFIRMED
          && track.isVisible()
          && track.category().name().equals(COUNTED)) {
        seen.add(new Somebody((int) track.track().number(), track.box()));
      }
    }
    return seen;
  }

  private static List<List<Somebody>> rows(String text, int frames) {
    List<List<Somebody>> tracked = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      tracked.add(new ArrayList<>());
    }
    for (String line : text.split("\n")) {
      if (line.isEmpty()) {
        continue;
      }
      boolean isMot = line.contains(",");
      String[] columns = line.split(isMot ? "," : " ");
      int frame = Integer.parseInt(columns[0]) - (isMot ? 1 : 0);
      double left = Double.parseDouble(columns[isMot ? 2 : 6]);
      double top = Double.parseDouble(columns[isMot ? 3 : 7]);
      double right = Double.parseDouble(columns[isMot ? 4 : 8]) + (isMot ? left : 0);
      double bottom = Double.parseDouble(columns[isMot ? 5 : 9]) + (isMot ? top : 0);
      if (frame < frames) {
        tracked
            .get(frame)
            .add(new Somebody(Integer.parseInt(columns[1]), new Box(left, top, right, bottom)));
      }
    }
    return tracked;
  }
}
