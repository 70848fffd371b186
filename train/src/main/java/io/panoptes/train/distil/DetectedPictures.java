package io.panoptes.train.distil;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.panoptic.Segment;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.train.data.DetectedThings;
import io.panoptes.train.data.DetectedThings.Detection;
import io.panoptes.train.data.ForwardingPictures;
import io.panoptes.train.data.LabelledPicture;
import io.panoptes.train.data.LabelledPictures;
import io.panoptes.train.report.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Labelled pictures whose things a detector corrects when they are read, as {@link DetectedThings}
 * says. It sees each picture once, one at a time, and stays the caller's to close.
 */
public final class DetectedPictures extends ForwardingPictures {

  private final Segmenter detector;
  private final Map<Integer, List<Detection>> found = new ConcurrentHashMap<>();

  /**
   * @param detector whose boxes count, not its masks
   */
  public DetectedPictures(LabelledPictures pictures, Segmenter detector) {
    super(pictures);
    this.detector = requireNonNull(detector, "detector is null");
  }

  @Override
  public LabelledPicture read(int index) {
    LabelledPicture picture = pictures().read(index);
    return DetectedThings.correct(
        picture, labels(), found.computeIfAbsent(index, i -> detect(picture, i)));
  }

  private List<Detection> detect(LabelledPicture picture, int index) {
    Segmentation result;
    synchronized (detector) {
      result = Validation.segment(detector, picture.pixels(), index);
    }
    List<Detection> things = new ArrayList<>();
    for (Segment segment : result.segments()) {
      int label = labels().ofCategory(segment.category().id());
      if (labels().isThing(label)) {
        things.add(new Detection(label, segment.score(), segment.box()));
      }
    }
    return things;
  }
}
