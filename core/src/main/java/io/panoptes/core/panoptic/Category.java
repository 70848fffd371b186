package io.panoptes.core.panoptic;

import static java.util.Objects.requireNonNull;

/**
 * A class of the world.
 *
 * @param id greater than 0; 0 is void and no category
 * @param name for people, lower case by custom: {@code person}, {@code road}
 * @param kind countable thing or amorphous stuff
 * @param rgb fixed display colour, 0xRRGGBB
 * @param parent name of the wider group ({@code vehicle} of {@code car}), empty when there is none
 */
public record Category(int id, String name, Kind kind, int rgb, String parent) {

  /** Countable or not. */
  public enum Kind {
    THING,
    STUFF
  }

  public Category {
    if (id < 1) {
      throw new IllegalArgumentException("category id " + id + " must be at least 1; 0 is void");
    }
    requireNonNull(name, "name is null");
    if (name.isBlank()) {
      throw new IllegalArgumentException("category " + id + " has no name");
    }
    requireNonNull(kind, "kind is null");
    requireNonNull(parent, "parent is null");
    if (rgb < 0 || rgb > 0xFFFFFF) {
      throw new IllegalArgumentException(
          "colour %x of category %s must be 0x000000 to 0xffffff".formatted(rgb, name));
    }
  }

  public boolean isThing() {
    return kind == Kind.THING;
  }
}
