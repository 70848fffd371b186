/** Trains compact panoptic networks, and specialises them to a camera. */
package io.panoptes.train;
