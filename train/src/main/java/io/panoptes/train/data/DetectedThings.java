package io.panoptes.train.data;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.geometry.Box;
import io.panoptes.train.data.SegmentTable.Trust;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets a detector correct the things of a semantic teacher. The teacher knows outlines, but things
 * that touch are one component to it; the detector knows how many there are, but not their
 * outlines. So:
 *
 * <ul>
 *   <li>a component with several boxes is divided among them, each pixel going to the box whose
 *       inscribed ellipse it is nearest to;
 *   <li>a component that one box fits is one single thing, and one that sticks far out of its only
 *       box is not;
 *   <li>where the detector is sure of a thing and the teacher sees none, what the teacher says is
 *       not known.
 * </ul>
 *
 * People that people drew are left as they are.
 */
public final class DetectedThings {

  /** Share of a box that a component must fill for the box to have a say in it. */
  private static final double LEAST_FILLED = 0.2;

  /** Overlap of boxes from which detector and teacher mean the same thing. */
  private static final double SAME = 0.6;

  /** The same for a part of a component, of which others may hide something. */
  private static final double SAME_PART = 0.5;

  /** Squared distance from a box's middle, 1 on its ellipse, beyond which a pixel is nobody's. */
  private static final double REACH = 2.5;

  private static final double SURE = 0.5;
  private static final int LEAST_PIXELS = 24;

  private final LabelledPicture picture;
  private final LabelSet labels;
  private final List<Detection> detections;
  private final int[] ids;
  private final SegmentTable table;
  private int nextId;

  /**
   * A thing that a detector found.
   *
   * @param label of the {@link LabelSet}
   * @param score 0 to 1
   */
  public record Detection(int label, double score, Box box) {

    public Detection {
      requireNonNull(box, "box is null");
    }

    private double distance(int x, int y) {
      double dx = (x + 0.5 - box.centre().x()) / (box.width() / 2);
      double dy = (y + 0.5 - box.centre().y()) / (box.height() / 2);
      return dx * dx + dy * dy;
    }
  }

  private DetectedThings(LabelledPicture picture, LabelSet labels, List<Detection> detections) {
    this.picture = picture;
    this.labels = labels;
    this.detections =
        detections.stream()
            .filter(detection -> labels.isThing(detection.label) && detection.box.area() >= 1)
            .filter(detection -> !(picture.firstIsComplete() && detection.label == 0))
            .toList();
    ids = new int[picture.ids().length];
    table = new SegmentTable(labels, Path.of("picture"));
    nextId = LabelledPicture.MOST_SEGMENTS + 1;
  }

  /**
   * The picture with corrected things.
   *
   * @param detections in full-frame pixels; those that are no things are left out
   */
  public static LabelledPicture correct(
      LabelledPicture picture, LabelSet labels, List<Detection> detections) {
    return new DetectedThings(picture, labels, detections).run();
  }

  private LabelledPicture run() {
    for (int i = 0; i < ids.length; i++) {
      ids[i] = picture.ids()[i] & 0xFF;
    }
    List<LabelledSegment> segments = picture.segments();
    for (int i = 0; i < segments.size(); i++) {
      LabelledSegment segment = segments.get(i);
      table.add(i + 1, segment.label(), segment.crowd(), trust(segment.separate()));
    }
    for (int i = 0; i < segments.size(); i++) {
      LabelledSegment segment = segments.get(i);
      if (isCorrectable(segment)) {
        correct(i + 1, segment);
      }
    }
    detections.stream().filter(detection -> detection.score >= SURE).forEach(this::forgetUnseen);
    return table.build(picture.pixels(), ids, picture.firstIsComplete());
  }

  private boolean isCorrectable(LabelledSegment segment) {
    return labels.isThing(segment.label())
        && !segment.crowd()
        && !(picture.firstIsComplete() && segment.label() == 0);
  }

  private static Trust trust(boolean separate) {
    return separate ? Trust.FULL : Trust.NONE;
  }

  private void correct(int id, LabelledSegment segment) {
    List<Detection> boxes = new ArrayList<>();
    for (Detection detection : detections) {
      if (detection.label == segment.label()
          && covered(id, detection.box) >= LEAST_FILLED * detection.box.area()) {
        boxes.add(detection);
      }
    }
    if (boxes.size() == 1) {
      Box box = boxes.get(0).box;
      boolean fits = box.iou(segment.box()) >= SAME;
      boolean sticksOut = covered(id, box) < SAME * segment.areaPixels();
      if (fits || sticksOut) {
        table.add(id, segment.label(), false, trust(fits));
      }
    } else if (boxes.size() > 1) {
      divide(id, segment, boxes);
    }
  }

  private int covered(int id, Box box) {
    Box inside = box.clip(picture.width(), picture.height());
    int count = 0;
    for (int y = (int) inside.top(); y < inside.bottom(); y++) {
      for (int x = (int) inside.left(); x < inside.right(); x++) {
        count += ids[y * picture.width() + x] == id ? 1 : 0;
      }
    }
    return count;
  }

  /** Divides a component, without the boxes that would get next to nothing. */
  private void divide(int id, LabelledSegment segment, List<Detection> boxes) {
    List<Detection> left = new ArrayList<>(boxes);
    while (true) {
      int[] areas = new int[left.size()];
      eachPixel(
          id,
          segment.box(),
          (x, y) -> {
            int nearest = nearest(left, x, y);
            if (nearest >= 0) {
              areas[nearest]++;
            }
          });
      int smallest = 0;
      for (int i = 1; i < areas.length; i++) {
        smallest = areas[i] < areas[smallest] ? i : smallest;
      }
      double least = Math.max(LEAST_PIXELS, LEAST_FILLED * left.get(smallest).box.area());
      if (left.size() == 1 || areas[smallest] >= least) {
        break;
      }
      left.remove(smallest);
    }
    if (left.size() == 1) {
      table.add(id, segment.label(), false, Trust.NONE);
      return;
    }
    int first = nextId;
    nextId += left.size();
    double[][] extents = new double[left.size()][];
    eachPixel(
        id,
        segment.box(),
        (x, y) -> {
          int nearest = nearest(left, x, y);
          ids[y * picture.width() + x] = nearest < 0 ? 0 : first + nearest;
          if (nearest >= 0) {
            extents[nearest] = grown(extents[nearest], x, y);
          }
        });
    for (int i = 0; i < left.size(); i++) {
      double[] extent = extents[i];
      Box part = new Box(extent[0], extent[1], extent[2], extent[3]);
      boolean fits = part.iou(left.get(i).box) >= SAME_PART;
      table.add(first + i, segment.label(), false, trust(fits));
    }
  }

  private static double[] grown(double[] extent, int x, int y) {
    if (extent == null) {
      return new double[] {x, y, x + 1, y + 1};
    }
    extent[0] = Math.min(extent[0], x);
    extent[2] = Math.max(extent[2], x + 1);
    extent[3] = y + 1;
    return extent;
  }

  private static int nearest(List<Detection> boxes, int x, int y) {
    int nearest = -1;
    double least = REACH;
    for (int i = 0; i < boxes.size(); i++) {
      double distance = boxes.get(i).distance(x, y);
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    return nearest;
  }

  /** Takes one pixel. */
  private interface Visitor {
    void pixel(int x, int y);
  }

  private void eachPixel(int id, Box box, Visitor visitor) {
    for (int y = (int) box.top(); y < box.bottom(); y++) {
      for (int x = (int) box.left(); x < box.right(); x++) {
        if (ids[y * picture.width() + x] == id) {
          visitor.pixel(x, y);
        }
      }
    }
  }

  /** Makes stuff void where a thing must be of which the teacher knows nothing. */
  private void forgetUnseen(Detection detection) {
    Box box = detection.box.clip(picture.width(), picture.height());
    int things = 0;
    List<Integer> stuff = new ArrayList<>();
    for (int y = (int) box.top(); y < box.bottom(); y++) {
      for (int x = (int) box.left(); x < box.right(); x++) {
        int at = y * picture.width() + x;
        int id = picture.ids()[at] & 0xFF;
        if (id != 0 && labels.isThing(picture.segments().get(id - 1).label())) {
          things++;
        } else if (id != 0) {
          stuff.add(at);
        }
      }
    }
    if (things < LEAST_FILLED * box.area()) {
      stuff.forEach(at -> ids[at] = 0);
    }
  }
}
