package io.panoptes.bench.eval;

import io.panoptes.eval.LabelMap;
import io.panoptes.eval.panoptic.LabelCounts;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A picture of COCO's usual size with as many segments as a busy one has, their outlines ragged by
 * a pixel or two as hand-drawn ones are.
 */
final class PanopticScene {

  static final int WIDTH = 640;
  static final int HEIGHT = 427;
  static final int CATEGORIES = 8;

  private static final int SEGMENTS = 30;

  private PanopticScene() {}

  /** Ids spread over 24 bits, as COCO's colours are. */
  static LabelMap ids(long seed) {
    Random random = new Random(seed);
    int[] labels = new int[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      int horizon = HEIGHT / 3 + random.nextInt(3);
      for (int x = 0; x < WIDTH; x++) {
        labels[y * WIDTH + x] = id(y < horizon ? 1 : 2);
      }
    }
    for (int segment = 3; segment <= SEGMENTS; segment++) {
      int centreX = random.nextInt(WIDTH);
      int centreY = random.nextInt(HEIGHT);
      double radiusX = 8 + random.nextInt(70);
      double radiusY = 8 + random.nextInt(90);
      for (int y = 0; y < HEIGHT; y++) {
        double dy = (y - centreY) / radiusY;
        if (Math.abs(dy) >= 1) {
          continue;
        }
        double half = radiusX * Math.sqrt(1 - dy * dy) + random.nextInt(4) - 2;
        int from = (int) Math.max(0, centreX - half);
        int to = (int) Math.min(WIDTH, centreX + half);
        for (int x = from; x < to; x++) {
          labels[y * WIDTH + x] = id(segment);
        }
      }
    }
    return new LabelMap(WIDTH, HEIGHT, labels);
  }

  private static int id(int segment) {
    return segment * 523_987 & 0xFFFFFF;
  }

  /** The ids moved to the right by some pixels, void put in. */
  static LabelMap shifted(LabelMap map, int pixels) {
    int[] labels = new int[map.labels().length];
    for (int y = 0; y < HEIGHT; y++) {
      System.arraycopy(map.labels(), y * WIDTH, labels, y * WIDTH + pixels, WIDTH - pixels);
    }
    return new LabelMap(WIDTH, HEIGHT, labels);
  }

  static PanopticLabels labelled(LabelMap map) {
    List<PanopticSegment> segments = new ArrayList<>();
    LabelCounts.of(map.labels())
        .asMap()
        .forEach(
            (id, area) -> {
              if (id != 0) {
                segments.add(new PanopticSegment(id, id % CATEGORIES, area, false));
              }
            });
    return new PanopticLabels(map, segments);
  }
}
