package io.panoptes.eval.panoptic;

import io.panoptes.eval.JointHistogram;
import io.panoptes.eval.MalformedEntryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What panoptic metrics need to know of a picture, or of several stacked frames: the two segment
 * tables and how many pixels each pair of segments shares. It holds no pixels.
 */
public final class PanopticOverlap {

  private final List<PanopticSegment> truth;
  private final List<PanopticSegment> predicted;
  private final JointHistogram pixels;

  private PanopticOverlap(
      List<PanopticSegment> truth, List<PanopticSegment> predicted, JointHistogram pixels) {
    this.truth = truth;
    this.predicted = predicted;
    this.pixels = pixels;
  }

  /**
   * Overlaps of one picture. As in COCO's panopticapi the table of the ground truth is believed,
   * areas included, while that of the prediction is checked against its map.
   *
   * @throws MalformedEntryException when the sizes differ, or a predicted id is in one of map and
   *     table only
   */
  public static PanopticOverlap of(PanopticLabels truth, PanopticLabels prediction) {
    truth.map().requireSameSize(prediction.map());
    JointHistogram pixels = JointHistogram.of(truth.map().labels(), prediction.map().labels());
    Map<Integer, Long> areas = new LinkedHashMap<>();
    for (int i = 0; i < pixels.size(); i++) {
      areas.merge(pixels.second(i), pixels.count(i), Long::sum);
    }
    areas.remove(0);
    List<PanopticSegment> predicted = new ArrayList<>(prediction.segments().size());
    for (PanopticSegment segment : prediction.segments()) {
      Long area = areas.remove(segment.id());
      if (area == null) {
        throw new MalformedEntryException(
            "segment " + segment.id(), "the id is in the JSON and has no pixel in the PNG");
      }
      predicted.add(new PanopticSegment(segment.id(), segment.categoryId(), area, false));
    }
    if (!areas.isEmpty()) {
      Map.Entry<Integer, Long> stray = areas.entrySet().iterator().next();
      throw new MalformedEntryException(
          "segment " + stray.getKey(),
          "the id has %d pixels in the PNG and is not in the JSON".formatted(stray.getValue()));
    }
    return new PanopticOverlap(truth.segments(), predicted, pixels);
  }

  /**
   * Frames on top of each other: areas and shared pixels are summed for each id; category and crowd
   * flag are those of the id's first frame.
   */
  public static PanopticOverlap stack(List<PanopticOverlap> frames) {
    Map<Integer, PanopticSegment> truth = new LinkedHashMap<>();
    Map<Integer, PanopticSegment> predicted = new LinkedHashMap<>();
    JointHistogram pixels = new JointHistogram();
    for (PanopticOverlap frame : frames) {
      for (PanopticSegment segment : frame.truth) {
        truth.merge(segment.id(), segment, PanopticOverlap::join);
      }
      for (PanopticSegment segment : frame.predicted) {
        predicted.merge(segment.id(), segment, PanopticOverlap::join);
      }
      pixels.addAll(frame.pixels);
    }
    return new PanopticOverlap(
        List.copyOf(truth.values()), List.copyOf(predicted.values()), pixels);
  }

  private static PanopticSegment join(PanopticSegment first, PanopticSegment later) {
    return new PanopticSegment(
        first.id(), first.categoryId(), first.area() + later.area(), first.crowd());
  }

  /** The ground truth's table with its own areas. */
  public List<PanopticSegment> truth() {
    return truth;
  }

  /** The prediction's table with areas counted in its map. */
  public List<PanopticSegment> predicted() {
    return predicted;
  }

  /** Shared pixels: first the ground truth's id, second the prediction's; 0 is void in both. */
  public JointHistogram pixels() {
    return pixels;
  }
}
