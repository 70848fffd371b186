package io.panoptes.bench.tracking;

import io.panoptes.bench.tracking.Truth.Somebody;
import io.panoptes.core.geometry.Box;
import io.panoptes.track.association.DetectionFile;
import io.panoptes.track.association.DetectionFormat;
import io.panoptes.track.box.Detection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * How a detector falls short of the truth.
 *
 * @param missed share of the boxes that it misses, each by chance
 * @param gaps share of the boxes that it misses in runs of 5 to 15 frames
 * @param jitter standard deviation of every side, in sizes of the box
 * @param invented boxes a frame that show nothing
 * @param sure whether scores are high for all but invented boxes; else they vary
 */
record Detections(double missed, double gaps, double jitter, double invented, boolean sure) {

  private static final int SHORTEST_GAP = 5;
  private static final int GAP_SPREAD = 11;

  DetectionFile of(Truth truth, int width, int height, long seed) {
    Random random = new Random(seed);
    NavigableMap<Integer, List<Detection>> frames = new TreeMap<>();
    Map<Integer, Integer> hiddenFor = new HashMap<>();
    double gapsBegin = gaps / (SHORTEST_GAP + GAP_SPREAD / 2.0);
    int frame = 0;
    for (List<Somebody> people : truth.frames()) {
      frame++;
      List<Detection> detections = new ArrayList<>();
      for (Somebody somebody : people) {
        int hidden = hiddenFor.getOrDefault(somebody.id(), 0);
        if (hidden == 0 && random.nextDouble() < gapsBegin) {
          hidden = SHORTEST_GAP + random.nextInt(GAP_SPREAD);
        }
        hiddenFor.put(somebody.id(), Math.max(0, hidden - 1));
        boolean isMissed = random.nextDouble() < missed;
        Box box = shaken(somebody.box(), random);
        double score = sure ? 0.9 : Math.min(1, 0.35 + 0.65 * Math.sqrt(random.nextDouble()));
        if (hidden == 0 && !isMissed) {
          detections.add(new Detection(box, score, 0));
        }
      }
      double more = invented;
      while (random.nextDouble() < more) {
        double h = 90 + 140 * random.nextDouble();
        double w = 0.42 * h;
        detections.add(
            new Detection(
                Box.ofSize(
                    random.nextDouble() * (width - w), random.nextDouble() * (height - h), w, h),
                0.1 + 0.65 * random.nextDouble(),
                0));
        more -= 1;
      }
      frames.put(frame, detections);
    }
    return new DetectionFile(DetectionFormat.MOT, frames, List.of("person"));
  }

  private Box shaken(Box box, Random random) {
    double left = box.left() + jitter * box.width() * random.nextGaussian();
    double right = box.right() + jitter * box.width() * random.nextGaussian();
    double top = box.top() + jitter * box.height() * random.nextGaussian();
    double bottom = box.bottom() + jitter * box.height() * random.nextGaussian();
    return new Box(left, top, Math.max(left + 2, right), Math.max(top + 2, bottom));
  }
}
