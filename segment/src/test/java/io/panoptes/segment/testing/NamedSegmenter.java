package io.panoptes.segment.testing;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterProvider;
import java.util.List;
import java.util.function.Supplier;

/** A family of one segmenter, which has one name and needs no settings. */
public record NamedSegmenter(String name, Sharing sharing, Supplier<Segmenter> opener)
    implements SegmenterProvider {

  @Override
  public List<String> usage() {
    return List.of(name);
  }

  @Override
  public boolean provides(String wanted) {
    return wanted.equals(name);
  }

  @Override
  public Segmenter open(String wanted, CameraSegmentation camera, SegmentSettings settings) {
    return opener.get();
  }

  @Override
  public String hash(String wanted, CameraSegmentation camera, SegmentSettings settings) {
    return "00";
  }
}
