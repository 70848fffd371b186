package io.panoptes.segment.javacv;

import io.panoptes.segment.Image;
import io.panoptes.segment.prompt.Mask;
import java.util.Random;
import java.util.function.BiPredicate;

/** Pictures made of shapes whose pixels are known. */
final class Drawn {

  private final int width;
  private final int height;
  private final byte[] bgr;

  Drawn(int width, int height, int rgb) {
    this.width = width;
    this.height = height;
    bgr = new byte[3 * width * height];
    fill((x, y) -> true, rgb);
  }

  /** Colours a shape; gives its pixels. */
  Mask fill(BiPredicate<Integer, Integer> shape, int rgb) {
    byte[] inside = new byte[width * height];
    for (int i = 0; i < inside.length; i++) {
      if (shape.test(i % width, i / width)) {
        inside[i] = 1;
        bgr[3 * i] = (byte) rgb;
        bgr[3 * i + 1] = (byte) (rgb >> 8);
        bgr[3 * i + 2] = (byte) (rgb >> 16);
      }
    }
    return new Mask(width, height, inside);
  }

  Mask disc(int x, int y, int radius, int rgb) {
    return fill((u, v) -> (u - x) * (u - x) + (v - y) * (v - y) <= radius * radius, rgb);
  }

  Mask block(int left, int top, int right, int bottom, int rgb) {
    return fill((x, y) -> x >= left && x < right && y >= top && y < bottom, rgb);
  }

  /** Adds up to so many levels to each channel of each pixel, and brightens to the right. */
  Image image(int noise, int slope) {
    Random random = new Random(1);
    byte[] result = bgr.clone();
    for (int i = 0; i < result.length; i++) {
      int value = (result[i] & 0xFF) + slope * (i / 3 % width) / width;
      result[i] = (byte) Math.min(255, value + (noise == 0 ? 0 : random.nextInt(noise + 1)));
    }
    return Image.of(width, height, result);
  }
}
