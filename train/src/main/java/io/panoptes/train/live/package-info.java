/** Specialises networks to cameras while they are watched, within a budget of processor time. */
package io.panoptes.train.live;
