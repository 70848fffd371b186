package io.panoptes.app;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.frame.StreamMessage;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.core.panoptic.SegmentMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A camera's epoch that is the same for the same seed: people who walk to and fro, hide each other
 * and a pillar hides, and whom the segmenter misses at times. Ten frames a second.
 */
final class CrossingWalkers {

  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;
  private static final int WALKERS = 6;
  private static final int PILLAR = 100;
  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final Category ROAD = CategoryCatalog.STREET.get("road");
  private static final Category BUILDING = CategoryCatalog.STREET.get("building");
  private static final Instant START = Instant.parse("2026-05-04T12:00:00Z");

  private CrossingWalkers() {}

  private record Walker(double phase, double speed, double top, double width, double height) {

    double left(int sequence) {
      double range = WIDTH + 2 * width;
      double way = (phase + speed * sequence) % (2 * range);
      return (way < range ? way : 2 * range - way) - 2 * width;
    }
  }

  /** The frames of epoch 1 and its end. */
  static List<StreamMessage<PanopticFrame>> epoch(CameraId camera, long seed, int frames) {
    Random random = new Random(seed);
    List<Walker> walkers = new ArrayList<>();
    for (int i = 0; i < WALKERS; i++) {
      walkers.add(
          new Walker(
              300 * random.nextDouble(),
              1.5 + 2.5 * random.nextDouble(),
              20 + 40 * random.nextDouble(),
              12 + 8 * random.nextDouble(),
              30 + 15 * random.nextDouble()));
    }
    List<StreamMessage<PanopticFrame>> messages = new ArrayList<>();
    for (int sequence = 0; sequence < frames; sequence++) {
      messages.add(StreamMessage.of(frame(new FrameId(camera, 1, sequence), walkers, random)));
    }
    messages.add(
        StreamMessage.end(
            new EndOfEpoch(camera, 1, frames, at(frames - 1), EndOfEpoch.Reason.COMPLETED)));
    return messages;
  }

  private static PanopticFrame frame(FrameId id, List<Walker> walkers, Random random) {
    int sequence = (int) id.sequence();
    char[] ids = new char[WIDTH * HEIGHT];
    Arrays.fill(ids, (char) 1);
    for (int i = 0; i < walkers.size(); i++) {
      boolean isMissed = random.nextInt(12) == 0;
      if (!isMissed) {
        draw(ids, i + 2, walkers.get(i), sequence);
      }
    }
    for (int y = 0; y < HEIGHT; y++) {
      Arrays.fill(ids, y * WIDTH + 70, y * WIDTH + 84, (char) PILLAR);
    }
    SegmentMap map = new SegmentMap(WIDTH, HEIGHT, ids);
    return new PanopticFrame(
        id,
        at(sequence),
        100_000L * sequence,
        map,
        PanopticFrames.segmentsOf(map, CrossingWalkers::category, segment -> 0.9),
        "drawn");
  }

  private static void draw(char[] ids, int id, Walker walker, int sequence) {
    double left = walker.left(sequence);
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double u = (x + 0.5 - left) / walker.width() - 0.5;
        double v = (y + 0.5 - walker.top()) / walker.height() - 0.5;
        if (u * u + v * v < 0.25) {
          ids[y * WIDTH + x] = (char) id;
        }
      }
    }
  }

  private static Category category(int segment) {
    return switch (segment) {
      case 1 -> ROAD;
      case PILLAR -> BUILDING;
      default -> PERSON;
    };
  }

  private static Instant at(int sequence) {
    return START.plus(Duration.ofMillis(100L * sequence));
  }
}
