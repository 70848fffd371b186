package io.panoptes.train.run;

import io.panoptes.train.report.History;
import io.panoptes.train.report.Validation;
import java.time.Duration;

/** Hears how a run goes, on the thread that runs it. */
public interface TrainingProgress {

  /**
   * Some steps were made.
   *
   * @param loss their means
   * @param done share of the run, 0 to 1
   * @param left estimated time until its end
   */
  void steps(History.Loss loss, double done, Duration left);

  /** A validation was made. */
  void validated(long step, Validation.Result result);
}
