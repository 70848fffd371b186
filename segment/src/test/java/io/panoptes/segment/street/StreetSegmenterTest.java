package io.panoptes.segment.street;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.PanopticFrames;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Frames;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StreetSegmenterTest {

  @TempDir Path folder;

  private static Segmenter open(String name) {
    return Segmenters.load()
        .choose(name, SegmentSettings.defaults())
        .open(CameraSegmentation.defaults(), SegmentSettings.defaults());
  }

  /** A grey slope with a dark upright block. */
  private static Picture picture(int width, int height) {
    byte[] bgr = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean block = x > width / 3 && x < width / 2 && y > height / 4;
        for (int channel = 0; channel < 3; channel++) {
          bgr[3 * (y * width + x) + channel] = (byte) (block ? 20 : 100 + 100 * y / height);
        }
      }
    }
    return Frames.picture(1, Image.of(width, height, bgr));
  }

  @Test
  void shouldSegmentPicturesOfAnySize() {
    try (Segmenter street = open("street")) {
      List<Picture> pictures = List.of(picture(320, 240), picture(101, 67), picture(1280, 720));
      List<Segmentation> results = street.segment(pictures);
      for (int i = 0; i < pictures.size(); i++) {
        Picture picture = pictures.get(i);
        Segmentation result = results.get(i);
        assertEquals(picture.image().width(), result.map().width());
        assertEquals(picture.image().height(), result.map().height());
        assertEquals(
            "",
            PanopticFrames.check(
                new PanopticFrame(
                    picture.id(),
                    picture.capturedAt(),
                    0,
                    result.map(),
                    result.segments(),
                    street.name())));
      }
      assertEquals(
          results.get(1), street.segment(List.of(pictures.get(1))).get(0), "alone as in a batch");
    }
  }

  @Test
  void shouldGiveTheModelAsAFolder() throws IOException {
    StreetSegmenterProvider.unpack(folder);
    assertEquals(12, ModelManifest.read(folder).categories().size());
    assertTrue(Files.size(folder.resolve("saved_model.pb")) <= 6_000_000);
    Picture picture = picture(320, 240);
    try (Segmenter street = open("street");
        Segmenter unpacked = open("model:" + folder)) {
      assertEquals(street.segment(List.of(picture)), unpacked.segment(List.of(picture)));
    }
  }
}
