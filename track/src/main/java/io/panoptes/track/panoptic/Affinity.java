package io.panoptes.track.panoptic;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import java.util.List;
import java.util.Set;

/**
 * How well tracks and things of one frame fit together, by what each association stage looks at.
 */
final class Affinity {

  /** Weight of the direction of movement against overlap, as in OC-SORT. */
  private static final double MOMENTUM_WEIGHT = 0.1;

  /** Movements smaller than so many box sizes have no direction. */
  private static final double JITTER = 0.1;

  /** What the same look is worth against overlap. */
  private static final double LOOK_WEIGHT = 0.16;

  /** Looks that differ more than this do not count for more. */
  private static final double LEAST_EVIDENCE = -2;

  private static final double OTHER_CATEGORY = 0.03;
  private static final double OTHER_GROUP = 0.1;

  private static final double STALE_PER_SECOND = 0.1;
  private static final double LONGEST_STALE_SECONDS = 1;

  /** Box sizes within which a track may reappear at once, and so many more a second later. */
  private static final double REACH = 0.5;

  private static final double REACH_PER_SECOND = 0.7;
  private static final double LONGEST_REACH_SECONDS = 2;

  /** Sides that differ by more than this factor are not the same thing. */
  private static final double SMALLEST_SIZE_RATIO = 0.45;

  private final List<PanopticTrack> tracks;
  private final Scene scene;
  private final Overlaps predicted;
  private final long micros;
  private final double seconds;
  private final Passages passages;
  private final double minOverlap;
  private final Set<Idea> ideas;
  private final Box[] boxes;

  /**
   * @param micros event time of the frame
   */
  Affinity(
      List<PanopticTrack> tracks,
      Scene scene,
      Overlaps predicted,
      long micros,
      double minOverlap,
      Passages passages,
      Set<Idea> ideas) {
    this.tracks = tracks;
    this.scene = scene;
    this.predicted = predicted;
    this.micros = micros;
    this.seconds = micros / 1e6;
    this.passages = passages;
    this.minOverlap = minOverlap;
    this.ideas = ideas;
    this.boxes = new Box[tracks.size()];
    for (int i = 0; i < boxes.length; i++) {
      boxes[i] = tracks.get(i).motion().box();
    }
  }

  /** Where a track should be in this frame. */
  Box predictedBox(int track) {
    return boxes[track];
  }

  /**
   * By overlap with where the track should be: of masks, and of boxes too when one of them is cut
   * by the frame's edge or by something in front, direction of movement and category.
   */
  double whereExpected(int track, int thing) {
    PanopticTrack known = tracks.get(track);
    Segment seen = scene.thing(thing);
    double boxIou = boxes[track].clip(scene.width(), scene.height()).iou(seen.box());
    double overlap =
        ideas.contains(Idea.MASKS) ? withMask(boxIou, track, thing, known, seen) : boxIou;
    double doubt = staleness(known) + strangeness(known, seen);
    if (overlap - doubt < minOverlap || isForbidden(known, seen)) {
      return 0;
    }
    return Math.max(
        minOverlap / 2,
        overlap - doubt + momentum(known, seen) + look(known, seen) - categoryPenalty(known, seen));
  }

  private double withMask(double boxIou, int track, int thing, PanopticTrack known, Segment seen) {
    double maskIou = predicted.iou(track, thing, known.lastArea(), seen.areaPixels());
    boolean isCut =
        scene.touchesEdge(seen.box())
            || seen.areaPixels() < 0.7 * known.usualArea()
            || known.lastArea() < 0.7 * known.usualArea();
    return Math.max(boxIou, isCut ? maskIou : (boxIou + maskIou) / 2);
  }

  /** By overlap with where the track was last seen. */
  double whereLastSeen(int track, int thing) {
    PanopticTrack known = tracks.get(track);
    Segment seen = scene.thing(thing);
    double overlap = known.lastBox().iou(seen.box());
    return overlap < minOverlap || isForbidden(known, seen)
        ? 0
        : Math.max(minOverlap / 2, overlap + look(known, seen) - categoryPenalty(known, seen));
  }

  /**
   * By distance, in relation to size and to how long the track has not been seen.
   *
   * @param share of the reach, 0 to 1
   */
  double withinReach(int track, int thing, double secondsUnseen, double share) {
    PanopticTrack known = tracks.get(track);
    Segment seen = scene.thing(thing);
    Box box = boxes[track];
    double ratio = sizeRatio(box, seen.box());
    if (ratio < SMALLEST_SIZE_RATIO || isForbidden(known, seen)) {
      return 0;
    }
    double distance =
        Math.min(centreDistance(box, seen.box()), centreDistance(known.lastBox(), seen.box()));
    double nearness = 1 - distance / (share * reach(box, secondsUnseen));
    return nearness <= 0
        ? 0
        : nearness * (0.5 + 0.5 * ratio)
            + momentum(known, seen)
            + look(known, seen)
            - categoryPenalty(known, seen);
  }

  /** How far from {@code box} somebody may reappear, in pixels. */
  static double reach(Box box, double secondsUnseen) {
    return Math.max(box.width(), box.height())
        * (REACH + REACH_PER_SECOND * Math.min(LONGEST_REACH_SECONDS, secondsUnseen));
  }

  /** Of two tracks that fit alike, the one seen more recently is the likelier one. */
  private double staleness(PanopticTrack known) {
    if (!ideas.contains(Idea.FRESHNESS)) {
      return 0;
    }
    double unseen = Math.max(0, seconds - known.lastSeenMicros() / 1e6);
    return STALE_PER_SECOND * Math.min(LONGEST_STALE_SECONDS, unseen);
  }

  /** Where people come and go, somebody found again is more often somebody else. */
  private double strangeness(PanopticTrack known, Segment seen) {
    return ideas.contains(Idea.ZONES) ? passages.penalty(known, seen.box(), micros) : 0;
  }

  private double momentum(PanopticTrack known, Segment seen) {
    if (!ideas.contains(Idea.MOMENTUM)) {
      return 0;
    }
    double jitter = JITTER * Math.max(known.lastBox().width(), known.lastBox().height());
    return MOMENTUM_WEIGHT * known.momentum().agreement(seconds, seen.box(), jitter);
  }

  /** How much the look speaks for or against; nothing when one of them has none. */
  private double look(PanopticTrack known, Segment seen) {
    if (seen.appearance().isEmpty() || !ideas.contains(Idea.LOOKS)) {
      return 0;
    }
    double likeness = known.look().likeness(seen.appearance().get());
    return Double.isNaN(likeness)
        ? 0
        : LOOK_WEIGHT
            * Math.max(LEAST_EVIDENCE, seen.appearance().get().space().evidence(likeness));
  }

  private boolean isForbidden(PanopticTrack known, Segment seen) {
    return !ideas.contains(Idea.CATEGORY_VOTE) && !known.category().equals(seen.category());
  }

  private static double categoryPenalty(PanopticTrack known, Segment seen) {
    Category voted = known.category();
    Category now = seen.category();
    if (voted.equals(now)) {
      return 0;
    }
    return isOfSameGroup(voted, now) ? OTHER_CATEGORY : OTHER_GROUP;
  }

  /** Whether both are, say, vehicles of some kind. */
  static boolean isOfSameGroup(Category a, Category b) {
    return group(a).equals(group(b));
  }

  private static String group(Category category) {
    return category.parent().isEmpty() ? category.name() : category.parent();
  }

  private static double sizeRatio(Box a, Box b) {
    double width = Math.min(a.width(), b.width()) / Math.max(a.width(), b.width());
    double height = Math.min(a.height(), b.height()) / Math.max(a.height(), b.height());
    return Math.max(width, height);
  }

  static double centreDistance(Box a, Box b) {
    double dx = (a.left() + a.right() - b.left() - b.right()) / 2;
    double dy = (a.top() + a.bottom() - b.top() - b.bottom()) / 2;
    return Math.sqrt(dx * dx + dy * dy);
  }
}
