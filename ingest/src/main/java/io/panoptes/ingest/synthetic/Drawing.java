package io.panoptes.ingest.synthetic;

import io.panoptes.core.panoptic.Category;
import java.util.List;

/**
 * A thing or a piece of the ground, as it is drawn.
 *
 * @param id of its segment, 1 to 65535; a thing keeps it for as long as it lives
 * @param category what it is
 * @param parts from back to front
 */
public record Drawing(int id, Category category, List<Part> parts) {

  public Drawing {
    parts = List.copyOf(parts);
  }
}
