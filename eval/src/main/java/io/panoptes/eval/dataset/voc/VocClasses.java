package io.panoptes.eval.dataset.voc;

import java.util.List;

/** Pascal VOC's classes and the colours of its label pictures. */
public final class VocClasses {

  /** Background and the twenty classes; the position is the label. */
  public static final List<String> NAMES =
      List.of(
          "background",
          "aeroplane",
          "bicycle",
          "bird",
          "boat",
          "bottle",
          "bus",
          "car",
          "cat",
          "chair",
          "cow",
          "diningtable",
          "dog",
          "horse",
          "motorbike",
          "person",
          "pottedplant",
          "sheep",
          "sofa",
          "train",
          "tvmonitor");

  /** Label of pixels that are not evaluated, such as object borders. */
  public static final int IGNORED = 255;

  private VocClasses() {}

  /** The 256 colours of VOC label pictures as 0xRRGGBB, made from the bits of the label. */
  public static int[] palette() {
    int[] palette = new int[256];
    for (int label = 0; label < palette.length; label++) {
      int red = 0;
      int green = 0;
      int blue = 0;
      for (int bit = 0, rest = label; bit < 8; bit++, rest >>= 3) {
        red |= (rest & 1) << (7 - bit);
        green |= (rest >> 1 & 1) << (7 - bit);
        blue |= (rest >> 2 & 1) << (7 - bit);
      }
      palette[label] = red << 16 | green << 8 | blue;
    }
    return palette;
  }
}
