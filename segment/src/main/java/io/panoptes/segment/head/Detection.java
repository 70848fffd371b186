package io.panoptes.segment.head;

import io.panoptes.core.geometry.Box;

/**
 * A box that a model found.
 *
 * @param index in the model's list
 * @param label the model's
 * @param box in the frame's pixels
 */
record Detection(int index, int label, double score, Box box) {}
