package io.panoptes.segment.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.CategoryCatalog;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassicSettingsTest {

  private static ClassicSettings read(String yaml) {
    ConfigDocument document = ConfigDocument.parse("test.yaml", yaml, Map.of());
    ClassicSettings settings = ClassicSettings.read(document.root());
    document.finish();
    return settings;
  }

  @Test
  void shouldHaveDefaults() {
    assertEquals(
        new ClassicSettings(
            new ClassicSettings.Otsu(new Working(480, 1.5, 0.001), Foreground.AUTO),
            new ClassicSettings.Adaptive(new Working(480, 1.5, 0.0005), Foreground.DARK, 0.2, 12),
            new ClassicSettings.Canny(new Working(480, 1.2, 0.001), 30, 80, 6),
            new ClassicSettings.Sobel(new Working(480, 1.2, 0.001), 3, 6),
            new ClassicSettings.Growing(new Working(360, 1, 0.001), 14, List.of()),
            new ClassicSettings.Basins(new Working(360, 1, 0.001), 3),
            new ClassicSettings.MeanShift(new Working(240, 0, 0.001), 8, 16),
            new ClassicSettings.Clusters(new Working(360, 1.5, 0.001), 6, 20, 0, true),
            new ClassicSettings.Superpixels(new Working(360, 0.5, 0.0002), 300, 12, 8),
            new GrabCutSettings(360, 5, 0.6, List.of())),
        read(""));
  }

  @Test
  void shouldReadEveryKey() {
    assertEquals(
        new ClassicSettings(
            new ClassicSettings.Otsu(new Working(100, 2, 0.01), Foreground.BRIGHT),
            new ClassicSettings.Adaptive(new Working(101, 3, 0.02), Foreground.AUTO, 0.3, 4),
            new ClassicSettings.Canny(new Working(102, 4, 0.03), 10, 20, 3),
            new ClassicSettings.Sobel(new Working(103, 5, 0.04), 7, 8),
            new ClassicSettings.Growing(
                new Working(104, 6, 0.05), 9, List.of(new Point(0.5, 0.25))),
            new ClassicSettings.Basins(new Working(105, 7, 0.06), 11),
            new ClassicSettings.MeanShift(new Working(106, 8, 0.07), 12, 13),
            new ClassicSettings.Clusters(new Working(107, 9, 0.08), 3, 4, 5, false),
            new ClassicSettings.Superpixels(new Working(108, 10, 0.09), 50, 20, 3),
            new GrabCutSettings(
                109,
                6,
                0.7,
                List.of(
                    new GrabCutSettings.Place(
                        "bay",
                        CategoryCatalog.STREET.get("car"),
                        new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1))),
                        List.of(new Point(0.8, 0.4)),
                        List.of(new Point(0.1, 0.9)))))),
        read(
            """
            otsu: {working-height: 100, smooth: 2, min-area: 0.01, foreground: bright}
            adaptive:
              {working-height: 101, smooth: 3, min-area: 0.02, foreground: auto, window: 0.3, offset: 4}
            canny: {working-height: 102, smooth: 4, min-area: 0.03, low: 10, high: 20, gap: 3}
            sobel: {working-height: 103, smooth: 5, min-area: 0.04, threshold: 7, gap: 8}
            region-growing:
              {working-height: 104, smooth: 6, min-area: 0.05, tolerance: 9, seeds: [[0.5, 0.25]]}
            watershed: {working-height: 105, smooth: 7, min-area: 0.06, depth: 11}
            mean-shift: {working-height: 106, smooth: 8, min-area: 0.07, radius: 12, colour: 13}
            kmeans:
              working-height: 107
              smooth: 9
              min-area: 0.08
              clusters: 3
              iterations: 4
              position: 5
              connected: false
            slic:
              working-height: 108
              smooth: 10
              min-area: 0.09
              superpixels: 50
              compactness: 20
              iterations: 3
            grabcut:
              working-height: 109
              iterations: 6
              min-score: 0.7
              places:
                bay:
                  category: car
                  polygon: [[0, 0], [1, 0], [1, 1]]
                  inside: [[0.8, 0.4]]
                  outside: [[0.1, 0.9]]
            """));
  }

  @Test
  void shouldReportEveryProblem() {
    ConfigException error =
        assertThrows(
            ConfigException.class,
            () ->
                read(
                    """
                    otsu: {foreground: darkest}
                    canny: {low: 90, high: 40}
                    watershed: {dept: 2}
                    kmeans: {clusters: 1}
                    slic: {min-area: 0.9}
                    region-growing: {seeds: [[2, 0]]}
                    grabcut: {places: {bay: {category: road}}}
                    """));
    String all = String.join("\n", error.problems());
    assertEquals(8, error.problems().size(), all);
    for (String part :
        List.of(
            "darkest",
            "it must be at least low, which is 90.0",
            "did you mean 'depth'?",
            "'kmeans.clusters' is 1",
            "'slic.min-area' is 0.9",
            "region-growing.seeds[0]",
            "category' is road",
            "needs at least 3")) {
      assertTrue(all.contains(part), part + " in " + all);
    }
  }
}
