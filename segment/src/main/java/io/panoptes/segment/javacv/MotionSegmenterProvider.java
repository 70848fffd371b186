package io.panoptes.segment.javacv;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Hashes;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterProvider;
import java.util.List;

/** Provides {@code motion}. */
public final class MotionSegmenterProvider implements SegmenterProvider {

  @Override
  public List<String> usage() {
    return List.of(MotionSegmenter.NAME);
  }

  @Override
  public boolean provides(String name) {
    return name.equals(MotionSegmenter.NAME);
  }

  @Override
  public Sharing sharing() {
    return Sharing.PER_CAMERA;
  }

  @Override
  public Segmenter open(String name, CameraSegmentation camera, SegmentSettings settings) {
    return new MotionSegmenter(camera.motion(), camera.scene());
  }

  @Override
  public String hash(String name, CameraSegmentation camera, SegmentSettings settings) {
    return Hashes.ofText(
        MotionSegmenter.NAME
            + " "
            + MotionSegmenter.VERSION
            + "\n"
            + camera.motion()
            + "\n"
            + camera.scene());
  }
}
