package io.panoptes.train.data;

import java.util.List;

/**
 * Labelled pictures that are there already, from one place.
 *
 * @param names one for each picture
 */
public record PicturesInMemory(LabelSet labels, List<String> names, List<LabelledPicture> pictures)
    implements LabelledPictures {

  public PicturesInMemory {
    names = List.copyOf(names);
    pictures = List.copyOf(pictures);
    if (names.size() != pictures.size()) {
      throw new IllegalArgumentException(
          names.size() + " names for " + pictures.size() + " pictures; each needs one");
    }
  }

  @Override
  public int size() {
    return pictures.size();
  }

  @Override
  public String name(int index) {
    return names.get(index);
  }

  @Override
  public LabelledPicture read(int index) {
    return pictures.get(index);
  }
}
