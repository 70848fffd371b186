package io.panoptes.ingest.synthetic;

/**
 * How tall a person looks, depending on where it stands: taller further down.
 *
 * @param sceneHeight in pixels
 * @param atTop height of a person at the upper edge, as a share of the scene's height
 * @param growth how much taller at the lower edge
 */
record Perspective(double sceneHeight, double atTop, double growth) {

  double personHeight(double footY) {
    return sceneHeight * atTop + growth * footY;
  }
}
