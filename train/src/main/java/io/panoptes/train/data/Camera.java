package io.panoptes.train.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** What poor cameras do to a picture. */
final class Camera {

  private Camera() {}

  /** Binomial blur of 3 × 3 pixels, some times over. */
  static void blur(Canvas canvas, int times) {
    int width = canvas.width();
    int height = canvas.height();
    float[] rgb = canvas.rgb();
    float[] row = new float[3 * width];
    float[] above = new float[3 * width];
    for (int time = 0; time < times; time++) {
      for (int y = 0; y < height; y++) {
        int from = 3 * y * width;
        System.arraycopy(rgb, from, row, 0, row.length);
        for (int i = 3; i < row.length - 3; i++) {
          rgb[from + i] = 0.25f * (row[i - 3] + row[i + 3]) + 0.5f * row[i];
        }
      }
      System.arraycopy(rgb, 0, above, 0, above.length);
      for (int y = 1; y < height - 1; y++) {
        int from = 3 * y * width;
        int below = from + 3 * width;
        for (int i = 0; i < above.length; i++) {
          float here = rgb[from + i];
          rgb[from + i] = 0.25f * (above[i] + rgb[below + i]) + 0.5f * here;
          above[i] = here;
        }
      }
    }
  }

  /**
   * Noise with a nearly normal distribution, most of it the same in all channels.
   *
   * @param deviation of 255
   */
  static void noise(float[] rgb, double deviation, long seed) {
    // The sum of four bytes has a standard deviation of 147.8.
    float share = (float) (deviation / 147.8);
    long state = seed;
    for (int i = 0; i < rgb.length; i += 3) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      long bits = (state ^ state >>> 31) * 0x9E3779B97F4A7C15L;
      float all = share * (sumOfBytes(bits >>> 32) - 510);
      float more = 0.5f * share * (sumOfBytes(bits) - 510);
      rgb[i] += all + more;
      rgb[i + 1] += all;
      rgb[i + 2] += all - more;
    }
  }

  private static int sumOfBytes(long bits) {
    return (int)
        ((bits & 0xFF) + (bits >>> 8 & 0xFF) + (bits >>> 16 & 0xFF) + (bits >>> 24 & 0xFF));
  }

  /**
   * Compresses the picture as JPEG and takes what is left.
   *
   * @param quality 0 to 1
   */
  static void compress(Canvas canvas, float quality) {
    int width = canvas.width();
    int height = canvas.height();
    float[] rgb = canvas.rgb();
    int[] packed = new int[width * height];
    for (int i = 0, c = 0; i < packed.length; i++, c += 3) {
      packed[i] = level(rgb[c]) << 16 | level(rgb[c + 1]) << 8 | level(rgb[c + 2]);
    }
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, height, packed, 0, width);
    try {
      BufferedImage left = ImageIO.read(new ByteArrayInputStream(Jpeg.encode(image, quality)));
      left.getRGB(0, 0, width, height, packed, 0, width);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (int i = 0, c = 0; i < packed.length; i++, c += 3) {
      rgb[c] = packed[i] >> 16 & 0xFF;
      rgb[c + 1] = packed[i] >> 8 & 0xFF;
      rgb[c + 2] = packed[i] & 0xFF;
    }
  }

  private static int level(float value) {
    return (int) Math.max(0, Math.min(255, value + 0.5f));
  }
}
