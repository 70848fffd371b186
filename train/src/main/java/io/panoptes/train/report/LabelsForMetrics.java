package io.panoptes.train.report;

import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticSegment;
import io.panoptes.segment.Segmentation;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledSegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Brings labels and results into the form that metrics take. Stateless. */
final class LabelsForMetrics {

  private LabelsForMetrics() {}

  static PanopticLabels truth(LabelledPicture picture, LabelSet labels) {
    int[] ids = new int[picture.ids().length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = picture.ids()[i] & 0xFF;
    }
    List<PanopticSegment> segments = new ArrayList<>();
    for (int i = 0; i < picture.segments().size(); i++) {
      LabelledSegment segment = picture.segments().get(i);
      segments.add(
          new PanopticSegment(
              i + 1, labels.category(segment.label()).id(), segment.areaPixels(), segment.crowd()));
    }
    return new PanopticLabels(new LabelMap(picture.width(), picture.height(), ids), segments);
  }

  /** A result; segments of categories that the labels do not have become void. */
  static PanopticLabels prediction(Segmentation segmentation, LabelSet labels) {
    List<PanopticSegment> segments = new ArrayList<>();
    boolean[] known = new boolean[SegmentMap.MAX_ID + 1];
    for (Segment segment : segmentation.segments()) {
      if (labels.ofCategory(segment.category().id()) >= 0) {
        known[segment.id()] = true;
        segments.add(
            new PanopticSegment(
                segment.id(), segment.category().id(), segment.areaPixels(), false));
      }
    }
    SegmentMap map = segmentation.map();
    int[] ids = new int[map.ids().length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = known[map.ids()[i]] ? map.ids()[i] : 0;
    }
    return new PanopticLabels(new LabelMap(map.width(), map.height(), ids), segments);
  }

  /** Only the segments of one category; all other pixels are one segment of another. */
  static PanopticLabels only(PanopticLabels labels, int category, int rest) {
    Set<Integer> kept = new HashSet<>();
    List<PanopticSegment> segments = new ArrayList<>();
    int free = 1;
    for (PanopticSegment segment : labels.segments()) {
      free = Math.max(free, segment.id() + 1);
      if (segment.categoryId() == category) {
        kept.add(segment.id());
        segments.add(segment);
      }
    }
    int[] ids = labels.map().labels().clone();
    long others = 0;
    for (int i = 0; i < ids.length; i++) {
      if (!kept.contains(ids[i])) {
        ids[i] = free;
        others++;
      }
    }
    if (others > 0) {
      segments.add(new PanopticSegment(free, rest, others, false));
    }
    return new PanopticLabels(
        new LabelMap(labels.map().width(), labels.map().height(), ids), segments);
  }

  /**
   * The category id of each pixel.
   *
   * @param unknown what void becomes
   */
  static LabelMap categories(PanopticLabels labels, int unknown) {
    int highest = 0;
    for (PanopticSegment segment : labels.segments()) {
      highest = Math.max(highest, segment.id());
    }
    int[] categoryOf = new int[highest + 1];
    Arrays.fill(categoryOf, unknown);
    for (PanopticSegment segment : labels.segments()) {
      categoryOf[segment.id()] = segment.categoryId();
    }
    int[] ids = labels.map().labels();
    int[] categories = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      categories[i] = ids[i] > highest ? unknown : categoryOf[ids[i]];
    }
    return new LabelMap(labels.map().width(), labels.map().height(), categories);
  }
}
