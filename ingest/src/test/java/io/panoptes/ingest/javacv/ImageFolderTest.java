package io.panoptes.ingest.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.Picture.Condition;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {

  @TempDir private Path folder;

  @Test
  void shouldReadImagesInTheOrderOfTheirNumbers() throws IOException {
    for (int i = 0; i < 12; i++) {
      writeImage("image-" + i + (i % 2 == 0 ? ".png" : ".JPG"), i);
    }
    Files.writeString(folder.resolve("README.txt"), "not an image");
    Files.writeString(folder.resolve(".hidden.png"), "not an image either");
    Files.createDirectory(folder.resolve("sub.png"));

    Reading reading = Reading.of(settings());

    assertEquals(
        new SourceInfo(
            TestVideos.WIDTH, TestVideos.HEIGHT, 10, OptionalLong.of(12), Optional.empty()),
        reading.info());
    assertEquals(IntStream.range(0, 12).boxed().toList(), reading.numbers());
    assertEquals(IntStream.range(0, 12).mapToObj(i -> i * 100_000L).toList(), reading.ptsMicros());
  }

  @Test
  void shouldLeaveOutAnImageThatCannotBeRead() throws IOException {
    writeImage("1.png", 1);
    Files.writeString(folder.resolve("2.png"), "not an image");
    writeImage("3.png", 3);

    Reading reading = Reading.of(settings());

    assertEquals(List.of(Condition.KEY, Condition.DAMAGED, Condition.KEY), reading.conditions());
    assertEquals(List.of(1, 3), reading.numbers());
  }

  @Test
  void shouldRefuseAFolderWithoutImages() throws IOException {
    Files.writeString(folder.resolve("README.txt"), "not an image");

    SourceException problem =
        assertThrows(SourceException.class, () -> SourceProbe.check(settings()));

    assertTrue(problem.getMessage().contains("holds no image"), problem.getMessage());
  }

  private void writeImage(String name, int number) {
    try (Mat picture = TestVideos.numbered(number)) {
      assertTrue(opencv_imgcodecs.imwrite(folder.resolve(name).toString(), picture));
    }
  }

  private CameraSettings settings() {
    return CameraSettings.recording(new CameraId("images"), folder.toString());
  }
}
