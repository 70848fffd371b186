package io.panoptes.segment.motion;

/**
 * How tall people appear in each row of a camera's picture, learnt from those who are seen whole:
 * on level ground the height is a straight line over the row of the feet.
 */
final class PersonHeights {

  private static final double KEEP = 0.998;
  private static final double ENOUGH = 15;
  private static final double SPREAD = 100;

  private double weight;
  private double sumY;
  private double sumHeight;
  private double sumYy;
  private double sumYheight;

  void see(double footY, double height) {
    weight = KEEP * weight + 1;
    sumY = KEEP * sumY + footY;
    sumHeight = KEEP * sumHeight + height;
    sumYy = KEEP * sumYy + footY * footY;
    sumYheight = KEEP * sumYheight + footY * height;
  }

  /** Expected height in pixels of somebody whose feet are in a row; 0 while too few were seen. */
  double expected(double footY) {
    if (weight < ENOUGH) {
      return 0;
    }
    double meanY = sumY / weight;
    double meanHeight = sumHeight / weight;
    double variance = sumYy / weight - meanY * meanY;
    if (variance < SPREAD) {
      return meanHeight;
    }
    double slope = (sumYheight / weight - meanY * meanHeight) / variance;
    return Math.max(0.3 * meanHeight, meanHeight + slope * (footY - meanY));
  }
}
