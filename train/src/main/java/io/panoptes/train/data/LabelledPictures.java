package io.panoptes.train.data;

/** Pictures with labels, each read when it is asked for. Safe for many threads. */
public interface LabelledPictures {

  /** How many there are, at least 1. */
  int size();

  /** The name of a picture, for messages and reports. */
  String name(int index);

  /** Where the picture is from, such as one camera; never null, empty when that is not known. */
  default String group(int index) {
    return "";
  }

  /** Whether people's masks of the picture were drawn by people. */
  default boolean hasHumanPeople(int index) {
    return false;
  }

  LabelSet labels();

  /**
   * Reads a picture; two calls give equal pictures, not always the same one.
   *
   * @throws io.panoptes.eval.EvalInputException when its files are missing or damaged, or do not
   *     fit together
   */
  LabelledPicture read(int index);
}
