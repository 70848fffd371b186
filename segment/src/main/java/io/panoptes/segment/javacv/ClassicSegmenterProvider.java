package io.panoptes.segment.javacv;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Hashes;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterProvider;
import java.util.List;

/** Provides the segmenters that need neither a model nor motion. */
public final class ClassicSegmenterProvider implements SegmenterProvider {

  /** Changes whenever the same footage gives other results. */
  private static final int VERSION = 1;

  private static final List<String> NAMES =
      List.of(
          "otsu",
          "adaptive",
          "canny",
          "sobel",
          "region-growing",
          "watershed",
          "mean-shift",
          "kmeans",
          "slic",
          GrabCut.NAME);

  @Override
  public List<String> usage() {
    return NAMES;
  }

  @Override
  public boolean provides(String name) {
    return NAMES.contains(name);
  }

  @Override
  public Sharing sharing() {
    return Sharing.PER_CAMERA;
  }

  @Override
  public boolean remembers(String name) {
    return false;
  }

  @Override
  public Segmenter open(String name, CameraSegmentation camera, SegmentSettings settings) {
    return name.equals(GrabCut.NAME)
        ? new GrabCutSegmenter(camera.classic().grabCut(), camera.scene())
        : new ClassicSegmenter(name, ClassicMethods.find(name, camera.classic()), camera.scene());
  }

  @Override
  public String hash(String name, CameraSegmentation camera, SegmentSettings settings) {
    return Hashes.ofText(name + " " + VERSION + "\n" + camera.classic() + "\n" + camera.scene());
  }
}
