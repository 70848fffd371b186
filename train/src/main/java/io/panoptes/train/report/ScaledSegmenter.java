package io.panoptes.train.report;

import static java.util.Objects.requireNonNull;

import io.panoptes.core.frame.EndOfEpoch;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows a segmenter pictures at another size, and gives its results in the pictures' own: what a
 * camera of that size would get from it. Pictures keep their shape and fill the size in one
 * direction; larger ones are shrunk and smaller ones enlarged.
 */
public final class ScaledSegmenter implements Segmenter {

  private final Segmenter segmenter;
  private final int width;
  private final int height;

  /**
   * Owns the segmenter from now on.
   *
   * @param width of the size that pictures fit into, in pixels
   * @param height of the same
   */
  public ScaledSegmenter(Segmenter segmenter, int width, int height) {
    this.segmenter = requireNonNull(segmenter, "segmenter is null");
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "size %dx%d must be at least 1 pixel each way".formatted(width, height));
    }
    this.width = width;
    this.height = height;
  }

  @Override
  public String name() {
    return segmenter.name();
  }

  @Override
  public String device() {
    return segmenter.device();
  }

  @Override
  public List<Segmentation> segment(List<Picture> batch) {
    List<Picture> scaled = new ArrayList<>(batch.size());
    for (Picture picture : batch) {
      scaled.add(new Picture(picture.id(), picture.capturedAt(), scale(picture.image())));
    }
    List<Segmentation> found = segmenter.segment(scaled);
    List<Segmentation> results = new ArrayList<>(batch.size());
    for (int i = 0; i < found.size(); i++) {
      Image image = batch.get(i).image();
      results.add(scale(found.get(i), image.width(), image.height()));
    }
    return results;
  }

  private Image scale(Image image) {
    double factor = Math.min(width / (double) image.width(), height / (double) image.height());
    int newWidth = Math.max(1, (int) Math.round(image.width() * factor));
    int newHeight = Math.max(1, (int) Math.round(image.height() * factor));
    if (newWidth == image.width() && newHeight == image.height()) {
      return image;
    }
    BufferedImage own =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_3BYTE_BGR);
    image.bgr().get(0, bytes(own));
    BufferedImage scaled = new BufferedImage(newWidth, newHeight, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(own, 0, 0, newWidth, newHeight, null);
    graphics.dispose();
    return Image.of(newWidth, newHeight, bytes(scaled));
  }

  private static byte[] bytes(BufferedImage image) {
    return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  /**
   * A result at another size, in pixels: each pixel takes the segment of the nearest; segments that
   * are too thin for that vanish.
   */
  public static Segmentation scale(Segmentation found, int width, int height) {
    SegmentMap map = found.map();
    if (map.width() == width && map.height() == height) {
      return found;
    }
    char[] ids = new char[width * height];
    for (int y = 0, i = 0; y < height; y++) {
      int row = (2 * y + 1) * map.height() / (2 * height) * map.width();
      for (int x = 0; x < width; x++, i++) {
        ids[i] = map.ids()[row + (2 * x + 1) * map.width() / (2 * width)];
      }
    }
    Map<Integer, Segment> segments = new HashMap<>();
    found.segments().forEach(segment -> segments.put(segment.id(), segment));
    return Segmentation.of(
        new SegmentMap(width, height, ids),
        id -> segments.get(id).category(),
        id -> segments.get(id).score());
  }

  @Override
  public void warmUp() {
    segmenter.warmUp();
  }

  @Override
  public void endOfEpoch(EndOfEpoch end) {
    segmenter.endOfEpoch(end);
  }

  @Override
  public void close() {
    segmenter.close();
  }
}
