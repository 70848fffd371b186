package io.panoptes.train.tensorflow;

import java.util.List;

/**
 * What a network is told about its mistakes.
 *
 * @param labelWeights how much a cell of each label counts; raising one finds more of it and
 *     invents more
 * @param hardShare share of all cells that count as the hardest ones, 0 to 1
 * @param hardWeight share of the hardest cells' loss in the semantic loss, 0 to 1; raising it
 *     sharpens outlines and learns more of wrong labels
 * @param exclusionWeight of cells that are only known not to have the first label; raising it
 *     invents fewer of it
 * @param centreWeight of the squared error of centres
 * @param offsetWeight of the error of offsets, a cell
 */
record LossSettings(
    List<Float> labelWeights,
    double hardShare,
    double hardWeight,
    double exclusionWeight,
    double centreWeight,
    double offsetWeight) {

  LossSettings {
    labelWeights = List.copyOf(labelWeights);
  }

  static LossSettings of(List<Float> labelWeights) {
    return new LossSettings(labelWeights, 0.2, 0.5, 0.6, 60, 0.06);
  }
}
