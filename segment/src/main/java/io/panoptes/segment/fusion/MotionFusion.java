package io.panoptes.segment.fusion;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import java.util.ArrayList;
import java.util.List;

/**
 * A model's result, mended by what moved in front of a fixed camera: moving people and vehicles
 * that the model misses are added, and what the model takes for one thing is parted where several
 * of the same kind move.
 */
final class MotionFusion {

  /** A moving thing is missed when the model's things cover less of it. */
  private static final double MISSED = 0.3;

  /** A moving thing lies in one of the model's when at least this share of it does. */
  private static final double INSIDE = 0.5;

  /** And it parts that one when it has at least this share of it. */
  private static final double PART = 0.15;

  /** A mover of which the model's things cover less is completed from motion. */
  private static final double COMPLETE = 0.5;

  /** The model's smaller thing in a mover is a piece of the larger when below this share of it. */
  private static final double PIECE = 0.35;

  private final Segmentation model;
  private final Segmentation motion;
  private final Segment[] modelSegments;
  private final Segment[] movers;
  private final int[][] shared;
  private final char[] ids;
  private final boolean[] parted;
  private final List<Category> categories = new ArrayList<>();
  private final List<Double> scores = new ArrayList<>();

  private MotionFusion(Segmentation model, Segmentation motion) {
    this.model = model;
    this.motion = motion;
    this.modelSegments = byId(model);
    this.movers = byId(motion);
    this.shared = new int[movers.length][];
    this.ids = model.map().ids().clone();
    this.parted = new boolean[modelSegments.length];
    for (int id = 1; id < modelSegments.length; id++) {
      Segment segment = modelSegments[id];
      categories.add(segment == null ? null : segment.category());
      scores.add(segment == null ? 0 : segment.score());
    }
    for (int mover = 1; mover < movers.length; mover++) {
      if (movers[mover] != null && !movers[mover].category().isThing()) {
        movers[mover] = null;
      }
      shared[mover] = movers[mover] == null ? null : new int[modelSegments.length];
    }
  }

  /**
   * One result of both.
   *
   * @param model of the same frame as {@code motion}
   */
  static Segmentation fuse(Segmentation model, Segmentation motion) {
    MotionFusion fusion = new MotionFusion(model, motion);
    fusion.count();
    for (int id = 1; id < fusion.modelSegments.length; id++) {
      Segment segment = fusion.modelSegments[id];
      if (segment != null && segment.category().isThing()) {
        fusion.part(segment);
      }
    }
    for (int mover = 1; mover < fusion.movers.length; mover++) {
      if (fusion.movers[mover] != null) {
        fusion.mend(fusion.movers[mover]);
      }
    }
    return Segmentation.of(
        new SegmentMap(model.map().width(), model.map().height(), fusion.ids),
        id -> fusion.categories.get(id - 1),
        id -> fusion.scores.get(id - 1));
  }

  private static Segment[] byId(Segmentation segmentation) {
    int highest = 0;
    for (Segment segment : segmentation.segments()) {
      highest = Math.max(highest, segment.id());
    }
    Segment[] byId = new Segment[highest + 1];
    for (Segment segment : segmentation.segments()) {
      byId[segment.id()] = segment;
    }
    return byId;
  }

  private void count() {
    char[] moving = motion.map().ids();
    for (int i = 0; i < moving.length; i++) {
      int[] row = shared[moving[i]];
      if (row != null) {
        row[ids[i]]++;
      }
    }
  }

  private char add(Category category, double score) {
    if (categories.size() == SegmentMap.MAX_ID) {
      return 0;
    }
    categories.add(category);
    scores.add(score);
    return (char) categories.size();
  }

  /** Gives each part of a thing in which several move to the nearest of them. */
  private void part(Segment whole) {
    List<Segment> parts = new ArrayList<>();
    for (int mover = 1; mover < movers.length; mover++) {
      if (movers[mover] != null
          && isSameKind(whole.category(), movers[mover].category())
          && shared[mover][whole.id()] >= INSIDE * movers[mover].areaPixels()
          && shared[mover][whole.id()] >= PART * whole.areaPixels()) {
        parts.add(movers[mover]);
      }
    }
    if (parts.size() < 2) {
      return;
    }
    char[] numbers = new char[parts.size()];
    numbers[0] = (char) whole.id();
    for (int k = 1; k < numbers.length; k++) {
      numbers[k] = add(whole.category(), whole.score());
      if (numbers[k] == 0) {
        return;
      }
    }
    parted[whole.id()] = true;
    char[] moving = motion.map().ids();
    int width = model.map().width();
    for (int y = (int) whole.box().top(); y < whole.box().bottom(); y++) {
      for (int x = (int) whole.box().left(); x < whole.box().right(); x++) {
        int i = y * width + x;
        if (ids[i] == whole.id()) {
          ids[i] = numbers[nearest(parts, moving[i], x + 0.5, y + 0.5)];
        }
      }
    }
  }

  private static int nearest(List<Segment> parts, char mover, double x, double y) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < parts.size(); k++) {
      Segment part = parts.get(k);
      if (part.id() == mover) {
        return k;
      }
      double dx = (x - part.box().centre().x()) / part.box().width();
      double dy = (y - part.box().centre().y()) / part.box().height();
      double distance = dx * dx + dy * dy;
      if (distance < least) {
        least = distance;
        best = k;
      }
    }
    return best;
  }

  private static boolean isSameKind(Category one, Category other) {
    return one.name().equals(other.name())
        || one.parent().equals(other.name())
        || other.parent().equals(one.name());
  }

  /** Motion's objects are left out: what nobody can name may be a shadow or a door. */
  private void mend(Segment mover) {
    Category category = mover.category();
    if (!category.name().equals("person")
        && !category.name().equals("vehicle")
        && !category.parent().equals("vehicle")) {
      return;
    }
    int covered = 0;
    Segment largest = null;
    for (int id = 1; id < modelSegments.length; id++) {
      if (isThing((char) id)) {
        covered += shared[mover.id()][id];
        if (liesIn(mover, id)
            && (largest == null || shared[mover.id()][id] > shared[mover.id()][largest.id()])) {
          largest = modelSegments[id];
        }
      }
    }
    if (largest != null) {
      join(mover, largest);
      if (covered < COMPLETE * mover.areaPixels()) {
        paint(mover, (char) largest.id());
      }
    } else if (covered < MISSED * mover.areaPixels()) {
      char number = add(category, mover.score());
      if (number != 0) {
        paint(mover, number);
      }
    }
  }

  /** Whether most of a thing of the model lies in a mover of its kind. */
  private boolean liesIn(Segment mover, int id) {
    Segment thing = modelSegments[id];
    return !parted[id]
        && isSameKind(thing.category(), mover.category())
        && shared[mover.id()][id] >= INSIDE * thing.areaPixels();
  }

  private void join(Segment mover, Segment largest) {
    for (int id = 1; id < modelSegments.length; id++) {
      if (id == largest.id()
          || !isThing((char) id)
          || !liesIn(mover, id)
          || modelSegments[id].areaPixels() >= PIECE * largest.areaPixels()) {
        continue;
      }
      Segment piece = modelSegments[id];
      int width = model.map().width();
      for (int y = (int) piece.box().top(); y < piece.box().bottom(); y++) {
        for (int x = (int) piece.box().left(); x < piece.box().right(); x++) {
          int i = y * width + x;
          ids[i] = ids[i] == id ? (char) largest.id() : ids[i];
        }
      }
    }
  }

  /** Paints a mover's pixels that are no thing of the model. */
  private void paint(Segment mover, char number) {
    char[] moving = motion.map().ids();
    int width = model.map().width();
    for (int y = (int) mover.box().top(); y < mover.box().bottom(); y++) {
      for (int x = (int) mover.box().left(); x < mover.box().right(); x++) {
        int i = y * width + x;
        if (moving[i] == mover.id() && !isThing(model.map().ids()[i])) {
          ids[i] = number;
        }
      }
    }
  }

  private boolean isThing(char id) {
    return id != 0 && modelSegments[id] != null && modelSegments[id].category().isThing();
  }
}
