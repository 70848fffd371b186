package io.panoptes.eval.stq;

import io.panoptes.eval.JointHistogram;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.MalformedEntryException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Segmentation and tracking quality (Weber et al. 2021), equal to deeplab2's numpy implementation.
 * Ground-truth instance 0 of a thing class is a crowd and leaves the association on both sides. As
 * there, predicting the ignored class inside evaluated ground truth brings one more class, with IoU
 * 0, into the mean.
 *
 * <p>A label is {@code class << 16 | instance}. Instances are not for several threads; give each
 * thread its own and {@link #merge} them, also when they hold parts of one sequence.
 */
public final class SegmentationTrackingQuality {

  /** Bits of a label that hold the instance. */
  public static final int INSTANCE_BITS = 16;

  private static final int INSTANCE_MASK = (1 << INSTANCE_BITS) - 1;

  private final StqSettings settings;
  private final Map<String, Sequence> sequences = new LinkedHashMap<>();

  public SegmentationTrackingQuality(StqSettings settings) {
    this.settings = settings;
  }

  /** The label of a pixel; class and instance 0 to 65535. */
  public static int label(int semanticClass, int instance) {
    return semanticClass << INSTANCE_BITS | instance;
  }

  /**
   * Adds one frame. The order of frames does not matter.
   *
   * @param sequence which video the frame is of
   * @throws MalformedEntryException when the sizes differ or a class is unknown
   */
  public void add(String sequence, LabelMap truth, LabelMap prediction) {
    truth.requireSameSize(prediction);
    JointHistogram pixels = JointHistogram.of(truth.labels(), prediction.labels());
    for (int i = 0; i < pixels.size(); i++) {
      column(pixels.first(i), true);
      column(pixels.second(i), false);
    }
    sequences.computeIfAbsent(sequence, name -> new Sequence()).add(pixels);
  }

  /** Adds what another instance with the same settings has counted. */
  public void merge(SegmentationTrackingQuality other) {
    if (!settings.equals(other.settings)) {
      throw new IllegalArgumentException("cannot merge " + other.settings + " into " + settings);
    }
    other.sequences.forEach(
        (name, part) -> {
          Sequence own = sequences.computeIfAbsent(name, n -> new Sequence());
          own.pixels.addAll(part.pixels);
          own.frames += part.frames;
        });
  }

  public StqResult result() {
    double associated = 0;
    int tracks = 0;
    long[][] total = new long[matrixSize()][matrixSize()];
    List<StqResult.PerSequence> perSequence = new ArrayList<>();
    for (Map.Entry<String, Sequence> entry : sequences.entrySet()) {
      Sequence sequence = entry.getValue();
      Association association = associate(sequence.pixels);
      long[][] confusion = confusion(sequence.pixels);
      for (int row = 0; row < total.length; row++) {
        for (int column = 0; column < total.length; column++) {
          total[row][column] += confusion[row][column];
        }
      }
      associated += association.sum;
      tracks += association.tracks;
      perSequence.add(
          new StqResult.PerSequence(
              entry.getKey(), sequence.frames, association.mean(), meanIou(confusion)));
    }
    perSequence.sort((a, b) -> a.name().compareTo(b.name()));
    return new StqResult(new Association(associated, tracks).mean(), meanIou(total), perSequence);
  }

  private Association associate(JointHistogram pixels) {
    Map<Integer, Long> truths = new HashMap<>();
    Map<Integer, Long> predictions = new HashMap<>();
    Map<Integer, Map<Integer, Long>> shared = new LinkedHashMap<>();
    for (int i = 0; i < pixels.size(); i++) {
      int g = pixels.first(i);
      int p = pixels.second(i);
      boolean thing = settings.things().contains(g >>> INSTANCE_BITS);
      if (thing && (g & INSTANCE_MASK) == 0) {
        continue;
      }
      boolean predictedThing = settings.things().contains(p >>> INSTANCE_BITS);
      if (thing) {
        truths.merge(g, pixels.count(i), Long::sum);
        shared.computeIfAbsent(g, id -> new LinkedHashMap<>());
      }
      if (predictedThing) {
        predictions.merge(p, pixels.count(i), Long::sum);
      }
      if (thing && predictedThing) {
        shared.get(g).merge(p, pixels.count(i), Long::sum);
      }
    }
    double sum = 0;
    for (Map.Entry<Integer, Map<Integer, Long>> track : shared.entrySet()) {
      long size = truths.get(track.getKey());
      double inner = 0;
      for (Map.Entry<Integer, Long> pair : track.getValue().entrySet()) {
        long common = pair.getValue();
        inner += common * ((double) common / (size + predictions.get(pair.getKey()) - common));
      }
      sum += inner / size;
    }
    return new Association(sum, truths.size());
  }

  private long[][] confusion(JointHistogram pixels) {
    long[][] confusion = new long[matrixSize()][matrixSize()];
    for (int i = 0; i < pixels.size(); i++) {
      int row = column(pixels.first(i), true);
      if (row != ignoredColumn()) {
        confusion[row][column(pixels.second(i), false)] += pixels.count(i);
      }
    }
    return confusion;
  }

  private static double meanIou(long[][] confusion) {
    double sum = 0;
    int classes = 0;
    for (int c = 0; c < confusion.length; c++) {
      long union = -confusion[c][c];
      for (int other = 0; other < confusion.length; other++) {
        union += confusion[c][other] + confusion[other][c];
      }
      if (union > 0) {
        sum += (double) confusion[c][c] / union;
        classes++;
      }
    }
    return sum / classes;
  }

  private int matrixSize() {
    return settings.ignored() >= settings.classes() ? settings.classes() + 1 : settings.classes();
  }

  private int ignoredColumn() {
    return Math.min(settings.ignored(), settings.classes());
  }

  private int column(int label, boolean inTruth) {
    int semanticClass = label >>> INSTANCE_BITS;
    if (semanticClass == settings.ignored()) {
      return ignoredColumn();
    }
    if (semanticClass >= settings.classes()) {
      throw new MalformedEntryException(
          inTruth,
          "",
          "has the class %d; known are 0 to %d and %d, which is ignored"
              .formatted(semanticClass, settings.classes() - 1, settings.ignored()));
    }
    return semanticClass;
  }

  private record Association(double sum, int tracks) {
    double mean() {
      return sum / Math.max(tracks, 1e-15);
    }
  }

  private static final class Sequence {
    final JointHistogram pixels = new JointHistogram();
    int frames;

    void add(JointHistogram frame) {
      pixels.addAll(frame);
      frames++;
    }
  }
}
