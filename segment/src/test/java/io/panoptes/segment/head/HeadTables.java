package io.panoptes.segment.head;

import io.panoptes.core.panoptic.Segment;
import io.panoptes.segment.Segmentation;

/** Segments as a line of text for comparing. */
final class HeadTables {

  private HeadTables() {}

  static String table(Segmentation segmentation) {
    StringBuilder table = new StringBuilder();
    for (Segment segment : segmentation.segments()) {
      table.append(
          "%s %d @%.0f,%.0f-%.0f,%.0f; "
              .formatted(
                  segment.category().name(),
                  segment.areaPixels(),
                  segment.box().left(),
                  segment.box().top(),
                  segment.box().right(),
                  segment.box().bottom()));
    }
    return table.toString();
  }
}
