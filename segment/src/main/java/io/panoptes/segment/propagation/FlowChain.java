package io.panoptes.segment.propagation;

import java.util.Arrays;

/**
 * Flow from the current picture back to the key frame's, put together from the flow of each step,
 * so that rounding to whole pixels happens once and errors show in one comparison with the key
 * frame's own picture.
 */
final class FlowChain {

  /** Grey levels that a carried pixel may be off, of a picture that is smoothed over 3 x 3. */
  private static final int TOLERANCE = 24;

  private final WorkingSize size;
  private final FlowEngine engine;
  private final float[] step;
  private float[] total;
  private float[] next;
  private byte[] key;
  private byte[] previous;

  FlowChain(WorkingSize size, FlowEngine engine) {
    this.size = size;
    this.engine = engine;
    this.step = new float[2 * size.pixels()];
    this.total = new float[2 * size.pixels()];
    this.next = new float[2 * size.pixels()];
  }

  /** Begins anew at a key frame. */
  void begin(byte[] grey) {
    key = grey;
    previous = grey;
    Arrays.fill(total, 0);
  }

  /** Goes on to the next picture, which becomes the current one. */
  void advance(byte[] grey) {
    engine.flow(grey, previous, step);
    int width = size.width();
    int height = size.height();
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i += 2) {
        sample(x + step[i], y + step[i + 1], i);
      }
    }
    float[] old = total;
    total = next;
    next = old;
    previous = grey;
  }

  /** The step's flow and what the total was at the place where it leads, between four cells. */
  private void sample(float x, float y, int to) {
    float insideX = Math.max(0, Math.min(size.width() - 1, x));
    float insideY = Math.max(0, Math.min(size.height() - 1, y));
    int left = Math.min(size.width() - 2, (int) insideX);
    int top = Math.min(size.height() - 2, (int) insideY);
    float across = insideX - left;
    float below = insideY - top;
    int at = 2 * (top * size.width() + left);
    int under = at + 2 * size.width();
    for (int axis = 0; axis < 2; axis++) {
      float upper = total[at + axis] + across * (total[at + 2 + axis] - total[at + axis]);
      float lower = total[under + axis] + across * (total[under + 2 + axis] - total[under + axis]);
      next[to + axis] = step[to + axis] + upper + below * (lower - upper);
    }
  }

  /** Two numbers a pixel, as {@link FlowEngine#flow} gives them; valid until the next call. */
  float[] total() {
    return total;
  }

  /**
   * Share of the picture that does not look like what the key frame shows at the place where flow
   * says it came from; a change of the light of the whole picture is taken out.
   */
  double drift() {
    int width = size.width();
    int height = size.height();
    byte[] carried = new byte[size.pixels()];
    long sum = 0;
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++, i++) {
        int sourceX = Math.max(0, Math.min(width - 1, Math.round(x + total[2 * i])));
        int sourceY = Math.max(0, Math.min(height - 1, Math.round(y + total[2 * i + 1])));
        carried[i] = key[sourceY * width + sourceX];
        sum += (previous[i] & 0xFF) - (carried[i] & 0xFF);
      }
    }
    int light = Math.round(sum / (float) size.pixels());
    int wrong = 0;
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int difference = 0;
        for (int row = y - 1; row <= y + 1; row++) {
          for (int i = row * width + x - 1; i <= row * width + x + 1; i++) {
            difference += (previous[i] & 0xFF) - (carried[i] & 0xFF);
          }
        }
        wrong += Math.abs(difference - 9 * light) > 9 * TOLERANCE ? 1 : 0;
      }
    }
    return wrong / (double) ((width - 2) * (height - 2));
  }
}
