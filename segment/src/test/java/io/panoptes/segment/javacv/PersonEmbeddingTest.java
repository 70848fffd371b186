package io.panoptes.segment.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.testing.SharedData;
import io.panoptes.segment.Image;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.appearance.AppearanceSettings;
import io.panoptes.segment.appearance.Looks;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real network on the people of TUD-Campus, cut out by the ground truth's boxes. */
class PersonEmbeddingTest {

  private static final String NAME = "person-reid-0288";
  private static final Category PERSON = CategoryCatalog.STREET.get("person");
  private static final int APART = 10;

  @TempDir Path folder;

  @Test
  void shouldFindPeopleMoreLikeThemselvesThanLikeOthers() throws Exception {
    Files.copy(SharedData.require("models/" + NAME + ".onnx"), folder.resolve(NAME + ".onnx"));
    try (InputStream manifest =
        getClass().getResourceAsStream("/io/panoptes/segment/networks/" + NAME + ".yaml")) {
      Files.copy(manifest, folder.resolve("model.yaml"));
    }
    Map<Integer, Appearance> before;
    Map<Integer, Appearance> after;
    try (Looks looks = new Looks(SegmentSettings.defaults());
        FFmpegFrameGrabber grabber =
            new FFmpegFrameGrabber(SharedData.require("data/mot/TUD-Campus/clip.mp4").toFile())) {
      avutil.av_log_set_level(avutil.AV_LOG_ERROR);
      grabber.setPixelFormat(avutil.AV_PIX_FMT_BGR24);
      grabber.start();
      before = looked(looks, grabber.grabImage(), 1);
      for (int i = 1; i < APART; i++) {
        grabber.grabImage();
      }
      after = looked(looks, grabber.grabImage(), 1 + APART);
    }
    assertEquals(256, before.values().iterator().next().components().length);
    List<Double> same = new ArrayList<>();
    List<Double> different = new ArrayList<>();
    before.forEach(
        (one, look) ->
            after.forEach(
                (other, later) ->
                    (one.equals(other) ? same : different).add(look.likeness(later))));
    assertTrue(mean(same) > mean(different) + 0.05, mean(same) + " and others " + mean(different));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(value -> value).average().orElseThrow();
  }

  private Map<Integer, Appearance> looked(Looks looks, Frame frame, int number) throws Exception {
    Image image = Image.allocate(frame.imageWidth, frame.imageHeight);
    byte[] row = new byte[3 * frame.imageWidth];
    for (int y = 0; y < frame.imageHeight; y++) {
      ((ByteBuffer) frame.image[0]).get(y * frame.imageStride, row);
      image.bgr().put(y * row.length, row);
    }
    List<Segment> people = new ArrayList<>();
    for (String line : Files.readAllLines(SharedData.require("data/mot/TUD-Campus/gt.txt"))) {
      String[] columns = line.split(",");
      if (Integer.parseInt(columns[0]) == number) {
        Box box =
            Box.ofSize(
                Double.parseDouble(columns[2]),
                Double.parseDouble(columns[3]),
                Double.parseDouble(columns[4]),
                Double.parseDouble(columns[5]));
        people.add(new Segment(Integer.parseInt(columns[1]), PERSON, 1, (int) box.area(), box));
      }
    }
    SegmentMap nothing =
        new SegmentMap(image.width(), image.height(), new char[image.width() * image.height()]);
    Map<Integer, Appearance> found = new HashMap<>();
    looks
        .add(
            new AppearanceSettings(folder.toString(), 20), new Segmentation(nothing, people), image)
        .segments()
        .forEach(segment -> found.put(segment.id(), segment.appearance().orElseThrow()));
    return found;
  }
}
