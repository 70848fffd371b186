package io.panoptes.segment.model;

import io.panoptes.segment.Image;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Brings pictures into the form that a model takes: size, order of channels, numbers. The memory
 * outside the heap that it writes to is used again for the next batch. Not safe for several
 * threads.
 */
public final class InputPreparation {

  private static final int CHANNELS = 3;

  private final ModelInput input;
  private final float[] factors = new float[CHANNELS];
  private final float[] shifts = new float[CHANNELS];

  /** What a byte becomes, by channel. */
  private final float[][] values = new float[CHANNELS][256];

  /** The same, rounded to bytes. */
  private final byte[][] rounded = new byte[CHANNELS][256];

  private ByteBuffer memory = ByteBuffer.allocateDirect(0);
  private Taps across = new Taps(1, 1);
  private Taps down = new Taps(1, 1);
  private byte[] sourceRow = new byte[0];

  /** The last {@code down.most()} rows of the source, resampled across. */
  private float[][] rows = new float[0][];

  private int[] rowNumbers = new int[0];
  private float[] row = new float[0];
  private float[] plane = new float[0];
  private byte[] bytes = new byte[0];

  public InputPreparation(ModelInput input) {
    this.input = input;
    for (int channel = 0; channel < CHANNELS; channel++) {
      factors[channel] = (float) (input.scale() / input.std().get(channel));
      shifts[channel] = (float) (input.mean().get(channel) / input.std().get(channel));
      for (int value = 0; value < 256; value++) {
        values[channel][value] = value * factors[channel] - shifts[channel];
        rounded[channel][value] = toByte(values[channel][value]);
      }
    }
  }

  private static byte toByte(float value) {
    return (byte) Math.max(0, Math.min(255, Math.round(value)));
  }

  /** How a picture of this size gets in. */
  public Placement place(Image image) {
    return Placement.of(input, image.width(), image.height());
  }

  /**
   * Writes a batch.
   *
   * @param images which all get an input of the same size
   * @return valid until the next call
   */
  public ModelTensor prepare(List<Image> images) {
    Placement first = place(images.get(0));
    int[] shape = input.shape(images.size(), first.width(), first.height());
    boolean real = input.type() == ModelInput.Type.FLOAT;
    int needed = Math.multiplyExact(ModelTensor.sizeOf(shape), real ? Float.BYTES : 1);
    if (memory.capacity() < needed) {
      memory = ByteBuffer.allocateDirect(needed).order(ByteOrder.nativeOrder());
    }
    for (int i = 0; i < images.size(); i++) {
      Placement placement = place(images.get(i));
      if (placement.width() != first.width() || placement.height() != first.height()) {
        throw new IllegalArgumentException(
            "a batch has inputs of %dx%d and %dx%d"
                .formatted(first.width(), first.height(), placement.width(), placement.height()));
      }
      write(images.get(i), placement, i);
    }
    return ModelTensor.ofDirect(real ? TensorType.FLOAT : TensorType.UINT8, shape, memory);
  }

  private void write(Image image, Placement placement, int index) {
    if (row.length != CHANNELS * placement.width()) {
      row = new float[CHANNELS * placement.width()];
      plane = new float[placement.width()];
      bytes = new byte[row.length];
    }
    if (sourceRow.length != CHANNELS * image.width()) {
      sourceRow = new byte[CHANNELS * image.width()];
    }
    boolean whole =
        placement.partWidth() == placement.width() && placement.partHeight() == placement.height();
    if (!whole) {
      pad(placement, index);
    }
    if (placement.partWidth() == image.width() && placement.partHeight() == image.height()) {
      if (input.type() == ModelInput.Type.UINT8) {
        copyBytes(image, placement, index);
      } else {
        copy(image, placement, index);
      }
    } else {
      resample(image, placement, index);
    }
  }

  private void pad(Placement placement, int index) {
    for (int i = 0; i < row.length; i++) {
      int channel = i % CHANNELS;
      row[i] = (float) input.fit().pad() * factors[channel] - shifts[channel];
    }
    for (int y = 0; y < placement.height(); y++) {
      put(placement, index, 0, y, placement.width());
    }
  }

  private int first() {
    return input.colour() == ModelInput.Colour.BGR ? 0 : 2;
  }

  private void copy(Image image, Placement placement, int index) {
    ByteBuffer bgr = image.bgr();
    int red = first();
    int blue = 2 - red;
    float[] reds = values[0];
    float[] greens = values[1];
    float[] blues = values[2];
    int length = sourceRow.length;
    for (int y = 0; y < image.height(); y++) {
      bgr.get(y * length, sourceRow, 0, length);
      for (int i = 0; i < length; i += CHANNELS) {
        row[i] = reds[sourceRow[i + red] & 0xFF];
        row[i + 1] = greens[sourceRow[i + 1] & 0xFF];
        row[i + 2] = blues[sourceRow[i + blue] & 0xFF];
      }
      put(placement, index, placement.left(), placement.top() + y, image.width());
    }
  }

  private void copyBytes(Image image, Placement placement, int index) {
    boolean planar = input.layout() == ModelManifest.Layout.NCHW;
    int width = placement.width();
    int step = planar ? 1 : CHANNELS;
    for (int y = 0; y < image.height(); y++) {
      image.bgr().get(y * sourceRow.length, sourceRow, 0, sourceRow.length);
      int row = placement.top() + y;
      for (int channel = 0; channel < CHANNELS; channel++) {
        byte[] table = rounded[channel];
        int from = first() == 2 ? 2 - channel : channel;
        int to = planar ? 0 : channel;
        for (; from < sourceRow.length; from += CHANNELS, to += step) {
          bytes[to] = table[sourceRow[from] & 0xFF];
        }
        if (planar) {
          int plane = (index * CHANNELS + channel) * placement.height();
          memory.put((plane + row) * width + placement.left(), bytes, 0, image.width());
        }
      }
      if (!planar) {
        int at = (index * placement.height() + row) * width + placement.left();
        memory.put(CHANNELS * at, bytes, 0, sourceRow.length);
      }
    }
  }

  private void resample(Image image, Placement placement, int index) {
    if (!across.isFor(image.width(), placement.partWidth())) {
      across = new Taps(image.width(), placement.partWidth());
    }
    if (!down.isFor(image.height(), placement.partHeight())) {
      down = new Taps(image.height(), placement.partHeight());
    }
    int length = CHANNELS * placement.partWidth();
    if (rows.length != down.most() || rows[0].length != length) {
      rows = new float[down.most()][length];
      rowNumbers = new int[down.most()];
    }
    Arrays.fill(rowNumbers, -1);
    for (int y = 0; y < placement.partHeight(); y++) {
      Arrays.fill(row, 0, length, 0);
      for (int tap = 0; tap < down.most(); tap++) {
        float share = down.share(y, tap);
        if (share > 0) {
          add(across(image, down.first(y) + tap), share, length);
        }
      }
      for (int i = 0; i < length; i += CHANNELS) {
        row[i] = row[i] * factors[0] - shifts[0];
        row[i + 1] = row[i + 1] * factors[1] - shifts[1];
        row[i + 2] = row[i + 2] * factors[2] - shifts[2];
      }
      put(placement, index, placement.left(), placement.top() + y, placement.partWidth());
    }
  }

  private void add(float[] other, float share, int length) {
    for (int i = 0; i < length; i++) {
      row[i] += other[i] * share;
    }
  }

  private float[] across(Image image, int y) {
    int slot = y % rows.length;
    if (rowNumbers[slot] != y) {
      image.bgr().get(y * sourceRow.length, sourceRow, 0, sourceRow.length);
      across.row(sourceRow, first(), rows[slot]);
      rowNumbers[slot] = y;
    }
    return rows[slot];
  }

  /** Writes the first pixels of {@link #row} into the batch. */
  private void put(Placement placement, int index, int x, int y, int pixels) {
    int width = placement.width();
    int height = placement.height();
    boolean planar = input.layout() == ModelManifest.Layout.NCHW;
    if (!planar) {
      putNumbers(row, CHANNELS * ((index * height + y) * width + x), CHANNELS * pixels);
      return;
    }
    for (int channel = 0; channel < CHANNELS; channel++) {
      for (int i = 0, from = channel; i < pixels; i++, from += CHANNELS) {
        plane[i] = row[from];
      }
      putNumbers(plane, ((index * CHANNELS + channel) * height + y) * width + x, pixels);
    }
  }

  private void putNumbers(float[] numbers, int at, int count) {
    if (input.type() == ModelInput.Type.FLOAT) {
      FloatBuffer floats = memory.asFloatBuffer();
      floats.put(at, numbers, 0, count);
      return;
    }
    for (int i = 0; i < count; i++) {
      bytes[i] = toByte(numbers[i]);
    }
    memory.put(at, bytes, 0, count);
  }
}
