package io.panoptes.segment.javacv;

import io.panoptes.core.geometry.Box;
import io.panoptes.segment.Image;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.classic.ColourContrast;
import io.panoptes.segment.classic.Regions;
import io.panoptes.segment.classic.Trimap;
import io.panoptes.segment.classic.WorkPicture;
import io.panoptes.segment.prompt.Mask;
import io.panoptes.segment.prompt.PointPrompt;
import io.panoptes.segment.prompt.Prompt;
import io.panoptes.segment.prompt.PromptResult;
import io.panoptes.segment.prompt.PromptSession;
import io.panoptes.segment.prompt.Prompts;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** One picture from which things are cut. Nothing native outlives a call. */
final class GrabCutSession implements PromptSession {

  private static final double ASPECT = 16.0 / 9;

  /** What lies around a box is needed to learn the colours beside the thing. */
  private static final double MARGIN = 0.25;

  private static final double LEAST_MARGIN = 12;

  /** Parts of the cut below this share of the largest are left out. */
  private static final double SPECK = 0.1;

  /** Fewer pixels have no colours to learn. */
  private static final int LEAST_PIXELS = 16;

  private final Image image;
  private final int workingHeight;
  private final int iterations;

  GrabCutSession(Image image, int workingHeight, int iterations) {
    this.image = image;
    this.workingHeight = workingHeight;
    this.iterations = iterations;
  }

  @Override
  public PromptResult segment(List<Prompt> prompts) {
    Prompts.check(prompts, image.width(), image.height());
    Box crop = surroundings(prompts);
    double scale = Math.min(1, workingHeight * Math.sqrt(ASPECT / crop.area()));
    WorkPicture picture = WorkPictures.shrink(image, crop, scale, 0);
    byte[] trimap = Trimap.draw(picture, crop, prompts);
    byte[] cut = picture.pixels() < LEAST_PIXELS ? likely(trimap) : cut(picture, trimap);
    byte[] thing = withoutSpecks(picture, cut, crop, Prompts.points(prompts));
    double score = ColourContrast.between(picture, thing);
    return new PromptResult(enlarge(picture, thing, crop), score);
  }

  private Box surroundings(List<Prompt> prompts) {
    Box box = Prompts.box(prompts).orElse(null);
    if (box == null && Prompts.mask(prompts).isPresent()) {
      box = Prompts.mask(prompts).get().box().orElse(null);
    }
    if (box == null) {
      return new Box(0, 0, image.width(), image.height());
    }
    for (PointPrompt point : Prompts.points(prompts)) {
      box = box.union(new Box(point.x(), point.y(), point.x() + 1, point.y() + 1));
    }
    double marginX = Math.max(LEAST_MARGIN, MARGIN * box.width());
    double marginY = Math.max(LEAST_MARGIN, MARGIN * box.height());
    Box grown =
        new Box(
                Math.floor(box.left() - marginX),
                Math.floor(box.top() - marginY),
                Math.ceil(box.right() + marginX),
                Math.ceil(box.bottom() + marginY))
            .clip(image.width(), image.height());
    return grown;
  }

  @SuppressWarnings("try")
  private byte[] cut(WorkPicture picture, byte[] trimap) {
    try (PointerScope scope = new PointerScope()) {
      Mat pixels =
          new Mat(
              picture.height(),
              picture.width(),
              opencv_core.CV_8UC3,
              new BytePointer(picture.bgr()));
      Mat mask =
          new Mat(picture.height(), picture.width(), opencv_core.CV_8UC1, new BytePointer(trimap));
      opencv_core.setRNGSeed(1);
      opencv_imgproc.grabCut(
          pixels,
          mask,
          new Rect(),
          new Mat(),
          new Mat(),
          iterations,
          opencv_imgproc.GC_INIT_WITH_MASK);
      byte[] cut = new byte[trimap.length];
      mask.data().get(cut);
      return likely(cut);
    } catch (RuntimeException e) {
      throw new SegmenterException("GrabCut failed: " + e.getMessage(), e);
    }
  }

  private static byte[] likely(byte[] trimap) {
    byte[] thing = new byte[trimap.length];
    for (int i = 0; i < thing.length; i++) {
      thing[i] = (byte) (trimap[i] & 1);
    }
    return thing;
  }

  /** The parts that were clicked on, or all that are not tiny beside the largest. */
  private byte[] withoutSpecks(
      WorkPicture picture, byte[] cut, Box crop, List<PointPrompt> points) {
    Regions parts = Regions.ofMask(picture.width(), picture.height(), cut, 1);
    int[] areas = parts.areas();
    boolean[] kept = new boolean[parts.count() + 1];
    boolean clicked = false;
    for (PointPrompt point : points) {
      if (point.positive()) {
        int x = (int) ((point.x() - crop.left()) * picture.width() / crop.width());
        int y = (int) ((point.y() - crop.top()) * picture.height() / crop.height());
        int part =
            parts
                .labels()[
                Math.min(picture.height() - 1, y) * picture.width()
                    + Math.min(picture.width() - 1, x)];
        kept[part] = part != 0;
        clicked |= part != 0;
      }
    }
    int largest = 0;
    for (int part = 1; part <= parts.count(); part++) {
      largest = Math.max(largest, areas[part]);
    }
    byte[] thing = new byte[cut.length];
    for (int i = 0; i < thing.length; i++) {
      int part = parts.labels()[i];
      boolean wanted = part != 0 && (clicked ? kept[part] : areas[part] >= SPECK * largest);
      thing[i] = (byte) (wanted ? 1 : 0);
    }
    return thing;
  }

  private Mask enlarge(WorkPicture picture, byte[] thing, Box crop) {
    int[] labels = new int[thing.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = thing[i];
    }
    int width = (int) crop.width();
    int height = (int) crop.height();
    char[] part = new char[width * height];
    Regions.numbered(picture.width(), picture.height(), labels).paint(part, width, height, 1);
    byte[] inside = new byte[image.width() * image.height()];
    for (int y = 0; y < height; y++) {
      int row = ((int) crop.top() + y) * image.width() + (int) crop.left();
      for (int x = 0; x < width; x++) {
        inside[row + x] = (byte) part[y * width + x];
      }
    }
    return new Mask(image.width(), image.height(), inside);
  }

  @Override
  public void close() {}
}
