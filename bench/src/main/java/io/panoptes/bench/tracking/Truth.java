package io.panoptes.bench.tracking;

import io.panoptes.core.geometry.Box;
import io.panoptes.eval.dataset.mot.MotFile;
import io.panoptes.eval.dataset.mot.MotRow;
import io.panoptes.eval.tracking.TrackingFrame;
import io.panoptes.eval.tracking.TrackingSequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who really is where.
 *
 * @param frames for each frame, from the first, who is in it
 */
record Truth(List<List<Somebody>> frames) {

  /** One identity in one frame; also one row of a tracker's output. */
  record Somebody(int id, Box box) {}

  Truth {
    frames = List.copyOf(frames);
  }

  /** Frame 1 of the file is the first one. */
  static Truth read(Path file) {
    MotFile rows = MotFile.read(file);
    List<List<Somebody>> frames = new ArrayList<>();
    for (int frame = 1; frame <= rows.lastFrame(); frame++) {
      List<Somebody> there = new ArrayList<>();
      for (MotRow row : rows.frame(frame)) {
        there.add(new Somebody(row.id(), row.box()));
      }
      frames.add(there);
    }
    return new Truth(frames);
  }

  /** Every so many frames only. */
  Truth every(int step) {
    List<List<Somebody>> kept = new ArrayList<>();
    for (int i = 0; i < frames.size(); i += step) {
      kept.add(frames.get(i));
    }
    return new Truth(kept);
  }

  /** Brings this and what a tracker gave for the same frames together. */
  TrackingSequence against(List<List<Somebody>> tracked) {
    List<TrackingFrame> sequence = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      List<Somebody> truths = frames.get(i);
      List<Somebody> found = tracked.get(i);
      double[] similarity = new double[truths.size() * found.size()];
      int at = 0;
      for (Somebody truth : truths) {
        for (Somebody track : found) {
          similarity[at++] = truth.box().iou(track.box());
        }
      }
      sequence.add(new TrackingFrame(ids(truths), ids(found), similarity));
    }
    return new TrackingSequence("", sequence);
  }

  private static int[] ids(List<Somebody> people) {
    int[] ids = new int[people.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = people.get(i).id();
    }
    return ids;
  }
}
