package io.panoptes.train.data;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.geometry.Box;

/**
 * One segment of a labelled picture.
 *
 * @param label what it is, or {@link Sample#NOT_FIRST}
 * @param separate whether it is known to be one single thing: its centre can be learnt
 * @param crowd many things that nobody told apart
 * @param box the smallest around its pixels
 * @param areaPixels at least 1
 */
public record LabelledSegment(int label, boolean separate, boolean crowd, Box box, int areaPixels) {

  public LabelledSegment {
    requireNonNull(box, "box is null");
    if (label < 0 && label != Sample.NOT_FIRST || areaPixels < 1 || separate && crowd) {
      throw new IllegalArgumentException(
          "segment of label %d with %d pixels, separate %s, crowd %s; labels begin at 0, a segment"
                  .formatted(label, areaPixels, separate, crowd)
              + " has a pixel, and a crowd is not separate");
    }
  }
}
