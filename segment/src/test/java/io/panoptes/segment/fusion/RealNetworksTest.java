package io.panoptes.segment.fusion;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.EncodedImage;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.testing.SharedData;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Frames;
import io.panoptes.segment.Image;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.javacv.OpenCvImageDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of other people, on pictures whose ground truth is known. */
class RealNetworksTest {

  /** Numbers of COCO's segments. */
  private static final List<Integer> PEOPLE =
      List.of(3937500, 2823390, 2626802, 5119213, 4070338, 3608258, 4725734, 4858845, 5120499);

  private static final List<Integer> HORSES =
      List.of(16758454, 16306338, 15444403, 14995098, 16761532);
  private static final int TREES = 2330219;
  private static final int SKY = 11829830;

  @TempDir Path folder;

  private void network(String name) throws IOException {
    Path model = SharedData.require("models/" + name + ".onnx");
    Path own = Files.createDirectories(folder.resolve(name));
    Files.copy(model, own.resolve(name + ".onnx"));
    try (InputStream manifest =
        getClass().getResourceAsStream("/io/panoptes/segment/networks/" + name + ".yaml")) {
      Files.copy(manifest, own.resolve("model.yaml"));
    }
  }

  private static Segmenter open(String name) {
    return Segmenters.load()
        .choose(name, SegmentSettings.defaults())
        .open(CameraSegmentation.defaults(), SegmentSettings.defaults());
  }

  @Test
  void shouldSeeThingsWithTheVocNetwork() throws Exception {
    network("espnetv2-voc");
    Segmentation found = segment("model:" + folder.resolve("espnetv2-voc"), riders());
    assertAtLeast(0.8, recall(found, HORSES, "horse"));
    assertAtLeast(0.5, recall(found, PEOPLE, "person"));
  }

  @Test
  void shouldSeeStuffWithTheCityscapesNetwork() throws Exception {
    network("espnetv2-cityscapes");
    Segmentation found = segment("model:" + folder.resolve("espnetv2-cityscapes"), riders());
    assertAtLeast(0.8, recall(found, List.of(TREES), "vegetation"));
    assertAtLeast(0.8, recall(found, List.of(SKY), "sky"));
  }

  @Test
  void shouldFuseBothIntoOnePanopticResult() throws Exception {
    network("espnetv2-voc");
    network("espnetv2-cityscapes");
    Files.writeString(
        folder.resolve("fused.yaml"),
        "instances: ./espnetv2-voc\nsemantic: ./espnetv2-cityscapes\nfusion: {stuff-area: 1000}\n");
    Segmentation found = segment("fused:" + folder, riders());
    assertAtLeast(0.8, recall(found, HORSES, "horse"));
    assertAtLeast(0.5, recall(found, PEOPLE, "person"));
    assertAtLeast(0.8, recall(found, List.of(TREES), "vegetation"));
    assertAtLeast(0.8, recall(found, List.of(SKY), "sky"));
  }

  @Test
  void shouldFindBoxesWithYolox() throws Exception {
    network("yolox-nano");
    Segmentation found = segment("model:" + folder.resolve("yolox-nano"), riders());
    assertAtLeast(0.5, recall(found, PEOPLE, "person"));
  }

  private static void assertAtLeast(double least, double recall) {
    assertTrue(recall >= least, recall + " of the pixels where " + least + " are expected");
  }

  /** The picture of riders and lorries before trees: COCO's 439180, 640 x 360. */
  private static Image riders() throws IOException {
    return decode("data/coco-panoptic/input_images/000000439180.jpg", EncodedImage.Format.JPEG);
  }

  private static Image decode(String file, EncodedImage.Format format) throws IOException {
    Image image = Image.allocate(640, 360);
    byte[] bytes = Files.readAllBytes(SharedData.require(file));
    new OpenCvImageDecoder().decode(new EncodedImage(format, bytes), image);
    return image;
  }

  private static Segmentation segment(String name, Image image) {
    try (Segmenter segmenter = open(name)) {
      return segmenter.segment(List.of(Frames.picture(0, image))).get(0);
    }
  }

  /**
   * Of the pixels of some ground truth, the share that has one of the categories.
   *
   * @param truth numbers of COCO's segments for this picture
   */
  private static double recall(Segmentation found, List<Integer> truth, String... categories)
      throws IOException {
    Image ids =
        decode("data/coco-panoptic/panoptic_examples/000000439180.png", EncodedImage.Format.PNG);
    byte[] bgr = ids.toBytes();
    int all = 0;
    int right = 0;
    for (int i = 0; i < bgr.length / 3; i++) {
      int id = (bgr[3 * i] & 0xFF) << 16 | (bgr[3 * i + 1] & 0xFF) << 8 | (bgr[3 * i + 2] & 0xFF);
      if (truth.contains(id)) {
        all++;
        int given = found.map().ids()[i];
        for (Segment segment : found.segments()) {
          right +=
              segment.id() == given && List.of(categories).contains(segment.category().name())
                  ? 1
                  : 0;
        }
      }
    }
    return (double) right / all;
  }
}
