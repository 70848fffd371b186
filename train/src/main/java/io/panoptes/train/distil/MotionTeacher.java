package io.panoptes.train.distil;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import io.panoptes.train.data.DetectedThings.Detection;
import io.panoptes.train.data.LabelSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Corrects what a teacher says of a fixed camera's recording by what moved in it:
 *
 * <ul>
 *   <li>What moves is seen as a thing of its own, and so is what stands still beside it in the same
 *       component of the teacher: people who touch are told apart when one of them moves.
 *   <li>A person who is in the same place from the first to the last frame, and of whom nothing
 *       ever moved, becomes void: people stir, pictures of people and pillars do not. Vehicles are
 *       left as they are, for parked ones are real.
 * </ul>
 *
 * For one recording, one thread.
 */
public final class MotionTeacher {

  private static final String PERSON = "person";

  /** Share of a mover that must lie in a teacher's thing to have a say in it. */
  private static final double INSIDE = 0.5;

  /** Share of a teacher's thing that must lie beside all movers to be a thing of its own. */
  private static final double BESIDE = 0.2;

  /** Height of what stands still, as a share of the tallest mover's. */
  private static final double TALL = 0.5;

  /** Share of the frames in which somebody who never moves is seen, and of the pixels. */
  private static final double ALWAYS = 0.9;

  /** Share of the pixels of somebody who never moves that may have been hidden by a mover. */
  private static final double STILL = 0.02;

  /** In a shorter recording somebody may just stand still. */
  private static final Duration LEAST_TIME = Duration.ofSeconds(10);

  private static final int LEAST_FRAMES = 5;

  private final LabelSet labels;
  private final List<TaughtFrame> frames = new ArrayList<>();
  private final List<Segmentation> movers = new ArrayList<>();
  private boolean[] moved = new boolean[0];
  private Segmentation latest;
  private Instant from;
  private Instant to;

  public MotionTeacher(LabelSet labels) {
    this.labels = requireNonNull(labels, "labels is null");
  }

  /**
   * Shows what moves in a frame; every one of the recording, in order.
   *
   * @param moving things of {@code motion}, of the recording's size
   * @param time event time
   */
  public void watch(Segmentation moving, Instant time) {
    latest = requireNonNull(moving, "moving is null");
    to = requireNonNull(time, "time is null");
    if (from == null) {
      from = time;
      moved = new boolean[moving.map().ids().length];
    }
    boolean[] thing = things(moving);
    char[] ids = moving.map().ids();
    for (int i = 0; i < ids.length; i++) {
      moved[i] |= thing[ids[i]];
    }
  }

  /** Keeps the teacher's labels of the frame that was shown last. */
  public void keep(TaughtFrame frame) {
    if (latest == null) {
      throw new IllegalStateException("show what moves in " + frame.name() + " first");
    }
    frames.add(requireNonNull(frame, "frame is null"));
    movers.add(latest);
  }

  /** All kept frames, corrected; called once, behind the last frame. */
  public List<TaughtFrame> corrected() {
    boolean[] always = alwaysPeople();
    List<TaughtFrame> corrected = new ArrayList<>(frames.size());
    for (int i = 0; i < frames.size(); i++) {
      TaughtFrame frame = frames.get(i);
      corrected.add(
          new TaughtFrame(
              frame.name(),
              frame.pixels(),
              withoutStill(frame.taught(), always),
              frame.heldOut(),
              seen(frame.taught(), movers.get(i))));
    }
    return corrected;
  }

  private static boolean[] things(Segmentation segmentation) {
    boolean[] thing = new boolean[SegmentMap.MAX_ID + 1];
    segmentation.segments().forEach(s -> thing[s.id()] = s.category().isThing());
    return thing;
  }

  /** Pixels that the teacher calls a person in nearly all frames. */
  private boolean[] alwaysPeople() {
    boolean[] always = new boolean[moved.length];
    if (frames.size() < LEAST_FRAMES || Duration.between(from, to).compareTo(LEAST_TIME) < 0) {
      return always;
    }
    int[] counts = new int[moved.length];
    for (TaughtFrame frame : frames) {
      boolean[] person = new boolean[SegmentMap.MAX_ID + 1];
      frame.taught().segments().forEach(s -> person[s.id()] = isPerson(s));
      char[] ids = frame.taught().map().ids();
      for (int i = 0; i < ids.length; i++) {
        counts[i] += person[ids[i]] ? 1 : 0;
      }
    }
    for (int i = 0; i < always.length; i++) {
      always[i] = counts[i] >= ALWAYS * frames.size();
    }
    return always;
  }

  private static boolean isPerson(Segment segment) {
    return segment.category().name().equals(PERSON);
  }

  private Segmentation withoutStill(Segmentation taught, boolean[] always) {
    boolean[] still = new boolean[SegmentMap.MAX_ID + 1];
    List<Segment> kept = new ArrayList<>();
    for (Segment segment : taught.segments()) {
      still[segment.id()] = isPerson(segment) && isStill(taught.map(), segment, always);
      if (!still[segment.id()]) {
        kept.add(segment);
      }
    }
    if (kept.size() == taught.segments().size()) {
      return taught;
    }
    char[] ids = taught.map().ids().clone();
    for (int i = 0; i < ids.length; i++) {
      ids[i] = still[ids[i]] ? 0 : ids[i];
    }
    return new Segmentation(new SegmentMap(taught.map().width(), taught.map().height(), ids), kept);
  }

  private boolean isStill(SegmentMap map, Segment segment, boolean[] always) {
    int here = 0;
    int stirred = 0;
    for (int i = 0; i < moved.length; i++) {
      if (map.ids()[i] == segment.id()) {
        here += always[i] ? 1 : 0;
        stirred += moved[i] ? 1 : 0;
      }
    }
    return here >= ALWAYS * segment.areaPixels() && stirred <= STILL * segment.areaPixels();
  }

  /** The movers that the labels have a name for, and what stands still beside them. */
  private List<Detection> seen(Segmentation taught, Segmentation moving) {
    List<Detection> seen = new ArrayList<>();
    for (Segment mover : moving.segments()) {
      int label = labels.ofCategory(mover.category().id());
      if (mover.category().isThing() && label >= 0) {
        seen.add(new Detection(label, mover.score(), mover.box()));
      }
    }
    for (Segment whole : taught.segments()) {
      int label = labels.ofCategory(whole.category().id());
      if (label < 0 || !whole.category().isThing()) {
        continue;
      }
      List<Segment> inside = inside(taught.map(), whole, moving);
      for (Segment mover : inside) {
        if (labels.ofCategory(mover.category().id()) != label) {
          seen.add(new Detection(label, mover.score(), mover.box()));
        }
      }
      beside(taught.map(), whole, inside)
          .ifPresent(rest -> seen.add(new Detection(label, whole.score(), rest)));
    }
    return seen;
  }

  /** Movers of the kind of a teacher's thing that lie in it. */
  private static List<Segment> inside(SegmentMap map, Segment whole, Segmentation moving) {
    int[] shared = new int[SegmentMap.MAX_ID + 1];
    for (int y = (int) whole.box().top(); y < whole.box().bottom(); y++) {
      for (int x = (int) whole.box().left(); x < whole.box().right(); x++) {
        if (map.at(x, y) == whole.id()) {
          shared[moving.map().at(x, y)]++;
        }
      }
    }
    List<Segment> inside = new ArrayList<>();
    for (Segment mover : moving.segments()) {
      if (isSameKind(whole.category(), mover.category())
          && shared[mover.id()] >= INSIDE * mover.areaPixels()) {
        inside.add(mover);
      }
    }
    return inside;
  }

  /** Motion knows people and vehicles, and no kinds of vehicles. */
  private static boolean isSameKind(Category taught, Category moving) {
    return taught.name().equals(moving.name()) || taught.parent().equals(moving.name());
  }

  /** The box of what of a teacher's thing lies beside its movers, when it is enough. */
  private static Optional<Box> beside(SegmentMap map, Segment whole, List<Segment> inside) {
    if (inside.isEmpty()) {
      return Optional.empty();
    }
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = 0;
    double bottom = 0;
    int area = 0;
    double tallest = 0;
    for (Segment mover : inside) {
      tallest = Math.max(tallest, mover.box().height());
    }
    for (int y = (int) whole.box().top(); y < whole.box().bottom(); y++) {
      for (int x = (int) whole.box().left(); x < whole.box().right(); x++) {
        if (map.at(x, y) == whole.id() && !isInColumn(inside, x)) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
          area++;
        }
      }
    }
    boolean counts = area >= BESIDE * whole.areaPixels() && bottom - top >= TALL * tallest;
    return counts ? Optional.of(new Box(left, top, right, bottom)) : Optional.empty();
  }

  /** What is over or under a mover may be the rest of it. */
  private static boolean isInColumn(List<Segment> movers, int x) {
    for (Segment mover : movers) {
      if (x >= mover.box().left() && x < mover.box().right()) {
        return true;
      }
    }
    return false;
  }
}
