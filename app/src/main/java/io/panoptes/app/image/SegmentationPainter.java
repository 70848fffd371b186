package io.panoptes.app.image;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.segment.Segmentation;
import io.panoptes.sink.draw.OverlayPainter;
import io.panoptes.sink.draw.Picture;
import io.panoptes.sink.overlay.OverlayScene;
import io.panoptes.sink.overlay.Palette;
import io.panoptes.sink.record.MediaTools;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Draws what a segmenter says over a picture: colours, names and a legend. One thread. */
final class SegmentationPainter {

  private static final double THING_OPACITY = 0.42;
  private static final double STUFF_OPACITY = 0.3;

  /** More names than this hide the picture. */
  private static final int MOST_LABELS = 60;

  private static final Set<String> NAMELESS = Set.of("region", "background");

  private final MediaTools tools;

  /**
   * @param tools give the typefaces
   */
  SegmentationPainter(MediaTools tools) {
    this.tools = tools;
  }

  /** Draws on the picture. */
  void paint(Picture picture, Segmentation segmentation) {
    OverlayPainter painter =
        new OverlayPainter(
            picture.width(),
            picture.height(),
            size -> tools.typeface(size, false),
            size -> tools.typeface(size, true));
    painter.paint(picture, segmentation.map(), scene(segmentation.segments()));
  }

  private static OverlayScene scene(List<Segment> segments) {
    List<OverlayScene.Region> regions = new ArrayList<>();
    List<OverlayScene.Label> labels = new ArrayList<>();
    Map<Integer, Category> categories = new TreeMap<>();
    Map<Integer, Integer> counts = new TreeMap<>();
    for (Segment segment : segments) {
      Category category = segment.category();
      int rgb = category.isThing() ? Palette.track(segment.id()) : category.rgb();
      boolean named = !NAMELESS.contains(category.name());
      if (named || category.isThing()) {
        regions.add(
            new OverlayScene.Region(
                segment.id(),
                rgb,
                category.isThing() ? THING_OPACITY : STUFF_OPACITY,
                category.isThing()));
        categories.put(category.id(), category);
        counts.merge(category.id(), 1, Integer::sum);
      }
      if (named && category.isThing()) {
        String text = String.format(Locale.ROOT, "%s %.2f", category.name(), segment.score());
        labels.add(new OverlayScene.Label(segment.box(), text, rgb, category.rgb(), 0.9));
      }
    }
    List<OverlayScene.LegendEntry> legend = new ArrayList<>();
    categories.forEach(
        (id, category) ->
            legend.add(
                new OverlayScene.LegendEntry(
                    category.isThing() ? category.name() + " " + counts.get(id) : category.name(),
                    category.rgb())));
    return new OverlayScene(
        null,
        regions,
        List.of(),
        List.of(),
        labels.size() > MOST_LABELS ? List.of() : labels,
        List.of(),
        List.of(),
        legend);
  }
}
