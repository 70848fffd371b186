package io.panoptes.sink.export;

import static java.util.Map.entry;

import io.panoptes.core.panoptic.Category;
import java.util.Map;

/** Numbers that the field's formats have for categories, found by name. */
final class StandardClasses {

  /** Class of KITTI-STEP's pixels that nobody knows. */
  static final int STEP_VOID = 255;

  private static final int MOTS_CAR = 1;
  private static final int MOTS_PEDESTRIAN = 2;
  private static final int FIRST_OTHER = 10;

  /** Cityscapes' train ids, which KITTI-STEP uses, by their own names and by ours. */
  private static final Map<String, Integer> STEP =
      Map.ofEntries(
          entry("road", 0),
          entry("sidewalk", 1),
          entry("pavement", 1),
          entry("building", 2),
          entry("wall", 3),
          entry("fence", 4),
          entry("pole", 5),
          entry("traffic light", 6),
          entry("traffic sign", 7),
          entry("vegetation", 8),
          entry("terrain", 9),
          entry("grass", 9),
          entry("sky", 10),
          entry("person", 11),
          entry("rider", 12),
          entry("car", 13),
          entry("vehicle", 13),
          entry("truck", 14),
          entry("heavy-vehicle", 14),
          entry("bus", 15),
          entry("train", 16),
          entry("motorcycle", 17),
          entry("bicycle", 18));

  private StandardClasses() {}

  /**
   * The number in MOTS: 1 for cars and vehicles of unknown kind, 2 for persons; everything else,
   * which MOTS does not know, has 10 added to its own id.
   */
  static int mots(Category category) {
    return switch (category.name()) {
      case "car", "vehicle" -> MOTS_CAR;
      case "person", "pedestrian" -> MOTS_PEDESTRIAN;
      default -> FIRST_OTHER + category.id();
    };
  }

  /** The number in KITTI-STEP, {@link #STEP_VOID} for what it does not know. */
  static int step(Category category) {
    return STEP.getOrDefault(category.name(), STEP_VOID);
  }
}
