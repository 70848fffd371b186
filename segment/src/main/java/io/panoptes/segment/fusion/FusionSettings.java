package io.panoptes.segment.fusion;

import io.panoptes.core.config.ConfigNode;

/**
 * How instances are painted over semantics.
 *
 * @param score least score of an instance that is painted
 * @param overlap an instance is left out when more than this share of it is painted already
 * @param stuffArea stuff that has fewer pixels left becomes void
 * @param looseThings what becomes of things that only the semantics have
 * @param masks where the pixels of an instance come from
 */
public record FusionSettings(
    double score, double overlap, int stuffArea, LooseThings looseThings, Masks masks) {

  /** What becomes of things that only the semantics have. */
  public enum LooseThings {
    /** As in the papers. */
    VOID,
    /** Painted after all instances, where not more than the allowed share is painted already. */
    KEEP
  }

  /** Where the pixels of an instance come from. */
  public enum Masks {
    OWN,
    /** Those of its own pixels that the semantics give the same category; for filled boxes. */
    SEMANTIC
  }

  /** Thresholds that both strategies share: panopticapi's and detectron2's defaults. */
  public static FusionSettings of(FusionStrategy strategy) {
    return switch (strategy) {
      case PANOPTICAPI, DETECTRON2 ->
          new FusionSettings(0.5, 0.5, 64 * 64, LooseThings.VOID, Masks.OWN);
    };
  }

  /** Reads the section {@code fusion}; problems are recorded in its document. */
  public static FusionSettings read(ConfigNode fusion) {
    FusionSettings defaults = of(fusion.choice("strategy", FusionStrategy.PANOPTICAPI));
    return new FusionSettings(
        fusion.number("score", defaults.score, 0, 1),
        fusion.number("overlap", defaults.overlap, 0, 1),
        (int) fusion.integer("stuff-area", defaults.stuffArea, 0, 100_000_000),
        fusion.choice("loose-things", defaults.looseThings),
        fusion.choice("masks", defaults.masks));
  }
}
