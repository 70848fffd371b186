package io.panoptes.segment.fusion;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import java.util.ArrayList;
import java.util.List;

/** Masks of things that a panoptic map has. */
final class InstanceMasks {

  private InstanceMasks() {}

  /** Every thing, in the order of the table. */
  static List<InstanceMask> things(Segmentation segmentation) {
    List<InstanceMask> things = new ArrayList<>();
    for (Segment segment : segmentation.segments()) {
      if (segment.category().isThing()) {
        things.add(mask(segmentation.map(), segment));
      }
    }
    return things;
  }

  private static InstanceMask mask(SegmentMap map, Segment segment) {
    int left = (int) segment.box().left();
    int top = (int) segment.box().top();
    int width = (int) segment.box().width();
    int height = (int) segment.box().height();
    byte[] inside = new byte[width * height];
    char[] ids = map.ids();
    for (int y = 0, i = 0; y < height; y++) {
      int at = (top + y) * map.width() + left;
      for (int x = 0; x < width; x++, i++, at++) {
        inside[i] = (byte) (ids[at] == segment.id() ? 1 : 0);
      }
    }
    return new InstanceMask(segment.category(), segment.score(), left, top, width, inside);
  }

  /** Those pixels of a mask that the semantics give the same category. */
  static InstanceMask within(InstanceMask mask, Segmentation semantic) {
    int highest = 0;
    for (Segment segment : semantic.segments()) {
      highest = Math.max(highest, segment.id());
    }
    boolean[] same = new boolean[highest + 1];
    for (Segment segment : semantic.segments()) {
      same[segment.id()] = isSame(segment.category(), mask.category());
    }
    byte[] inside = new byte[mask.inside().length];
    char[] ids = semantic.map().ids();
    for (int y = 0, i = 0; y < mask.height(); y++) {
      int at = (mask.top() + y) * semantic.map().width() + mask.left();
      for (int x = 0; x < mask.width(); x++, i++, at++) {
        inside[i] = (byte) (mask.inside()[i] != 0 && same[ids[at]] ? 1 : 0);
      }
    }
    return new InstanceMask(
        mask.category(), mask.score(), mask.left(), mask.top(), mask.width(), inside);
  }

  private static boolean isSame(Category one, Category other) {
    return one.name().equals(other.name());
  }
}
