package io.panoptes.eval.semantic;

import io.panoptes.eval.LabelMap;
import io.panoptes.eval.MalformedEntryException;
import java.util.List;
import java.util.TreeMap;

/**
 * Pixels of a whole set by true and predicted label, and the intersection over union of the classes
 * that a {@link SemanticRules} evaluates. Not for several threads; give each thread its own and
 * {@link #merge} them.
 */
public final class ConfusionMatrix {

  private static final int OUTSIDE = -1;

  private final SemanticRules rules;
  private final int[] indexOfLabel;
  private final int labels;
  private final long[] counts;

  public ConfusionMatrix(SemanticRules rules) {
    this.rules = rules;
    TreeMap<Integer, Integer> index = new TreeMap<>();
    for (SemanticClass known : rules.classes()) {
      index.put(known.label(), 0);
    }
    labels = index.size();
    indexOfLabel = new int[index.lastKey() + 1];
    java.util.Arrays.fill(indexOfLabel, OUTSIDE);
    int next = 0;
    for (int label : index.keySet()) {
      indexOfLabel[label] = next++;
    }
    counts = new long[labels * labels];
  }

  /**
   * Adds one picture.
   *
   * @throws MalformedEntryException when the sizes differ, or a label is none of the rules' (the
   *     prediction's labels do not matter where the rules skip the ground truth)
   */
  public void add(LabelMap truth, LabelMap prediction) {
    truth.requireSameSize(prediction);
    int[] wanted = truth.labels();
    int[] found = prediction.labels();
    int i = 0;
    while (i < wanted.length) {
      int g = wanted[i];
      int p = found[i];
      int start = i;
      do {
        i++;
      } while (i < wanted.length && wanted[i] == g && found[i] == p);
      if (rules.skips(g)) {
        continue;
      }
      counts[index(g, true, start, truth) * labels + index(p, false, start, truth)] += i - start;
    }
  }

  /** Adds what another matrix with the same rules has counted. */
  public void merge(ConfusionMatrix other) {
    if (!rules.equals(other.rules)) {
      throw new IllegalArgumentException("cannot merge matrices with different rules");
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** Pixels whose true label is {@code truth} and predicted label {@code prediction}. */
  public long count(int truth, int prediction) {
    int g = position(truth);
    int p = position(prediction);
    return g == OUTSIDE || p == OUTSIDE ? 0 : counts[g * labels + p];
  }

  public SemanticResult result() {
    List<ClassIou> perClass =
        rules.classes().stream().filter(SemanticClass::evaluated).map(this::iou).toList();
    long correct = 0;
    long all = 0;
    for (SemanticClass row : rules.classes()) {
      if (!row.evaluated()) {
        continue;
      }
      correct += count(row.label(), row.label());
      for (SemanticClass column : rules.classes()) {
        all += count(row.label(), column.label());
      }
    }
    return SemanticResult.of(perClass, correct, all);
  }

  private ClassIou iou(SemanticClass scored) {
    int label = scored.label();
    long hits = count(label, label);
    long missed = -hits;
    long wrong = -hits;
    for (SemanticClass other : rules.classes()) {
      missed += count(label, other.label());
      if (other.evaluated()) {
        wrong += count(other.label(), label);
      }
    }
    return new ClassIou(scored, hits, wrong, missed);
  }

  private int index(int label, boolean inTruth, int pixel, LabelMap map) {
    int index = position(label);
    if (index == OUTSIDE) {
      throw new MalformedEntryException(
          inTruth,
          "pixel (%d, %d)".formatted(pixel % map.width(), pixel / map.width()),
          "has the label %d, which is none of the %d known ones (%s)"
              .formatted(label, labels, rules.labelRange()));
    }
    return index;
  }

  private int position(int label) {
    return label < 0 || label >= indexOfLabel.length ? OUTSIDE : indexOfLabel[label];
  }
}
