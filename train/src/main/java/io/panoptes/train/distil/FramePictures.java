package io.panoptes.train.distil;

import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledPictures;
import java.util.List;

/** Labelled frames in memory. */
record FramePictures(LabelSet labels, List<String> names, List<LabelledPicture> frames)
    implements LabelledPictures {

  FramePictures {
    names = List.copyOf(names);
    frames = List.copyOf(frames);
  }

  @Override
  public int size() {
    return frames.size();
  }

  @Override
  public String name(int index) {
    return names.get(index);
  }

  @Override
  public String group(int index) {
    return "";
  }

  @Override
  public boolean hasHumanPeople(int index) {
    return false;
  }

  @Override
  public LabelledPicture read(int index) {
    return frames.get(index);
  }
}
