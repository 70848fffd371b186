package io.panoptes.segment.worker;

import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.panoptic.PanopticFrame;

/**
 * What becomes of one accepted message: exactly one method is called, once. Messages of one camera
 * are told in the order in which they were accepted, one after the other.
 */
public interface Receipt {

  void segmented(PanopticFrame frame);

  void ended(EndOfEpoch end);

  /**
   * Left out on purpose.
   *
   * @param reason a fixed word such as {@code stale}
   */
  void dropped(String reason);

  /**
   * Could not be segmented.
   *
   * @param reason a fixed word such as {@code undecodable}
   * @param cause in words, for people
   */
  void failed(String reason, String cause);
}
