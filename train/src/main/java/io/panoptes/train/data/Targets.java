package io.panoptes.train.data;

import java.util.List;

/**
 * What a network should say of a canvas, on a grid of cells: the label that most of a cell's pixels
 * have, the heat of centres and the way to them, as in Panoptic-DeepLab (Cheng et al., 2020). A
 * centre is the mean position of the pixels of a thing that can be seen. Of things that nobody told
 * apart only the label is known.
 */
final class Targets {

  /** Of the centres' bells, in cells. */
  private static final double SIGMA = 2;

  private static final int REACH = (int) (3 * SIGMA);

  /** Things with fewer visible pixels are too small to have a centre. */
  private static final int LEAST_PIXELS = 24;

  private static final int STRIDE = Sample.STRIDE;

  private final Canvas canvas;
  private final int columns;
  private final int rows;
  private final byte[] labels;
  private final float[] centres;
  private final byte[] centreMask;
  private final float[] offsets;
  private final byte[] offsetMask;
  private final int[] pixels;
  private final double[] middleX;
  private final double[] middleY;

  private Targets(Canvas canvas) {
    this.canvas = canvas;
    columns = canvas.width() / STRIDE;
    rows = canvas.height() / STRIDE;
    labels = new byte[columns * rows];
    centres = new float[columns * rows];
    centreMask = new byte[columns * rows];
    offsets = new float[2 * columns * rows];
    offsetMask = new byte[columns * rows];
    int ids = canvas.segments().size() + 1;
    pixels = new int[ids];
    middleX = new double[ids];
    middleY = new double[ids];
  }

  /** The sample that a canvas is; its colours become the sample's. */
  static Sample sample(Canvas canvas, LabelSet labelSet) {
    Targets targets = new Targets(canvas);
    targets.measure();
    targets.fillCells(labelSet);
    targets.fillHeat(labelSet);
    return new Sample(
        canvas.width(),
        canvas.height(),
        canvas.rgb(),
        targets.labels,
        targets.centres,
        targets.centreMask,
        targets.offsets,
        targets.offsetMask);
  }

  /** Visible pixels of each segment and their middle, in cells: 0 is the first cell's middle. */
  private void measure() {
    for (int y = 0, i = 0; y < canvas.height(); y++) {
      for (int x = 0; x < canvas.width(); x++, i++) {
        int id = canvas.ids()[i];
        pixels[id]++;
        middleX[id] += x;
        middleY[id] += y;
      }
    }
    double middleOfCell = (STRIDE - 1) / 2.0;
    for (int id = 0; id < pixels.length; id++) {
      middleX[id] = (middleX[id] / pixels[id] - middleOfCell) / STRIDE;
      middleY[id] = (middleY[id] / pixels[id] - middleOfCell) / STRIDE;
    }
  }

  private boolean hasCentre(int id, LabelSet labelSet) {
    LabelledSegment segment = canvas.segments().get(id - 1);
    return labelSet.isThing(segment.label()) && segment.separate() && pixels[id] >= LEAST_PIXELS;
  }

  private void fillCells(LabelSet labelSet) {
    boolean[] centred = new boolean[pixels.length];
    for (int id = 1; id < pixels.length; id++) {
      centred[id] = hasCentre(id, labelSet);
    }
    int[] found = new int[STRIDE * STRIDE];
    int[] counts = new int[pixels.length];
    for (int row = 0, cell = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++, cell++) {
        int id = mostFrequent(row, column, found, counts);
        if (id == 0) {
          labels[cell] = Sample.VOID;
          continue;
        }
        int label = canvas.segments().get(id - 1).label();
        labels[cell] = (byte) label;
        if (centred[id]) {
          offsets[2 * cell] = (float) (middleY[id] - row);
          offsets[2 * cell + 1] = (float) (middleX[id] - column);
          offsetMask[cell] = 1;
          centreMask[cell] = 1;
        } else if (!labelSet.isThing(label)) {
          centreMask[cell] = 1;
        }
      }
    }
  }

  /** The id that most pixels of a cell have, the one met first among equals. */
  private int mostFrequent(int row, int column, int[] found, int[] counts) {
    int size = 0;
    int best = 0;
    int from = row * STRIDE * canvas.width() + column * STRIDE;
    for (int y = 0; y < STRIDE; y++, from += canvas.width()) {
      for (int x = 0; x < STRIDE; x++) {
        int id = canvas.ids()[from + x];
        if (counts[id]++ == 0) {
          found[size++] = id;
        }
      }
    }
    best = found[0];
    for (int i = 1; i < size; i++) {
      if (counts[found[i]] > counts[best]) {
        best = found[i];
      }
    }
    for (int i = 0; i < size; i++) {
      counts[found[i]] = 0;
    }
    return best;
  }

  /** A bell at each centre; where bells meet the higher counts. */
  private void fillHeat(LabelSet labelSet) {
    List<LabelledSegment> segments = canvas.segments();
    for (int id = 1; id <= segments.size(); id++) {
      if (!hasCentre(id, labelSet)) {
        continue;
      }
      int middleRow = (int) Math.round(middleY[id]);
      int middleColumn = (int) Math.round(middleX[id]);
      int lastRow = Math.min(rows - 1, middleRow + REACH);
      int lastColumn = Math.min(columns - 1, middleColumn + REACH);
      for (int row = Math.max(0, middleRow - REACH); row <= lastRow; row++) {
        for (int column = Math.max(0, middleColumn - REACH); column <= lastColumn; column++) {
          double dy = row - middleY[id];
          double dx = column - middleX[id];
          float heat = (float) Math.exp(-(dy * dy + dx * dx) / (2 * SIGMA * SIGMA));
          int cell = row * columns + column;
          centres[cell] = Math.max(centres[cell], heat);
        }
      }
    }
  }
}
