package io.panoptes.train.live;

import io.panoptes.segment.Segmentation;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.distil.MotionTeacher;
import io.panoptes.train.distil.TaughtFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A camera's labelled frames, corrected by what moved in them where somebody watched. Frames of one
 * size are taken for one recording: a camera that was set to another size begins anew.
 */
final class WatchedFrames {

  private record Size(int width, int height) {}

  private final Map<Size, MotionTeacher> watched = new LinkedHashMap<>();
  private final List<TaughtFrame> unwatched = new ArrayList<>();

  /**
   * Takes the next frame.
   *
   * @param moving what moved in it, of the frame's size
   */
  void add(TaughtFrame frame, Optional<Segmentation> moving, Instant time) {
    if (moving.isEmpty()) {
      unwatched.add(frame);
      return;
    }
    MotionTeacher teacher =
        watched.computeIfAbsent(
            new Size(frame.pixels().width(), frame.pixels().height()),
            size -> new MotionTeacher(LabelSet.STREET));
    teacher.watch(moving.get(), time);
    teacher.keep(frame);
  }

  /** All frames; called once, behind the last. */
  List<TaughtFrame> corrected() {
    List<TaughtFrame> frames = new ArrayList<>(unwatched);
    watched.values().forEach(teacher -> frames.addAll(teacher.corrected()));
    return frames;
  }
}
