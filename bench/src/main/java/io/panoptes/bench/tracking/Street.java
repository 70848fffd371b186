package io.panoptes.bench.tracking;

import io.panoptes.bench.tracking.Truth.Somebody;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
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

/**
 * A drawn street: people of all depths walk, stop, turn, pass in front of each other and behind a
 * pillar and a parked car. Whoever stands lower in the picture stands in front.
 *
 * @param people how many are about at a time
 * @param missed share of people that a frame's map leaves out by chance
 * @param merges whether people who touch come as one segment, as they do where only motion is seen
 * @param looks whether segments have looks: directions of 24 components that tremble
 * @param framesPerSecond of the camera
 */
record Street(int people, double missed, boolean merges, boolean looks, double framesPerSecond) {

  private static final int LOOK = 24;

  private static final CameraId CAMERA = new CameraId("street");
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category CAR = CategoryCatalog.STREET.get("car");
  private static final int ROAD = 1;
  private static final int PILLAR = 2;
  private static final int PARKED = 3;
  private static final int FIRST_PERSON = 4;
  private static final int CAR_FOOT = 380;
  private static final int PILLAR_FOOT = 330;

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
    final float[] look = new float[LOOK];

    double width() {
      return 0.38 * height;
    }

    Box box() {
      return Box.ofSize(x - width() / 2, foot - height, width(), height);
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
    List<PanopticFrame> maps = new ArrayList<>();
    for (int frame = 0; frame < frames; frame++) {
      for (int i = 0; i < walkers.size(); i++) {
        move(walkers.get(i), random);
        if (Math.abs(walkers.get(i).x - WIDTH / 2.0) > WIDTH / 2.0 + 60) {
          walkers.set(i, enter(random, ++lastId, false));
        }
      }
      walkers.sort(Comparator.comparingDouble(walker -> walker.foot));
      char[] ids = draw(walkers, null);
      truth.add(visible(walkers, ids));
      boolean[] drawn = new boolean[people];
      for (int i = 0; i < people; i++) {
        drawn[i] = random.nextDouble() >= missed;
      }
      maps.add(map(frame, draw(walkers, drawn), walkers, random));
    }
    return Contest.ofFrames(group, new Truth(truth), maps);
  }

  private static Walker enter(Random random, int id, boolean inside) {
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
    return walker;
  }

  private void move(Walker walker, Random random) {
    double seconds = 1 / framesPerSecond;
    if (walker.waits > 0) {
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

  private static char[] draw(List<Walker> walkers, boolean[] drawn) {
    char[] ids = new char[WIDTH * HEIGHT];
    Arrays.fill(ids, 200 * WIDTH, ids.length, (char) ROAD);
    boolean pillar = false;
    boolean car = false;
    for (int i = 0; i < walkers.size(); i++) {
      Walker walker = walkers.get(i);
      if (!pillar && walker.foot > PILLAR_FOOT) {
        fill(ids, Box.ofSize(300, 60, 70, PILLAR_FOOT - 60), PILLAR, false);
        pillar = true;
      }
      if (!car && walker.foot > CAR_FOOT) {
        fill(ids, Box.ofSize(430, CAR_FOOT - 90, 150, 90), PARKED, false);
        car = true;
      }
      if (drawn == null || drawn[i]) {
        fill(ids, walker.box(), FIRST_PERSON + i, true);
      }
    }
    if (!pillar) {
      fill(ids, Box.ofSize(300, 60, 70, PILLAR_FOOT - 60), PILLAR, false);
    }
    if (!car) {
      fill(ids, Box.ofSize(430, CAR_FOOT - 90, 150, 90), PARKED, false);
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

  private static List<Somebody> visible(List<Walker> walkers, char[] ids) {
    int[] area = new int[FIRST_PERSON + walkers.size()];
    for (char id : ids) {
      area[id]++;
    }
    List<Somebody> people = new ArrayList<>();
    for (int i = 0; i < walkers.size(); i++) {
      Box box = walkers.get(i).box();
      if (area[FIRST_PERSON + i] >= LEAST_VISIBLE * Math.PI / 4 * box.area()) {
        people.add(new Somebody(walkers.get(i).id, box.clip(WIDTH, HEIGHT)));
      }
    }
    return people;
  }

  private PanopticFrame map(int frame, char[] ids, List<Walker> walkers, Random random) {
    if (merges) {
      merge(ids);
    }
    SegmentMap map = new SegmentMap(WIDTH, HEIGHT, ids);
    long micros = Math.round(frame / framesPerSecond * 1e6);
    double[] scores = new double[FIRST_PERSON + people];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = 0.45 + 0.55 * random.nextDouble();
    }
    return new PanopticFrame(
        new FrameId(CAMERA, 1, frame),
        Instant.EPOCH.plus(Duration.ofNanos(1_000 * micros)),
        micros,
        map,
        looked(PanopticFrames.segmentsOf(map, Street::category, id -> scores[id]), walkers, random),
        "drawn");
  }

  private List<Segment> looked(List<Segment> segments, List<Walker> walkers, Random random) {
    if (!looks) {
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
