/** Live distillation over topics: {@code frames} to {@code labelled-frames} to model folders. */
package io.panoptes.train.kafka;
