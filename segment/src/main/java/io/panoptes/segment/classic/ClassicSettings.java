package io.panoptes.segment.classic;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.core.config.ConfigShapes;
import io.panoptes.core.geometry.Point;
import java.util.List;

/** Parameters of the classical segmenters, each a camera's section of its name. */
public record ClassicSettings(
    Otsu otsu,
    Adaptive adaptive,
    Canny canny,
    Sobel sobel,
    Growing regionGrowing,
    Basins watershed,
    MeanShift meanShift,
    Clusters kmeans,
    Superpixels slic,
    GrabCutSettings grabCut) {

  /**
   * @param foreground which side of the threshold is foreground
   */
  public record Otsu(Working working, Foreground foreground) {
    static final Otsu DEFAULTS = new Otsu(new Working(480, 1.5, 0.001), Foreground.AUTO);

    static Otsu read(ConfigNode node) {
      return new Otsu(
          Working.read(node, DEFAULTS.working), node.choice("foreground", DEFAULTS.foreground));
    }
  }

  /**
   * @param foreground darker or brighter than its surroundings
   * @param window side of the square of surroundings as a share of the picture's height; raising it
   *     finds larger things and bears less change of light across the picture
   * @param offset grey levels that a pixel must differ from the mean of its surroundings; raising
   *     it finds less and invents less
   */
  public record Adaptive(Working working, Foreground foreground, double window, double offset) {
    static final Adaptive DEFAULTS =
        new Adaptive(new Working(480, 1.5, 0.0005), Foreground.DARK, 0.2, 12);

    static Adaptive read(ConfigNode node) {
      return new Adaptive(
          Working.read(node, DEFAULTS.working),
          node.choice("foreground", DEFAULTS.foreground),
          node.number("window", DEFAULTS.window, 0.01, 1),
          node.number("offset", DEFAULTS.offset, 0, 128));
    }
  }

  /**
   * @param low gradient that continues an edge; raising it breaks edges sooner
   * @param high gradient that begins an edge, at least {@code low}; raising it leaves out weak
   *     edges
   * @param gap widest opening in an edge, in working pixels, that is closed; raising it joins fewer
   *     regions and loses narrow ones
   */
  public record Canny(Working working, double low, double high, double gap) {
    static final Canny DEFAULTS = new Canny(new Working(480, 1.2, 0.001), 30, 80, 6);

    public Canny {
      if (!(low > 0 && high >= low)) {
        throw new IllegalArgumentException(
            "low %s must be more than 0 and at most high %s".formatted(low, high));
      }
    }

    static Canny read(ConfigNode node) {
      Working working = Working.read(node, DEFAULTS.working);
      double low = node.number("low", DEFAULTS.low, 1, 1000);
      double high = node.number("high", Math.max(low, DEFAULTS.high), 1, 1000);
      double gap = node.number("gap", DEFAULTS.gap, 0, 100);
      if (high < low) {
        node.section("high")
            .problem("is %s; it must be at least low, which is %s".formatted(high, low));
        return DEFAULTS;
      }
      return new Canny(working, low, high, gap);
    }
  }

  /**
   * @param threshold ΔE a pixel that makes an edge; raising it leaves out weak edges
   * @param gap as of {@link Canny}
   */
  public record Sobel(Working working, double threshold, double gap) {
    static final Sobel DEFAULTS = new Sobel(new Working(480, 1.2, 0.001), 3, 6);

    static Sobel read(ConfigNode node) {
      return new Sobel(
          Working.read(node, DEFAULTS.working),
          node.number("threshold", DEFAULTS.threshold, 0.1, 100),
          node.number("gap", DEFAULTS.gap, 0, 100));
    }
  }

  /**
   * @param tolerance farthest in ΔE from a region's mean; raising it gives fewer, larger regions
   * @param seeds normalised positions that regions grow from; empty for everywhere
   */
  public record Growing(Working working, double tolerance, List<Point> seeds) {
    static final Growing DEFAULTS = new Growing(new Working(360, 1, 0.001), 14, List.of());

    public Growing {
      seeds = List.copyOf(seeds);
    }

    static Growing read(ConfigNode node) {
      return new Growing(
          Working.read(node, DEFAULTS.working),
          node.number("tolerance", DEFAULTS.tolerance, 0.5, 100),
          ConfigShapes.points(node, "seeds"));
    }
  }

  /**
   * @param depth least depth of a basin of the gradient in ΔE a pixel; raising it gives fewer,
   *     larger regions
   */
  public record Basins(Working working, double depth) {
    static final Basins DEFAULTS = new Basins(new Working(360, 1, 0.001), 3);

    static Basins read(ConfigNode node) {
      return new Basins(
          Working.read(node, DEFAULTS.working), node.number("depth", DEFAULTS.depth, 0, 40));
    }
  }

  /**
   * @param radius of the window in working pixels; raising it joins across more texture and takes
   *     time with its square
   * @param colour radius of the window in levels of colour; raising it gives fewer, larger regions
   */
  public record MeanShift(Working working, double radius, double colour) {
    static final MeanShift DEFAULTS = new MeanShift(new Working(240, 0, 0.001), 8, 16);

    static MeanShift read(ConfigNode node) {
      return new MeanShift(
          Working.read(node, DEFAULTS.working),
          node.number("radius", DEFAULTS.radius, 1, 40),
          node.number("colour", DEFAULTS.colour, 1, 100));
    }
  }

  /**
   * @param clusters how many colours the picture is reduced to
   * @param iterations most rounds; raising it settles the clusters and takes time
   * @param position ΔE that a distance of the picture's height counts; raising it makes clusters
   *     compact, 0 looks at colours only
   * @param connected whether a region is a connected part of a cluster; otherwise the whole cluster
   */
  public record Clusters(
      Working working, int clusters, int iterations, double position, boolean connected) {
    static final Clusters DEFAULTS = new Clusters(new Working(360, 1.5, 0.001), 6, 20, 0, true);

    static Clusters read(ConfigNode node) {
      return new Clusters(
          Working.read(node, DEFAULTS.working),
          (int) node.integer("clusters", DEFAULTS.clusters, 2, 64),
          (int) node.integer("iterations", DEFAULTS.iterations, 1, 200),
          node.number("position", DEFAULTS.position, 0, 500),
          node.bool("connected", DEFAULTS.connected));
    }
  }

  /**
   * @param superpixels about how many; raising it gives smaller ones
   * @param compactness ΔE that a step of their grid counts; raising it makes them squarer
   * @param iterations rounds; raising it lets them settle and takes time
   */
  public record Superpixels(Working working, int superpixels, double compactness, int iterations) {
    static final Superpixels DEFAULTS = new Superpixels(new Working(360, 0.5, 0.0002), 300, 12, 8);

    static Superpixels read(ConfigNode node) {
      return new Superpixels(
          Working.read(node, DEFAULTS.working),
          (int) node.integer("superpixels", DEFAULTS.superpixels, 2, 10_000),
          node.number("compactness", DEFAULTS.compactness, 0.5, 200),
          (int) node.integer("iterations", DEFAULTS.iterations, 1, 50));
    }
  }

  public ClassicSettings {
    requireNonNull(otsu, "otsu is null");
    requireNonNull(adaptive, "adaptive is null");
    requireNonNull(canny, "canny is null");
    requireNonNull(sobel, "sobel is null");
    requireNonNull(regionGrowing, "regionGrowing is null");
    requireNonNull(watershed, "watershed is null");
    requireNonNull(meanShift, "meanShift is null");
    requireNonNull(kmeans, "kmeans is null");
    requireNonNull(slic, "slic is null");
    requireNonNull(grabCut, "grabCut is null");
  }

  /** What a camera gets that says nothing else. */
  public static ClassicSettings defaults() {
    return new ClassicSettings(
        Otsu.DEFAULTS,
        Adaptive.DEFAULTS,
        Canny.DEFAULTS,
        Sobel.DEFAULTS,
        Growing.DEFAULTS,
        Basins.DEFAULTS,
        MeanShift.DEFAULTS,
        Clusters.DEFAULTS,
        Superpixels.DEFAULTS,
        GrabCutSettings.defaults());
  }

  /** Reads a camera's sections; problems are recorded in its document. */
  public static ClassicSettings read(ConfigNode camera) {
    return new ClassicSettings(
        Otsu.read(camera.mapping("otsu")),
        Adaptive.read(camera.mapping("adaptive")),
        Canny.read(camera.mapping("canny")),
        Sobel.read(camera.mapping("sobel")),
        Growing.read(camera.mapping("region-growing")),
        Basins.read(camera.mapping("watershed")),
        MeanShift.read(camera.mapping("mean-shift")),
        Clusters.read(camera.mapping("kmeans")),
        Superpixels.read(camera.mapping("slic")),
        GrabCutSettings.read(camera.mapping("grabcut")));
  }
}
