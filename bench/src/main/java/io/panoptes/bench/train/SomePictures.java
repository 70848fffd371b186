package io.panoptes.bench.train;

import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledPictures;

/**
 * A share of a set's pictures, evenly spread over it.
 *
 * @param share more than 0, up to 1
 */
record SomePictures(LabelledPictures all, double share) implements LabelledPictures {

  SomePictures {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " must be more than 0, up to 1");
    }
  }

  @Override
  public int size() {
    return Math.max(1, (int) Math.round(share * all.size()));
  }

  private int index(int number) {
    return (int) ((long) number * all.size() / size());
  }

  @Override
  public String name(int index) {
    return all.name(index(index));
  }

  @Override
  public String group(int index) {
    return all.group(index(index));
  }

  @Override
  public boolean hasHumanPeople(int index) {
    return all.hasHumanPeople(index(index));
  }

  @Override
  public LabelSet labels() {
    return all.labels();
  }

  @Override
  public LabelledPicture read(int index) {
    return all.read(index(index));
  }
}
