package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Decodes labels, centres and offsets, at the outputs' size as far as possible. */
final class PanopticDeepLabHead implements Head {

  /** Of so many cells of stuff, the probability of one is looked at. */
  private static final int STUFF_STEP = 7;

  private final PanopticDeepLabHeadSpec spec;
  private final Map<Integer, Category> categories;
  private final CentreGrouping grouping;
  private final LoosePieces loose;
  private Category[] byLabel = new Category[0];
  private boolean[] isStuff = new boolean[0];

  PanopticDeepLabHead(PanopticDeepLabHeadSpec spec, Map<Integer, Category> categories) {
    this.spec = spec;
    this.categories = categories;
    this.grouping =
        new CentreGrouping(
            spec.centreThreshold(), spec.centreWindow(), spec.mostCentres(), spec.reach());
    this.loose = new LoosePieces(spec.reach() > 0, spec.join());
  }

  @Override
  public List<Segmentation> decode(Map<String, ModelTensor> outputs, List<Placement> placements) {
    ModelTensor semantic = outputs.get(spec.semantic());
    ModelTensor centre = outputs.get(spec.centre());
    ModelTensor offset = outputs.get(spec.offset());
    boolean planar = spec.layout() == ModelManifest.Layout.NCHW;
    int height = semantic.dimension(planar ? 2 : 1);
    int width = semantic.dimension(planar ? 3 : 2);
    int labels = semantic.dimension(planar ? 1 : 3);
    check(semantic, spec.semantic(), placements.size(), labels, height, width);
    check(centre, spec.centre(), placements.size(), 1, height, width);
    check(offset, spec.offset(), placements.size(), 2, height, width);
    learnLabels(labels);
    int cells = width * height;
    List<Segmentation> results = new ArrayList<>(placements.size());
    for (int i = 0; i < placements.size(); i++) {
      CellScores scores =
          new CellScores(semantic.floats(), i * cells * labels, cells, labels, planar);
      float[] heat = Arrays.copyOfRange(centre.floats(), i * cells, (i + 1) * cells);
      results.add(
          decode(
              scores,
              heat,
              offsets(offset.floats(), i, cells, planar),
              width,
              height,
              placements.get(i)));
    }
    return results;
  }

  private void check(
      ModelTensor tensor, String name, int pictures, int channels, int height, int width) {
    int[] wanted =
        spec.layout() == ModelManifest.Layout.NCHW
            ? new int[] {pictures, channels, height, width}
            : new int[] {pictures, height, width, channels};
    if (!Arrays.equals(tensor.shape(), wanted) || tensor.size() == 0) {
      throw new SegmenterException(
          "output '%s' has the shape %s where %s is expected"
              .formatted(name, Arrays.toString(tensor.shape()), Arrays.toString(wanted)));
    }
  }

  private void learnLabels(int labels) {
    if (byLabel.length == labels) {
      return;
    }
    Category[] found = new Category[labels];
    boolean[] stuff = new boolean[labels];
    for (int label = 0; label < labels; label++) {
      found[label] = categories.get(label);
      if (found[label] == null) {
        throw new SegmenterException(
            "output '%s' has %d labels, of which the manifest does not know %d; it knows %s"
                .formatted(spec.semantic(), labels, label, categories.keySet()));
      }
      stuff[label] = !found[label].isThing();
    }
    byLabel = found;
    isStuff = stuff;
  }

  private float[] offsets(float[] values, int picture, int cells, boolean planar) {
    float[] offsets = new float[2 * cells];
    float factor = (float) (1 / spec.offsetUnit());
    int from = 2 * picture * cells;
    for (int i = 0; i < cells; i++) {
      offsets[2 * i] = factor * values[planar ? from + i : from + 2 * i];
      offsets[2 * i + 1] = factor * values[planar ? from + cells + i : from + 2 * i + 1];
    }
    return offsets;
  }

  private Segmentation decode(
      CellScores scores,
      float[] heat,
      float[] offsets,
      int width,
      int height,
      Placement placement) {
    int cells = width * height;
    int[] labels = new int[cells];
    byte[] things = new byte[cells];
    for (int i = 0; i < cells; i++) {
      labels[i] = scores.best(i);
      things[i] = (byte) (isStuff[labels[i]] ? 0 : 1);
    }
    int[] instances = grouping.group(heat, offsets, things, width, height);
    int count = loose.place(instances, labels, width, height, grouping.centres().length);
    Things found = new Things(instances, labels, count, scores.labels);
    double pixelsPerCell =
        placement.frameWidth()
            * (double) placement.frameHeight()
            * placement.width()
            * placement.height()
            / ((double) placement.partWidth() * placement.partHeight() * cells);
    double frame = placement.frameWidth() * (double) placement.frameHeight();
    found.number(spec.minArea() * frame / pixelsPerCell);
    dropSmall(found, instances, labels, scores);
    return paint(
        found, instances, labels, scores, new CellSegments(width, height, placement), frame);
  }

  /** Instances of one picture, and which of them are large enough. */
  private static final class Things {

    private final int[] area;
    private final int[] label;
    private final int[] number;
    private int kept;

    /** An instance's label is that of most of its cells, the lower one on ties. */
    private Things(int[] instances, int[] labels, int count, int labelCount) {
      area = new int[count];
      label = new int[count];
      number = new int[count];
      int[] votes = new int[count * labelCount];
      for (int i = 0; i < instances.length; i++) {
        if (instances[i] >= 0) {
          area[instances[i]]++;
          votes[instances[i] * labelCount + labels[i]]++;
        }
      }
      for (int n = 0; n < count; n++) {
        for (int l = 1; l < labelCount; l++) {
          if (votes[n * labelCount + l] > votes[n * labelCount + label[n]]) {
            label[n] = l;
          }
        }
      }
    }

    private void number(double minCells) {
      for (int n = 0; n < area.length; n++) {
        boolean keeps = area[n] > 0 && area[n] >= minCells && kept < SegmentMap.MAX_ID / 2;
        number[n] = keeps ? ++kept : 0;
      }
    }
  }

  /** Cells of dropped instances become the stuff that they look like most. */
  private void dropSmall(Things things, int[] instances, int[] labels, CellScores scores) {
    for (int i = 0; i < instances.length; i++) {
      if (instances[i] >= 0 && things.number[instances[i]] == 0) {
        int stuff = scores.best(i, isStuff);
        instances[i] = -1;
        labels[i] = stuff;
      }
    }
  }

  private Segmentation paint(
      Things things,
      int[] instances,
      int[] labels,
      CellScores scores,
      CellSegments cells,
      double framePixels) {
    int labelCount = scores.labels;
    int[] stuffNumber = new int[labelCount];
    boolean[] seen = new boolean[labelCount];
    for (int i = 0; i < labels.length; i++) {
      if (instances[i] < 0 && labels[i] >= 0) {
        seen[labels[i]] = true;
      }
    }
    int stuff = 0;
    int[] segmentLabels = new int[labelCount + things.kept + 1];
    for (int label = 0; label < labelCount; label++) {
      if (seen[label]) {
        stuffNumber[label] = ++stuff;
        segmentLabels[stuff] = label;
      }
    }
    for (int n = 0; n < things.number.length; n++) {
      if (things.number[n] > 0) {
        segmentLabels[stuff + things.number[n]] = things.label[n];
      }
    }
    char[] segments = new char[labels.length];
    for (int i = 0; i < segments.length; i++) {
      if (instances[i] >= 0) {
        segments[i] = (char) (stuff + things.number[instances[i]]);
      } else if (labels[i] >= 0) {
        segments[i] = (char) stuffNumber[labels[i]];
      }
    }
    double[] confidence = confidence(segments, segmentLabels, scores, stuff + things.kept);
    SegmentMap map = cells.enlarge(segments, labels, scores);
    return withoutSmallStuff(
        Segmentation.of(map, id -> byLabel[segmentLabels[id]], id -> confidence[id]), framePixels);
  }

  /** Mean probability of each segment's label over its cells; of stuff, over some of them. */
  private double[] confidence(char[] segments, int[] labels, CellScores scores, int count) {
    double[] sum = new double[count + 1];
    int[] cells = new int[count + 1];
    for (int i = 0; i < segments.length; i++) {
      int segment = segments[i];
      if (segment != 0
          && (!isStuff[labels[segment]] || i % STUFF_STEP == 0 || cells[segment] == 0)) {
        sum[segment] += scores.probability(i, labels[segment]);
        cells[segment]++;
      }
    }
    for (int segment = 1; segment <= count; segment++) {
      sum[segment] = cells[segment] == 0 ? 0 : Math.min(1, sum[segment] / cells[segment]);
    }
    return sum;
  }

  private Segmentation withoutSmallStuff(Segmentation whole, double framePixels) {
    double least = spec.minStuffArea() * framePixels;
    List<Segment> segments = whole.segments();
    int highest = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).id();
    boolean[] drop = new boolean[highest + 1];
    boolean any = false;
    for (Segment segment : whole.segments()) {
      if (!segment.category().isThing() && segment.areaPixels() < least) {
        drop[segment.id()] = true;
        any = true;
      }
    }
    if (!any) {
      return whole;
    }
    char[] ids = whole.map().ids().clone();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = drop[ids[i]] ? 0 : ids[i];
    }
    return new Segmentation(
        new SegmentMap(whole.map().width(), whole.map().height(), ids),
        segments.stream().filter(segment -> !drop[segment.id()]).toList());
  }
}
