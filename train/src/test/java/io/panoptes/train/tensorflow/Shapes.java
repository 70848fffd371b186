package io.panoptes.train.tensorflow;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticSegment;
import io.panoptes.segment.Image;
import io.panoptes.train.data.Sample;
import io.panoptes.train.data.SampleSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Noisy pictures of red blocks before a blue sky and a green lawn, whose truth is known. */
final class Shapes implements SampleSource {

  static final int SIDE = 64;
  static final List<Category> CATEGORIES =
      List.of(
          CategoryCatalog.STREET.get("person"),
          CategoryCatalog.STREET.get("grass"),
          CategoryCatalog.STREET.get("sky"));

  private static final int CELLS = SIDE / Sample.STRIDE;
  private static final int[][] BLOCKS = {{2, 2}, {10, 2}, {3, 10}, {11, 9}};

  private final long seed;
  private long position;

  Shapes(long seed) {
    this.seed = seed;
  }

  @Override
  public void skipTo(long next) {
    position = next;
  }

  @Override
  public Sample next() {
    return sample(position++);
  }

  /** Cells of the blocks that a picture has: left, top, width and height. */
  private List<int[]> blocks(long number) {
    SplittableRandom random = new SplittableRandom(seed + 1000 * number);
    List<int[]> blocks = new ArrayList<>();
    for (int[] place : BLOCKS) {
      if (random.nextInt(3) > 0) {
        blocks.add(
            new int[] {
              place[0] - random.nextInt(2),
              place[1] - random.nextInt(2),
              2 + random.nextInt(2),
              3 + random.nextInt(3)
            });
      }
    }
    return blocks;
  }

  private byte[] labels(List<int[]> blocks) {
    byte[] labels = new byte[CELLS * CELLS];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (i / CELLS < CELLS / 2 ? 2 : 1);
    }
    for (int[] block : blocks) {
      for (int y = block[1]; y < block[1] + block[3]; y++) {
        for (int x = block[0]; x < block[0] + block[2]; x++) {
          labels[y * CELLS + x] = 0;
        }
      }
    }
    return labels;
  }

  private float[] pixels(long number, byte[] labels) {
    SplittableRandom random = new SplittableRandom(seed + 7 + 1000 * number);
    float[] pixels = new float[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int label = labels[i / SIDE / Sample.STRIDE * CELLS + i % SIDE / Sample.STRIDE];
      for (int channel = 0; channel < 3; channel++) {
        pixels[3 * i + channel] = (channel == label ? 200 : 60) + random.nextInt(40);
      }
    }
    return pixels;
  }

  private Sample sample(long number) {
    List<int[]> blocks = blocks(number);
    byte[] labels = labels(blocks);
    float[] centres = new float[labels.length];
    float[] offsets = new float[2 * labels.length];
    byte[] offsetMask = new byte[labels.length];
    byte[] everywhere = new byte[labels.length];
    java.util.Arrays.fill(everywhere, (byte) 1);
    for (int[] block : blocks) {
      double middleX = block[0] + (block[2] - 1) / 2.0;
      double middleY = block[1] + (block[3] - 1) / 2.0;
      for (int y = 0; y < CELLS; y++) {
        for (int x = 0; x < CELLS; x++) {
          int i = y * CELLS + x;
          double squared = (x - middleX) * (x - middleX) + (y - middleY) * (y - middleY);
          centres[i] = Math.max(centres[i], (float) Math.exp(-squared / 2));
          boolean inside =
              x >= block[0] && x < block[0] + block[2] && y >= block[1] && y < block[1] + block[3];
          if (inside) {
            offsets[2 * i] = (float) (middleY - y);
            offsets[2 * i + 1] = (float) (middleX - x);
            offsetMask[i] = 1;
          }
        }
      }
    }
    return new Sample(
        SIDE, SIDE, pixels(number, labels), labels, centres, everywhere, offsets, offsetMask);
  }

  /** A picture as the segment stage gets it. */
  Image image(long number) {
    float[] rgb = pixels(number, labels(blocks(number)));
    byte[] bgr = new byte[rgb.length];
    for (int i = 0; i < SIDE * SIDE; i++) {
      for (int channel = 0; channel < 3; channel++) {
        bgr[3 * i + channel] = (byte) rgb[3 * i + 2 - channel];
      }
    }
    return Image.of(SIDE, SIDE, bgr);
  }

  /** What is to be seen in it; category ids are the catalogue's. */
  PanopticLabels truth(long number) {
    List<int[]> blocks = blocks(number);
    byte[] labels = labels(blocks);
    int[] ids = new int[SIDE * SIDE];
    for (int i = 0; i < ids.length; i++) {
      int x = i % SIDE / Sample.STRIDE;
      int y = i / SIDE / Sample.STRIDE;
      ids[i] = labels[y * CELLS + x];
      for (int b = 0; b < blocks.size(); b++) {
        int[] block = blocks.get(b);
        if (x >= block[0] && x < block[0] + block[2] && y >= block[1] && y < block[1] + block[3]) {
          ids[i] = 3 + b;
        }
      }
    }
    List<PanopticSegment> segments = new ArrayList<>();
    segments.add(new PanopticSegment(1, CATEGORIES.get(1).id(), 0, false));
    segments.add(new PanopticSegment(2, CATEGORIES.get(2).id(), 0, false));
    for (int b = 0; b < blocks.size(); b++) {
      segments.add(new PanopticSegment(3 + b, CATEGORIES.get(0).id(), 0, false));
    }
    return new PanopticLabels(new LabelMap(SIDE, SIDE, ids), segments).withCountedAreas();
  }

  static List<EvalCategory> evalCategories() {
    return CATEGORIES.stream()
        .map(category -> new EvalCategory(category.id(), category.name(), category.isThing()))
        .toList();
  }
}
