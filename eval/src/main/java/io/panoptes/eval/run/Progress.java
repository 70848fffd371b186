package io.panoptes.eval.run;

/** Is told how far an evaluation has come; called from several threads, at most one at a time. */
public interface Progress {

  /** Says nothing. */
  Progress NONE = (done, total) -> {};

  /**
   * @param done items finished, 0 to {@code total}
   * @param total items there are
   */
  void update(int done, int total);
}
