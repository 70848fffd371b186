package io.panoptes.segment.model;

import io.panoptes.segment.Image;
import java.nio.ByteBuffer;

/** Brings pictures into the form that a model takes: size, order of channels, numbers. */
public final class InputTensor {

  private InputTensor() {}

  /**
   * Writes a picture, stretched to the input's size by bilinear interpolation.
   *
   * @param into at {@code offset}, {@code 3 * width * height} numbers
   */
  public static void write(Image image, ModelManifest.Input input, float[] into, int offset) {
    int width = input.width();
    int height = input.height();
    ByteBuffer bgr = image.bgr();
    boolean planar = input.layout() == ModelManifest.Layout.NCHW;
    int[] left = new int[width];
    int[] right = new int[width];
    float[] shareX = new float[width];
    for (int x = 0; x < width; x++) {
      float at = position(x, width, image.width());
      left[x] = (int) at;
      right[x] = Math.min(left[x] + 1, image.width() - 1);
      shareX[x] = at - left[x];
    }
    for (int channel = 0; channel < 3; channel++) {
      int from = input.colour() == ModelManifest.Colour.BGR ? channel : 2 - channel;
      float scale = (float) (input.scale() / input.std().get(channel));
      float shift = (float) (input.mean().get(channel) / input.std().get(channel));
      for (int y = 0; y < height; y++) {
        float at = position(y, height, image.height());
        int top = (int) at * image.width();
        int bottom = Math.min((int) at + 1, image.height() - 1) * image.width();
        float shareY = at - (int) at;
        for (int x = 0; x < width; x++) {
          float upper =
              mix(bgr, 3 * (top + left[x]) + from, 3 * (top + right[x]) + from, shareX[x]);
          float lower =
              mix(bgr, 3 * (bottom + left[x]) + from, 3 * (bottom + right[x]) + from, shareX[x]);
          float value = upper + (lower - upper) * shareY;
          int to = planar ? (channel * height + y) * width + x : 3 * (y * width + x) + channel;
          into[offset + to] = value * scale - shift;
        }
      }
    }
  }

  private static float position(int index, int size, int sourceSize) {
    float at = (index + 0.5f) * sourceSize / size - 0.5f;
    return Math.max(0, Math.min(sourceSize - 1, at));
  }

  private static float mix(ByteBuffer bytes, int a, int b, float share) {
    int first = bytes.get(a) & 0xFF;
    return first + ((bytes.get(b) & 0xFF) - first) * share;
  }
}
