package io.panoptes.segment.classic;

import io.panoptes.core.config.ConfigNode;

/**
 * What all classical segmenters have in common.
 *
 * @param height height in pixels of the picture that is worked on, which bounds time whatever the
 *     camera gives; raising it finds finer outlines and takes time with its square
 * @param smooth standard deviation in working pixels by which the picture is smoothed first;
 *     raising it gives fewer, rounder regions, 0 smooths nothing
 * @param minArea smallest region as a share of the frame; raising it gives fewer regions
 */
public record Working(int height, double smooth, double minArea) {

  public Working {
    if (height < 48) {
      throw new IllegalArgumentException(
          "working-height " + height + " must be at least 48 pixels");
    }
    if (!(smooth >= 0 && smooth <= 20)) {
      throw new IllegalArgumentException("smooth " + smooth + " must be 0 to 20");
    }
    if (!(minArea >= 0.00005 && minArea <= 0.5)) {
      throw new IllegalArgumentException("min-area " + minArea + " must be 0.00005 to 0.5");
    }
  }

  static Working read(ConfigNode node, Working defaults) {
    return new Working(
        (int) node.integer("working-height", defaults.height, 48, 2160),
        node.number("smooth", defaults.smooth, 0, 20),
        node.number("min-area", defaults.minArea, 0.00005, 0.5));
  }
}
