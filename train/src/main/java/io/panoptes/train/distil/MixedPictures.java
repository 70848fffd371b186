package io.panoptes.train.distil;

import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledPictures;

/** Two sets as one, the first as often as the second: its pictures are repeated. */
final class MixedPictures implements LabelledPictures {

  private final LabelledPictures first;
  private final LabelledPictures second;

  MixedPictures(LabelledPictures first, LabelledPictures second) {
    if (!first.labels().equals(second.labels())) {
      throw new IllegalArgumentException("the sets have different labels");
    }
    this.first = first;
    this.second = second;
  }

  private LabelledPictures set(int index) {
    return index < size() / 2 ? first : second;
  }

  private int within(int index) {
    int half = size() / 2;
    return index < half ? index % first.size() : (index - half) % second.size();
  }

  @Override
  public int size() {
    return 2 * Math.max(first.size(), second.size());
  }

  @Override
  public String name(int index) {
    return set(index).name(within(index));
  }

  @Override
  public String group(int index) {
    return set(index).group(within(index));
  }

  @Override
  public boolean hasHumanPeople(int index) {
    return set(index).hasHumanPeople(within(index));
  }

  @Override
  public LabelSet labels() {
    return first.labels();
  }

  @Override
  public LabelledPicture read(int index) {
    return set(index).read(within(index));
  }
}
