package io.panoptes.train.data;

/**
 * How samples vary the pictures they are made of.
 *
 * @param width pixels of a sample, a multiple of 32
 * @param height pixels of a sample, a multiple of 32
 * @param leastScale smallest scale of a picture that nothing else asks another of
 * @param mostScale largest scale
 * @param thingRate share of samples that are cut around a thing, which gets a height of 20 to 300
 *     pixels
 * @param flipRate share that is mirrored
 * @param pasteRate share that gets things of other pictures
 * @param lightRate share whose colours and light change
 * @param weatherRate share with rain, and share with a shadow
 * @param cameraRate share that is blurred, and half of it that was compressed badly
 */
public record Augmentation(
    int width,
    int height,
    double leastScale,
    double mostScale,
    double thingRate,
    double flipRate,
    double pasteRate,
    double lightRate,
    double weatherRate,
    double cameraRate) {

  public Augmentation {
    if (width < 32 || height < 32 || width % 32 != 0 || height % 32 != 0) {
      throw new IllegalArgumentException(
          "samples of %dx%d; both sides must be multiples of 32".formatted(width, height));
    }
    if (!(leastScale > 0 && leastScale <= mostScale)) {
      throw new IllegalArgumentException(
          "scales from %s to %s; the first must be more than 0 and not above the second"
              .formatted(leastScale, mostScale));
    }
    for (double rate :
        new double[] {thingRate, flipRate, pasteRate, lightRate, weatherRate, cameraRate}) {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException("rate " + rate + " must be 0 to 1");
      }
    }
  }

  /** What the bundled network is trained with. */
  public static Augmentation street(int side) {
    return new Augmentation(side, side, 0.4, 2, 0.5, 0.5, 0.4, 0.9, 0.08, 0.2);
  }

  /**
   * For the last part of a long run: pictures rather as cameras show them, so that the network fits
   * these and not only what was made of them.
   */
  public static Augmentation light(int side) {
    return new Augmentation(side, side, 0.5, 1.5, 0.4, 0.5, 0.2, 0.5, 0.03, 0.1);
  }

  /** For one camera, whose view is known: things do not come nearer or change places much. */
  public static Augmentation camera(int side) {
    return new Augmentation(side, side, 0.7, 1.4, 0.5, 0.5, 0.2, 0.7, 0.04, 0.1);
  }

  /** Pictures in their own size, cut at a random place and not changed. */
  public static Augmentation none(int width, int height) {
    return new Augmentation(width, height, 1, 1, 0, 0, 0, 0, 0, 0);
  }
}
