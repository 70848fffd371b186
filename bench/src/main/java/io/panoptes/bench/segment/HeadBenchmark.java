package io.panoptes.bench.segment;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.head.Head;
import io.panoptes.segment.head.Heads;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decoding of one frame of 768 × 576: bands of stuff with 12 people before them, in outputs of a
 * quarter of the frame's size and 12 labels; one operation a frame.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HeadBenchmark {

  private static final int FRAME_WIDTH = 768;
  private static final int FRAME_HEIGHT = 576;
  private static final int WIDTH = FRAME_WIDTH / 4;
  private static final int HEIGHT = FRAME_HEIGHT / 4;
  private static final int PEOPLE = 12;
  private static final int LABELS = 12;
  private static final int QUERIES = 100;
  private static final int MASK = 28;

  /** The head's keys; the kind says what is measured. */
  @Param({
    "kind: panoptic-deeplab, semantic: semantic, centre: centre, offset: offset",
    "kind: logits, logits: semantic",
    "kind: instances, boxes: boxes, scores: scores, classes: classes, masks: masks",
    "kind: query-masks, classes: query-classes, masks: query-masks"
  })
  public String head;

  private final Map<String, ModelTensor> outputs = new HashMap<>();
  private final Placement placement =
      new Placement(FRAME_WIDTH, FRAME_HEIGHT, FRAME_WIDTH, FRAME_HEIGHT, 0, 0, 768, 576);
  private Head decoder;

  @Setup
  public void prepare() {
    Map<Integer, Category> categories = new TreeMap<>();
    int label = 0;
    for (Category category : CategoryCatalog.STREET.categories()) {
      if (label < LABELS) {
        categories.put(label++, category);
      }
    }
    ConfigDocument document = ConfigDocument.parse("head.yaml", "head: {" + head + "}\n", Map.of());
    decoder = Heads.read(document.root().mapping("head")).open(categories);
    document.finish();
    prepareCells();
    prepareInstances();
    prepareQueries();
  }

  /** The person at a cell, −1 for stuff: ovals in two rows. */
  private static int person(int x, int y) {
    for (int p = 0; p < PEOPLE; p++) {
      double dx = (x - middleX(p)) / 7.0;
      double dy = (y - middleY(p)) / 20.0;
      if (dx * dx + dy * dy < 1) {
        return p;
      }
    }
    return -1;
  }

  private static int middleX(int person) {
    return 20 + person % 6 * 30;
  }

  private static int middleY(int person) {
    return 40 + person / 6 * 60;
  }

  private void prepareCells() {
    Random random = new Random(1);
    float[] semantic = new float[WIDTH * HEIGHT * LABELS];
    float[] centre = new float[WIDTH * HEIGHT];
    float[] offset = new float[2 * WIDTH * HEIGHT];
    for (int y = 0, i = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++, i++) {
        int person = person(x, y);
        for (int label = 0; label < LABELS; label++) {
          semantic[i * LABELS + label] = random.nextFloat();
        }
        semantic[i * LABELS + (person >= 0 ? 0 : 7 + (y + x / 9) / 40)] += 4;
        centre[i] = 0.05f * random.nextFloat();
        if (person >= 0) {
          offset[2 * i] = middleY(person) - y + random.nextFloat();
          offset[2 * i + 1] = middleX(person) - x + random.nextFloat();
        }
      }
    }
    for (int p = 0; p < PEOPLE; p++) {
      centre[middleY(p) * WIDTH + middleX(p)] = 0.9f;
    }
    outputs.put("semantic", ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, LABELS}, semantic));
    outputs.put("centre", ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, 1}, centre));
    outputs.put("offset", ModelTensor.ofFloats(new int[] {1, HEIGHT, WIDTH, 2}, offset));
  }

  private void prepareInstances() {
    float[] boxes = new float[4 * PEOPLE];
    float[] scores = new float[PEOPLE];
    float[] masks = new float[PEOPLE * MASK * MASK];
    for (int p = 0; p < PEOPLE; p++) {
      boxes[4 * p] = (middleY(p) - 20f) / HEIGHT;
      boxes[4 * p + 1] = (middleX(p) - 7f) / WIDTH;
      boxes[4 * p + 2] = (middleY(p) + 20f) / HEIGHT;
      boxes[4 * p + 3] = (middleX(p) + 7f) / WIDTH;
      for (int i = 0; i < MASK * MASK; i++) {
        double dx = (i % MASK + 0.5) / MASK * 2 - 1;
        double dy = (i / MASK + 0.5) / MASK * 2 - 1;
        masks[p * MASK * MASK + i] = dx * dx + dy * dy < 1 ? 1 : 0;
      }
    }
    Arrays.fill(scores, 0.9f);
    outputs.put("boxes", ModelTensor.ofFloats(new int[] {1, PEOPLE, 4}, boxes));
    outputs.put("scores", ModelTensor.ofFloats(new int[] {1, PEOPLE}, scores));
    outputs.put("classes", ModelTensor.ofFloats(new int[] {1, PEOPLE}, new float[PEOPLE]));
    outputs.put("masks", ModelTensor.ofFloats(new int[] {1, PEOPLE, MASK, MASK}, masks));
  }

  /** A query for each person and five bands of stuff; the others are of no object. */
  private void prepareQueries() {
    float[] classes = new float[QUERIES * (LABELS + 1)];
    float[] masks = new float[QUERIES * WIDTH * HEIGHT];
    for (int q = 0; q < QUERIES; q++) {
      boolean band = q >= PEOPLE && q < PEOPLE + 5;
      int label = q < PEOPLE ? 0 : band ? 7 + q - PEOPLE : LABELS;
      classes[q * (LABELS + 1) + label] = 9;
      for (int y = 0, i = 0; y < HEIGHT; y++) {
        for (int x = 0; x < WIDTH; x++, i++) {
          int person = person(x, y);
          boolean inside =
              q < PEOPLE ? person == q : band && person < 0 && (y + x / 9) / 40 == q - PEOPLE;
          masks[q * WIDTH * HEIGHT + i] = inside ? 6 : -6;
        }
      }
    }
    outputs.put("query-classes", ModelTensor.ofFloats(new int[] {1, QUERIES, LABELS + 1}, classes));
    outputs.put("query-masks", ModelTensor.ofFloats(new int[] {1, QUERIES, HEIGHT, WIDTH}, masks));
  }

  @Benchmark
  public List<Segmentation> decode() {
    return decoder.decode(outputs, List.of(placement));
  }
}
