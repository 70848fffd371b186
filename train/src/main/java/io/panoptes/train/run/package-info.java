/** Whole training runs: samples, steps, checkpoints, validation, report and the finished model. */
package io.panoptes.train.run;
