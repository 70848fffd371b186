package io.panoptes.segment.javacv;

import io.panoptes.segment.Image;
import io.panoptes.segment.classic.ClassicSettings;
import io.panoptes.segment.classic.EdgeRegions;
import io.panoptes.segment.classic.Foreground;
import io.panoptes.segment.classic.Kmeans;
import io.panoptes.segment.classic.Otsu;
import io.panoptes.segment.classic.RegionGrowing;
import io.panoptes.segment.classic.RegionMerger;
import io.panoptes.segment.classic.Regions;
import io.panoptes.segment.classic.SimilarColours;
import io.panoptes.segment.classic.Slic;
import io.panoptes.segment.classic.Watershed;
import io.panoptes.segment.classic.WorkPicture;
import io.panoptes.segment.classic.Working;
import java.util.function.Function;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.TermCriteria;

/** The classical ways of parting a picture into regions, by the name of their segmenter. */
final class ClassicMethods {

  /** Share of mean shift's colour radius by which neighbours of one region may differ, in ΔE. */
  private static final double FLAT = 0.25;

  private ClassicMethods() {}

  /** The way of that name; null when there is none. */
  static Function<Image, Regions> find(String name, ClassicSettings settings) {
    return switch (name) {
      case "otsu" -> image -> otsu(image, settings.otsu());
      case "adaptive" -> image -> adaptive(image, settings.adaptive());
      case "canny" -> image -> canny(image, settings.canny());
      case "sobel" -> image -> sobel(image, settings.sobel());
      case "region-growing" -> image -> regionGrowing(image, settings.regionGrowing());
      case "watershed" -> image -> watershed(image, settings.watershed());
      case "mean-shift" -> image -> meanShift(image, settings.meanShift());
      case "kmeans" -> image -> kmeans(image, settings.kmeans());
      case "slic" -> image -> slic(image, settings.slic());
      default -> null;
    };
  }

  private static WorkPicture shrink(Image image, Working working) {
    return WorkPictures.shrink(image, working.height(), working.smooth());
  }

  private static double minArea(WorkPicture picture, Working working) {
    return working.minArea() * picture.pixels();
  }

  private static Regions ofMask(WorkPicture picture, byte[] mask, Working working) {
    return Regions.ofMask(picture.width(), picture.height(), mask, minArea(picture, working));
  }

  private static Regions otsu(Image image, ClassicSettings.Otsu settings) {
    WorkPicture picture = shrink(image, settings.working());
    byte[] bright = picture.grey();
    int threshold = Otsu.threshold(bright);
    for (int i = 0; i < bright.length; i++) {
      bright[i] = (byte) ((bright[i] & 0xFF) > threshold ? 1 : 0);
    }
    byte[] mask = settings.foreground().of(picture.width(), picture.height(), bright);
    return ofMask(picture, mask, settings.working());
  }

  @SuppressWarnings("try")
  private static Regions adaptive(Image image, ClassicSettings.Adaptive settings) {
    WorkPicture picture = shrink(image, settings.working());
    int side = Math.max(3, 2 * (int) Math.round(settings.window() * picture.height() / 2) + 1);
    byte[] dark = new byte[picture.pixels()];
    byte[] bright = new byte[picture.pixels()];
    try (PointerScope scope = new PointerScope()) {
      Mat grey = matrix(picture.width(), picture.height(), picture.grey());
      Mat mask = new Mat();
      threshold(grey, mask, side, settings.offset());
      mask.data().get(dark);
      opencv_core.bitwise_not(grey, grey);
      threshold(grey, mask, side, settings.offset());
      mask.data().get(bright);
    }
    return ofMask(
        picture, differing(picture, settings.foreground(), dark, bright), settings.working());
  }

  private static void threshold(Mat grey, Mat mask, int side, double offset) {
    opencv_imgproc.adaptiveThreshold(
        grey,
        mask,
        255,
        opencv_imgproc.ADAPTIVE_THRESH_MEAN_C,
        opencv_imgproc.THRESH_BINARY_INV,
        side,
        offset);
  }

  /** By itself it takes whichever differs from its surroundings: darker or brighter. */
  private static byte[] differing(
      WorkPicture picture, Foreground foreground, byte[] dark, byte[] bright) {
    return switch (foreground) {
      case DARK -> dark;
      case BRIGHT -> bright;
      case AUTO -> {
        byte[] both = new byte[picture.pixels()];
        for (int i = 0; i < both.length; i++) {
          both[i] = (byte) (dark[i] | bright[i]);
        }
        yield both;
      }
    };
  }

  @SuppressWarnings("try")
  private static Regions canny(Image image, ClassicSettings.Canny settings) {
    WorkPicture picture = shrink(image, settings.working());
    byte[] edges = new byte[picture.pixels()];
    try (PointerScope scope = new PointerScope()) {
      Mat found = new Mat();
      opencv_imgproc.Canny(colours(picture), found, settings.low(), settings.high(), 3, true);
      found.data().get(edges);
    }
    return EdgeRegions.find(picture, edges, settings.gap(), minArea(picture, settings.working()));
  }

  private static Regions sobel(Image image, ClassicSettings.Sobel settings) {
    WorkPicture picture = shrink(image, settings.working());
    float[] gradient = picture.gradient();
    byte[] edges = new byte[gradient.length];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = (byte) (gradient[i] >= settings.threshold() ? 1 : 0);
    }
    return EdgeRegions.find(picture, edges, settings.gap(), minArea(picture, settings.working()));
  }

  private static Regions regionGrowing(Image image, ClassicSettings.Growing settings) {
    WorkPicture picture = shrink(image, settings.working());
    return RegionGrowing.find(
        picture, settings.tolerance(), settings.seeds(), minArea(picture, settings.working()));
  }

  private static Regions watershed(Image image, ClassicSettings.Basins settings) {
    WorkPicture picture = shrink(image, settings.working());
    return Watershed.find(picture, settings.depth(), minArea(picture, settings.working()));
  }

  @SuppressWarnings("try")
  private static Regions meanShift(Image image, ClassicSettings.MeanShift settings) {
    WorkPicture picture = shrink(image, settings.working());
    try (PointerScope scope = new PointerScope()) {
      Mat flat = new Mat();
      opencv_imgproc.pyrMeanShiftFiltering(
          colours(picture),
          flat,
          settings.radius(),
          settings.colour(),
          1,
          new TermCriteria(TermCriteria.MAX_ITER + TermCriteria.EPS, 5, 1));
      WorkPicture flattened = WorkPictures.of(flat);
      return SimilarColours.find(
          flattened, FLAT * settings.colour(), minArea(picture, settings.working()));
    }
  }

  private static Regions kmeans(Image image, ClassicSettings.Clusters settings) {
    WorkPicture picture = shrink(image, settings.working());
    int[] clusters =
        Kmeans.assign(picture, settings.clusters(), settings.iterations(), settings.position());
    if (!settings.connected()) {
      return Regions.numbered(picture.width(), picture.height(), clusters);
    }
    return RegionMerger.merge(
        picture,
        Regions.connected(picture.width(), picture.height(), clusters),
        minArea(picture, settings.working()));
  }

  private static Regions slic(Image image, ClassicSettings.Superpixels settings) {
    WorkPicture picture = shrink(image, settings.working());
    return Slic.find(
        picture,
        settings.superpixels(),
        settings.compactness(),
        settings.iterations(),
        minArea(picture, settings.working()));
  }

  private static Mat colours(WorkPicture picture) {
    return new Mat(
        picture.height(), picture.width(), opencv_core.CV_8UC3, new BytePointer(picture.bgr()));
  }

  private static Mat matrix(int width, int height, byte[] values) {
    return new Mat(height, width, opencv_core.CV_8UC1, new BytePointer(values));
  }
}
