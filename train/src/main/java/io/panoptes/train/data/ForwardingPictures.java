package io.panoptes.train.data;

import static java.util.Objects.requireNonNull;

/** Pictures that are other pictures, one by one, but for how they are read. */
public abstract class ForwardingPictures implements LabelledPictures {

  private final LabelledPictures pictures;

  protected ForwardingPictures(LabelledPictures pictures) {
    this.pictures = requireNonNull(pictures, "pictures is null");
  }

  /** The other pictures. */
  protected final LabelledPictures pictures() {
    return pictures;
  }

  @Override
  public final int size() {
    return pictures.size();
  }

  @Override
  public final String name(int index) {
    return pictures.name(index);
  }

  @Override
  public final String group(int index) {
    return pictures.group(index);
  }

  @Override
  public final boolean hasHumanPeople(int index) {
    return pictures.hasHumanPeople(index);
  }

  @Override
  public final LabelSet labels() {
    return pictures.labels();
  }
}
