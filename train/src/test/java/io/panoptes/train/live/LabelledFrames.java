package io.panoptes.train.live;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.Delivery;
import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.frame.Frame;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.LabelledFrame;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Segmentation;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import javax.imageio.ImageIO;

/** Frames of a camera with the sky above grey asphalt, a second apart, as a teacher labels them. */
final class LabelledFrames {

  static final CameraId CAMERA = new CameraId("gate");

  private LabelledFrames() {}

  static LabelledFrame frame(int number, int width, int height) {
    Frame frame = picture(number, width, height);
    char[] ids = new char[width * height];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) (i < ids.length / 2 ? 1 : 2);
    }
    Category sky = CategoryCatalog.STREET.get("sky");
    Category road = CategoryCatalog.STREET.get("road");
    Segmentation labels =
        Segmentation.of(new SegmentMap(width, height, ids), id -> id == 1 ? sky : road, id -> 1);
    return new LabelledFrame(
        frame,
        new PanopticFrame(
            frame.id(),
            frame.capturedAt(),
            frame.ptsMicros(),
            labels.map(),
            labels.segments(),
            "teacher"));
  }

  static Frame picture(int number, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, y < height / 2 ? 0x4080ff : 0x707070 + (x + number) % 8);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Frame(
        new FrameId(CAMERA, 1, number),
        Instant.EPOCH.plusSeconds(number),
        1_000_000L * number,
        width,
        height,
        Delivery.LIVE,
        new EncodedImage(EncodedImage.Format.PNG, png.toByteArray()));
  }
}
