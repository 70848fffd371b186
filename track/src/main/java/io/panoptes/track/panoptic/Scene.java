package io.panoptes.track.panoptic;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One frame as association wants it: its things in order, and what each label of the map means. */
final class Scene {

  /** What a pixel shows when it is no thing. */
  static final int VOID = -1;

  /** Stuff that things stand on, such as road or grass. */
  static final int GROUND = -2;

  /** Stuff that can hide things, such as a building or a hedge. */
  static final int UPRIGHT = -3;

  private static final String GROUND_GROUP = "ground";
  private static final String BACKGROUND = "background";

  /** A thing within so many pixels of the frame's edge may go on beyond it. */
  private static final int EDGE = 2;

  private final SegmentMap map;
  private final List<Segment> things;
  private final int[] meanings;

  Scene(PanopticFrame frame) {
    map = frame.map();
    things = new ArrayList<>();
    List<Segment> segments = frame.segments();
    int largest = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).id();
    meanings = new int[largest + 1];
    Arrays.fill(meanings, VOID);
    for (Segment segment : segments) {
      if (segment.category().isThing()) {
        meanings[segment.id()] = things.size();
        things.add(segment);
      } else if (segment.category().parent().equals(GROUND_GROUP)
          || segment.category().name().equals(BACKGROUND)) {
        meanings[segment.id()] = GROUND;
      } else {
        meanings[segment.id()] = UPRIGHT;
      }
    }
  }

  SegmentMap map() {
    return map;
  }

  int size() {
    return things.size();
  }

  Segment thing(int index) {
    return things.get(index);
  }

  int width() {
    return map.width();
  }

  int height() {
    return map.height();
  }

  /** Index of the thing that a pixel's label means, or one of the constants. */
  int meaning(int label) {
    return label < meanings.length ? meanings[label] : VOID;
  }

  boolean touchesEdge(Box box) {
    return box.left() <= EDGE
        || box.top() <= EDGE
        || box.right() >= width() - EDGE
        || box.bottom() >= height() - EDGE;
  }
}
