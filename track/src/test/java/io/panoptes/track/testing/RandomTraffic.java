package io.panoptes.track.testing;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.PanopticFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A seeded scene of people and cars that cross, hide each other, are missed at times and come in
 * pieces: everything that makes trackers branch.
 */
public final class RandomTraffic {

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private RandomTraffic() {}

  private static final class Walker {
    double x;
    double y;
    double dx;
    double dy;
    double w;
    double h;
    Category category;
  }

  /** Frames of epoch 1, about ten a second, some of them dropped. */
  public static List<PanopticFrame> frames(long seed, int walkers, int count) {
    Random random = new Random(seed);
    List<Walker> all = new ArrayList<>();
    for (int i = 0; i < walkers; i++) {
      all.add(walker(random));
    }
    List<PanopticFrame> frames = new ArrayList<>();
    double seconds = 0;
    for (int sequence = 0; sequence < count; sequence++) {
      double step = 0.1 + 0.01 * random.nextInt(3);
      seconds += step;
      Scenery scenery = new Scenery(WIDTH, HEIGHT);
      int id = 2;
      for (Walker walker : all) {
        walker.x += walker.dx * step;
        walker.y += walker.dy * step;
        if (walker.x < -walker.w || walker.x > WIDTH) {
          Walker fresh = walker(random);
          walker.x = fresh.x;
          walker.dx = fresh.dx;
        }
        if (random.nextInt(12) > 0) {
          Category category = random.nextInt(20) == 0 ? Scenery.CAR : walker.category;
          scenery
              .ellipse(id, category, walker.x, walker.y, walker.w, walker.h)
              .score(id, 0.15 + 0.8 * random.nextDouble());
        }
        id++;
      }
      PanopticFrame frame = scenery.frame(sequence, seconds);
      if (random.nextInt(8) > 0) {
        frames.add(frame);
      }
    }
    return frames;
  }

  private static Walker walker(Random random) {
    Walker walker = new Walker();
    walker.category = random.nextInt(4) == 0 ? Scenery.CAR : Scenery.PERSON;
    walker.w = walker.category == Scenery.CAR ? 60 : 18 + random.nextInt(10);
    walker.h = walker.category == Scenery.CAR ? 40 : 40 + random.nextInt(30);
    walker.x = random.nextDouble() * (WIDTH - walker.w);
    walker.y = random.nextDouble() * (HEIGHT - walker.h);
    walker.dx = 80 * random.nextDouble() - 40;
    walker.dy = 8 * random.nextDouble() - 4;
    return walker;
  }
}
