package io.panoptes.segment.fusion;

import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import java.util.ArrayList;
import java.util.List;

/** Two segmenters that look at the same pictures, and whose results are made one. */
final class FusedSegmenter implements Segmenter {

  private final String name;
  private final Segmenter first;
  private final Segmenter second;
  private final Fuser fuser;

  /** Owns both from now on. */
  FusedSegmenter(String name, Segmenter first, Segmenter second, Fuser fuser) {
    this.name = name;
    this.first = first;
    this.second = second;
    this.fuser = fuser;
  }

  @Override
  public String name() {
    return name;
  }

  /** Those that the members have, joined with a plus. */
  @Override
  public String version() {
    return first.version().isEmpty() || second.version().isEmpty()
        ? first.version() + second.version()
        : first.version() + "+" + second.version();
  }

  @Override
  public String device() {
    return first.device().equals("cpu") ? second.device() : first.device();
  }

  @Override
  public void warmUp() {
    first.warmUp();
    second.warmUp();
  }

  @Override
  public List<Segmentation> segment(List<Picture> batch) {
    List<Segmentation> ones = first.segment(batch);
    List<Segmentation> others = second.segment(batch);
    List<Segmentation> results = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      results.add(fuser.fuse(ones.get(i), others.get(i)));
    }
    return results;
  }

  @Override
  public void endOfEpoch(EndOfEpoch end) {
    first.endOfEpoch(end);
    second.endOfEpoch(end);
  }

  @Override
  public void close() {
    try {
      first.close();
    } finally {
      second.close();
    }
  }
}
