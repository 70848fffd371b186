package io.panoptes.bench.tracking;

import io.panoptes.bench.tracking.Truth.Somebody;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.CameraMotion;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A drawn street: people of all depths walk, stop, turn, pass in front of each other and behind a
 * pillar and a parked car. Whoever stands lower in the picture stands in front.
 *
 * @param people how many are about at a time
 * @param missed share of people that a frame's map leaves out by chance
 * @param framesPerSecond of the camera
 * @param traits what makes it harder or gives more to go by
 */
record Street(int people, double missed, double framesPerSecond, Set<Trait> traits) {

  enum Trait {
    /** People who touch come as one segment, as they do where only motion is seen. */
    MERGES,
    /** Segments have looks: directions of 24 components that tremble. */
    LOOKS,
    /** The camera swings to and fro, and frames tell how. */
    SWINGS,
    /** One of five people comes as a bicycle, and one of four with a score of 0.1 to 0.3. */
    UNSURE,
    /**
     * People come out of a door in the middle of the picture or go into it, and are missed for 1 to
     * 3.5 seconds about every ten.
     */
    DOOR,
    /** One of six people comes in two pieces, with a belt of road between them. */
    CUTS
  }

  private static final int LOOK = 24;

  private static final CameraId CAMERA = new CameraId("street");
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category BICYCLE = CategoryCatalog.STREET.get("bicycle");
  private static final Category CAR = CategoryCatalog.STREET.get("car");
  private static final int ROAD = 1;
  private static final int PILLAR = 2;
  private static final int PARKED = 3;
  private static final int FIRST_PERSON = 4;
  private static final int CAR_FOOT = 380;
  private static final int PILLAR_FOOT = 330;
  private static final double DOOR_X = 180;
  private static final double DOOR_FOOT = 235;
  private static final double SWING_PIXELS = 120;
  private static final double SWING_SECONDS = 8;

  /** Somebody is in the truth from so large a visible share on. */
  private static final double LEAST_VISIBLE = 0.3;

  private static final class Walker {
    int id;
    double x;
    double foot;
    double speed;
    double climb;
    double height;
    double waits;
    double missedFor;
    double awayFor;
    double doorWay;
    double farFoot;
    double size;
    boolean goesIn;
    final float[] look = new float[LOOK];

    double width() {
      return 0.38 * height;
    }

    Box box(double swing) {
      return Box.ofSize(x + swing - width() / 2, foot - height, width(), height);
    }
  }

  /** As many frames of one street. */
  Contest contest(String group, int frames, long seed) {
    Random random = new Random(seed);
    List<Walker> walkers = new ArrayList<>();
    int lastId = 0;
    for (int i = 0; i < people; i++) {
      walkers.add(enter(random, ++lastId, true));
    }
    List<List<Somebody>> truth = new ArrayList<>();
    Tape maps = new Tape();
    for (int frame = 0; frame < frames; frame++) {
      for (int i = 0; i < walkers.size(); i++) {
        move(walkers.get(i), random);
        if (hasLeft(walkers.get(i))) {
          walkers.set(i, enter(random, ++lastId, false));
        }
      }
      walkers.sort(Comparator.comparingDouble(walker -> walker.foot));
      double swing = swing(frame);
      char[] ids = draw(walkers, null, swing);
      truth.add(visible(walkers, ids, swing));
      boolean[] drawn = new boolean[people];
      for (int i = 0; i < people; i++) {
        drawn[i] = random.nextDouble() >= missed && walkers.get(i).missedFor <= 0;
      }
      maps.add(map(frame, draw(walkers, drawn, swing), walkers, random));
    }
    return Contest.ofFrames(group, new Truth(truth), maps);
  }

  /** How far the picture is shifted to the right, in pixels. */
  private double swing(int frame) {
    return traits.contains(Trait.SWINGS)
        ? Math.rint(SWING_PIXELS * Math.sin(2 * Math.PI * frame / framesPerSecond / SWING_SECONDS))
        : 0;
  }

  private static boolean hasLeft(Walker walker) {
    return Math.abs(walker.x - WIDTH / 2.0) > WIDTH / 2.0 + 60
        || walker.goesIn && Math.abs(walker.x - DOOR_X) < 5;
  }

  private Walker enter(Random random, int id, boolean inside) {
    Walker walker = new Walker();
    walker.id = id;
    boolean fromLeft = random.nextBoolean();
    walker.foot = 230 + 220 * random.nextDouble();
    walker.height = 0.42 * walker.foot * (0.9 + 0.2 * random.nextDouble());
    walker.speed = (fromLeft ? 1 : -1) * walker.height * (0.5 + 0.45 * random.nextDouble());
    walker.climb = walker.height * 0.08 * random.nextGaussian();
    for (int i = 0; i < LOOK; i++) {
      walker.look[i] = random.nextFloat();
    }
    walker.x = inside ? random.nextDouble() * WIDTH : fromLeft ? -20 : WIDTH + 20;
    if (traits.contains(Trait.DOOR)) {
      walker.goesIn = random.nextBoolean();
      walker.farFoot = walker.foot;
      walker.size = 0.42 * (0.9 + 0.2 * random.nextDouble());
      double far = walker.speed > 0 == walker.goesIn ? -20 : WIDTH + 20;
      walker.doorWay = Math.abs(far - DOOR_X);
      walker.awayFor = inside ? 0 : 4 * random.nextDouble();
      if (!inside) {
        walker.x = walker.goesIn ? far : DOOR_X;
      } else if (walker.goesIn) {
        walker.speed = Math.copySign(walker.speed, DOOR_X - walker.x);
      }
    }
    return walker;
  }

  private void move(Walker walker, Random random) {
    double seconds = 1 / framesPerSecond;
    if (traits.contains(Trait.DOOR)) {
      walker.awayFor -= seconds;
      walker.x += walker.awayFor > 0 ? 0 : walker.speed * seconds;
      double part = Math.min(1, Math.abs(walker.x - DOOR_X) / walker.doorWay);
      walker.foot = DOOR_FOOT + part * (walker.farFoot - DOOR_FOOT);
      walker.height = walker.size * walker.foot;
      walker.missedFor -= seconds;
      if (walker.missedFor <= 0 && random.nextDouble() < 0.1 * seconds) {
        walker.missedFor = 1 + 2.5 * random.nextDouble();
      }
    } else if (walker.waits > 0) {
      walker.waits -= seconds;
    } else {
      walker.x += walker.speed * seconds;
      walker.foot = Math.max(225, Math.min(470, walker.foot + walker.climb * seconds));
      if (random.nextDouble() < 0.04 * seconds) {
        walker.speed = -walker.speed;
      } else if (random.nextDouble() < 0.12 * seconds) {
        walker.waits = 1 + 2 * random.nextDouble();
      }
    }
  }

  private static char[] draw(List<Walker> walkers, boolean[] drawn, double swing) {
    char[] ids = new char[WIDTH * HEIGHT];
    Arrays.fill(ids, 200 * WIDTH, ids.length, (char) ROAD);
    boolean pillar = false;
    boolean car = false;
    for (int i = 0; i < walkers.size(); i++) {
      Walker walker = walkers.get(i);
      if (!pillar && walker.foot > PILLAR_FOOT) {
        fill(ids, Box.ofSize(300 + swing, 60, 70, PILLAR_FOOT - 60), PILLAR, false);
        pillar = true;
      }
      if (!car && walker.foot > CAR_FOOT) {
        fill(ids, Box.ofSize(430 + swing, CAR_FOOT - 90, 150, 90), PARKED, false);
        car = true;
      }
      if (walker.awayFor <= 0 && (drawn == null || drawn[i])) {
        fill(ids, walker.box(swing), FIRST_PERSON + i, true);
      }
    }
    if (!pillar) {
      fill(ids, Box.ofSize(300 + swing, 60, 70, PILLAR_FOOT - 60), PILLAR, false);
    }
    if (!car) {
      fill(ids, Box.ofSize(430 + swing, CAR_FOOT - 90, 150, 90), PARKED, false);
    }
    return ids;
  }

  private static void fill(char[] ids, Box box, int id, boolean round) {
    for (int y = (int) Math.max(0, box.top()); y < Math.min(HEIGHT, box.bottom()); y++) {
      double v = (y + 0.5 - box.top()) / box.height() - 0.5;
      double half = round ? box.width() * Math.sqrt(Math.max(0, 0.25 - v * v)) : box.width() / 2;
      double middle = (box.left() + box.right()) / 2;
      int from = (int) Math.max(0, Math.round(middle - half));
      int to = (int) Math.min(WIDTH, Math.round(middle + half));
      if (from < to) {
        Arrays.fill(ids, y * WIDTH + from, y * WIDTH + to, (char) id);
      }
    }
  }

  private static List<Somebody> visible(List<Walker> walkers, char[] ids, double swing) {
    int[] area = new int[FIRST_PERSON + walkers.size()];
    for (char id : ids) {
      area[id]++;
    }
    List<Somebody> people = new ArrayList<>();
    for (int i = 0; i < walkers.size(); i++) {
      Box box = walkers.get(i).box(swing);
      if (area[FIRST_PERSON + i] >= LEAST_VISIBLE * Math.PI / 4 * box.area()) {
        people.add(new Somebody(walkers.get(i).id, box.clip(WIDTH, HEIGHT)));
      }
    }
    return people;
  }

  private PanopticFrame map(int frame, char[] ids, List<Walker> walkers, Random random) {
    if (traits.contains(Trait.MERGES)) {
      merge(ids);
    }
    if (traits.contains(Trait.CUTS)) {
      for (int i = 0; i < walkers.size(); i++) {
        if (random.nextInt(6) == 0) {
          cut(ids, i, walkers.get(i), 0.45 + 0.3 * random.nextDouble());
        }
      }
    }
    SegmentMap map = new SegmentMap(WIDTH, HEIGHT, ids);
    long micros = Math.round(frame / framesPerSecond * 1e6);
    double[] scores = new double[FIRST_PERSON + 2 * people];
    for (int i = 0; i < FIRST_PERSON + people; i++) {
      scores[i] = 0.45 + 0.55 * random.nextDouble();
    }
    System.arraycopy(scores, FIRST_PERSON, scores, FIRST_PERSON + people, people);
    boolean[] flips = new boolean[scores.length];
    if (traits.contains(Trait.UNSURE)) {
      for (int i = FIRST_PERSON; i < FIRST_PERSON + people; i++) {
        flips[i] = random.nextInt(5) == 0;
        scores[i] = random.nextInt(4) == 0 ? 0.1 + 0.2 * random.nextDouble() : scores[i];
      }
    }
    return new PanopticFrame(
        new FrameId(CAMERA, 1, frame),
        Instant.EPOCH.plus(Duration.ofNanos(1_000 * micros)),
        micros,
        map,
        looked(
            PanopticFrames.segmentsOf(
                map, id -> flips[id] ? BICYCLE : category(id), id -> scores[id]),
            walkers,
            random),
        "drawn",
        Origin.SEGMENTED,
        CameraMotion.shift(swing(frame) - swing(Math.max(0, frame - 1)), 0));
  }

  private List<Segment> looked(List<Segment> segments, List<Walker> walkers, Random random) {
    if (!traits.contains(Trait.LOOKS)) {
      return segments;
    }
    List<Segment> looked = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.id() < FIRST_PERSON) {
        looked.add(segment);
        continue;
      }
      float[] seen = walkers.get(segment.id() - FIRST_PERSON).look.clone();
      for (int i = 0; i < LOOK; i++) {
        seen[i] = Math.max(0, seen[i] + (float) (0.25 * random.nextGaussian()));
      }
      looked.add(segment.withAppearance(Appearance.of(seen)));
    }
    return looked;
  }

  private static Category category(int id) {
    return switch (id) {
      case ROAD -> CategoryCatalog.STREET.get("road");
      case PILLAR -> CategoryCatalog.STREET.get("building");
      case PARKED -> CAR;
      default -> PERSON;
    };
  }

  /** A tenth of somebody's height is taken for road, and what is below for somebody else. */
  private void cut(char[] ids, int index, Walker walker, double where) {
    double belt = walker.foot - (1 - where) * walker.height;
    for (int y = (int) belt; y < Math.min(HEIGHT, walker.foot); y++) {
      for (int at = y * WIDTH; at < (y + 1) * WIDTH; at++) {
        if (ids[at] == FIRST_PERSON + index) {
          boolean isBelt = y < belt + 0.1 * walker.height;
          ids[at] = (char) (isBelt ? ROAD : FIRST_PERSON + people + index);
        }
      }
    }
  }

  /** People whose pixels touch get the id of the first of them. */
  private void merge(char[] ids) {
    int[] first = new int[FIRST_PERSON + people];
    for (int i = 0; i < first.length; i++) {
      first[i] = i;
    }
    for (int i = 0; i < ids.length - WIDTH; i++) {
      join(first, ids[i], ids[i + 1]);
      join(first, ids[i], ids[i + WIDTH]);
    }
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) root(first, ids[i]);
    }
  }

  private static void join(int[] first, int a, int b) {
    if (a != b && a >= FIRST_PERSON && b >= FIRST_PERSON) {
      int x = root(first, a);
      int y = root(first, b);
      first[Math.max(x, y)] = Math.min(x, y);
    }
  }

  private static int root(int[] first, int id) {
    int at = id;
    while (first[at] != at) {
      at = first[at];
    }
    return at;
  }
}
