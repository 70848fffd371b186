package io.panoptes.segment;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.SegmentMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Calls every pixel {@code background} and costs nothing: what the rest costs shows beside it. */
final class NoneSegmenter implements Segmenter {

  static final String NAME = "none";

  private Segmentation last;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Segmentation> segment(List<Picture> batch) {
    List<Segmentation> results = new ArrayList<>(batch.size());
    for (Picture picture : batch) {
      results.add(background(picture.image().width(), picture.image().height()));
    }
    return results;
  }

  private Segmentation background(int width, int height) {
    if (last == null || last.map().width() != width || last.map().height() != height) {
      char[] ids = new char[width * height];
      Arrays.fill(ids, (char) 1);
      Category background = CategoryCatalog.STREET.get("background");
      last = Segmentation.of(new SegmentMap(width, height, ids), id -> background, id -> 1);
    }
    return last;
  }

  @Override
  public void close() {
    last = null;
  }
}
