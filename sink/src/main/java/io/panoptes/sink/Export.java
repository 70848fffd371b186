package io.panoptes.sink;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Formats that tracks can be written in, each at a cost. */
public enum Export {
  /** {@code tracks.txt}: boxes as the MOT Challenge has them. */
  MOT,
  /** {@code mots.txt}: masks as MOTS has them. */
  MOTS,
  /** A PNG of class and instance for each frame, as KITTI-STEP has them. */
  KITTI_STEP,
  /** {@code coco-video.json}: a list of masks for each track, as YouTube-VIS has them. */
  COCO_VIDEO,
  /** A PNG of segment ids for each frame and one JSON, as COCO's panoptic task has them. */
  COCO_PANOPTIC;

  /** As on the command line and in configuration files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All labels, in the order of the constants. */
  public static List<String> labels() {
    return Stream.of(values()).map(Export::label).toList();
  }

  /**
   * The export of that label.
   *
   * @throws IllegalArgumentException when there is none; the message lists all labels
   */
  public static Export of(String label) {
    for (Export export : values()) {
      if (export.label().equals(label)) {
        return export;
      }
    }
    throw new IllegalArgumentException(
        "export " + label + " is not known; allowed are " + String.join(", ", labels()));
  }
}
