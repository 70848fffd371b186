/**
 * Specialises a trained network to one camera: a teacher labels its footage, the network learns.
 */
package io.panoptes.train.distil;
