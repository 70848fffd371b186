package io.panoptes.segment;

import java.util.List;

/** Provides {@code none}. */
public final class NoneSegmenterProvider implements SegmenterProvider {

  @Override
  public List<String> usage() {
    return List.of(NoneSegmenter.NAME);
  }

  @Override
  public boolean provides(String name) {
    return name.equals(NoneSegmenter.NAME);
  }

  @Override
  public Sharing sharing() {
    return Sharing.SHARED;
  }

  @Override
  public boolean looksAtPixels() {
    return false;
  }

  @Override
  public Segmenter open(String name, CameraSegmentation camera, SegmentSettings settings) {
    return new NoneSegmenter();
  }

  @Override
  public String hash(String name, CameraSegmentation camera, SegmentSettings settings) {
    return Hashes.ofText(NoneSegmenter.NAME);
  }
}
