package io.panoptes.ingest.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.testing.SharedData;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.EncodedPicture;
import io.panoptes.ingest.Picture.Condition;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoFileTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"clip.avi", "clip.mp4", "clip.mkv", "night: gate 1.avi"})
  void shouldReadEveryFrameInOrder(String name) throws IOException {
    Path file = TestVideos.write(folder.resolve(name), 50, 12);

    Reading reading = Reading.of(settings(file));

    assertEquals(IntStream.range(0, 50).boxed().toList(), reading.numbers());
    assertEquals(0, reading.damaged());
    assertEquals(Condition.KEY, reading.conditions().get(0));
    assertEquals(Condition.INTACT, reading.conditions().get(1));
    assertEquals(Optional.empty(), reading.shortfall());
    assertEquals(4_900_000, reading.ptsMicros().get(49) - reading.ptsMicros().get(0));
  }

  @Test
  void shouldGiveTheSameBytesEveryTime() throws IOException {
    Path file = TestVideos.write(folder.resolve("clip.mp4"), 20, 5);

    assertEquals(Reading.of(settings(file)).pictures(), Reading.of(settings(file)).pictures());
  }

  @Test
  void shouldTellWhatTheContainerSays() throws IOException {
    Path file = TestVideos.write(folder.resolve("clip.mp4"), 30, 12);

    assertEquals(
        new SourceInfo(
            TestVideos.WIDTH,
            TestVideos.HEIGHT,
            10,
            OptionalLong.of(30),
            Optional.of(Instant.parse("2026-05-01T08:30:00Z"))),
        SourceProbe.check(settings(file)));
  }

  @Test
  void shouldRefuseAMissingFile() {
    Path file = folder.resolve("missing.mp4");

    assertEquals("there is no file or folder " + file, refusal(file));
  }

  @Test
  void shouldRefuseATextFileNamedLikeAVideo() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.mp4"), "not a video at all\n".repeat(99));

    assertTrue(refusal(file).contains("is no video that FFmpeg can read"), refusal(file));
  }

  @Test
  void shouldRefuseAnEmptyFile() throws IOException {
    Path file = Files.createFile(folder.resolve("empty.mp4"));

    assertTrue(refusal(file).contains("is no video that FFmpeg can read"), refusal(file));
  }

  @Test
  void shouldRefuseAnMp4WhoseIndexIsMissing() throws IOException {
    Path whole = TestVideos.write(folder.resolve("whole.mp4"), 60, 12);
    Path file = cut(whole, "cut.mp4", 0.5);

    assertTrue(refusal(file).contains("is no video that FFmpeg can read"), refusal(file));
  }

  @ParameterizedTest
  @CsvSource({"whole.mp4, cut.mp4", "whole.avi, cut.avi"})
  void shouldReadWhatIsThereOfATruncatedVideo(String wholeName, String cutName) throws IOException {
    Path whole = TestVideos.write(folder.resolve(wholeName), 100, 12, "movflags", "faststart");
    Path file = cut(whole, cutName, 0.6);

    Reading reading = Reading.of(settings(file));

    int readable = reading.pictures().size();
    assertTrue(readable > 40 && readable < 80, "readable " + readable);
    assertEquals(IntStream.range(0, readable).boxed().toList(), reading.numbers());
    assertTrue(reading.damaged() <= 1, "damaged " + reading.damaged());
    assertTrue(reading.shortfall().orElse("").contains("ends early"), reading.toString());
  }

  @Test
  void shouldMarkDamagedPicturesAndGoOn() throws IOException {
    Path whole = TestVideos.write(folder.resolve("whole.avi"), 100, 20);
    byte[] bytes = Files.readAllBytes(whole);
    Random random = new Random(3);
    for (int i = bytes.length / 2; i < bytes.length / 2 + bytes.length / 50; i++) {
      bytes[i] = (byte) random.nextInt();
    }
    Path file = Files.write(folder.resolve("damaged.avi"), bytes);

    Reading reading = Reading.of(settings(file));

    assertTrue(reading.damaged() >= 1, "damaged " + reading.damaged());
    // AVI has no clock of its own, so the numbers in the pictures have to tell what is missing.
    List<Integer> numbers = reading.numbers();
    int gaps = 0;
    for (int i = 1; i < numbers.size(); i++) {
      if (numbers.get(i) != numbers.get(i - 1) + 1) {
        gaps++;
        assertEquals(0, numbers.get(i) % 20, "a key frame comes after a gap: " + numbers);
      }
    }
    assertEquals(1, gaps, numbers.toString());
    assertEquals(0, numbers.get(0));
    assertEquals(99, numbers.get(numbers.size() - 1));
  }

  @Test
  void shouldBurnPrivacyMasksIn() throws IOException {
    Path file = TestVideos.write(folder.resolve("clip.avi"), 3, 12);
    Polygon upperRight =
        new Polygon(
            List.of(new Point(0.5, 0), new Point(1, 0), new Point(1, 0.5), new Point(0.5, 0.5)));

    // Lower half grey, so that it can be told from the mask whatever the number.
    Reading reading =
        Reading.of(settings(file).withPrivacyMasks(List.of(upperRight)).withJpegQuality(95));

    try (Mat picture = TestVideos.decode(reading.pictures().get(2).image().bytes())) {
      int brightestMasked = 0;
      int darkestBelow = 255;
      for (int x = TestVideos.WIDTH / 2; x < TestVideos.WIDTH; x++) {
        for (int y = 0; y < TestVideos.HEIGHT; y++) {
          if (y <= TestVideos.HEIGHT / 2 - 4) {
            brightestMasked = Math.max(brightestMasked, TestVideos.blue(picture, x, y));
          } else if (y >= TestVideos.HEIGHT / 2 + 8) {
            darkestBelow = Math.min(darkestBelow, TestVideos.blue(picture, x, y));
          }
        }
      }
      assertTrue(brightestMasked <= 8, "brightest masked pixel " + brightestMasked);
      assertTrue(darkestBelow >= 90, "darkest pixel below the mask " + darkestBelow);
    }
  }

  @ParameterizedTest
  @CsvSource({"128, 0, 128, 64", "0, 256, 512, 256", "100, 90, 100, 90", "0, 0, 256, 128"})
  void shouldResize(int width, int height, int publishedWidth, int publishedHeight)
      throws IOException {
    Path file = TestVideos.write(folder.resolve("clip.avi"), 7, 12);

    Reading reading = Reading.of(settings(file).withSize(width, height));

    EncodedPicture last = reading.pictures().get(6);
    assertEquals(publishedWidth, last.width());
    assertEquals(publishedHeight, last.height());
    try (Mat picture = TestVideos.decode(last.image().bytes())) {
      assertEquals(publishedWidth, picture.cols());
      assertEquals(publishedHeight, picture.rows());
    }
    assertEquals(6, reading.numbers().get(6));
  }

  @Test
  void shouldWriteSmallerPicturesOfLowerQuality() throws IOException {
    Path file = TestVideos.write(folder.resolve("clip.avi"), 1, 12);

    int good = Reading.of(settings(file).withJpegQuality(95)).pictures().get(0).image().size();
    int poor = Reading.of(settings(file).withJpegQuality(30)).pictures().get(0).image().size();

    assertTrue(poor < good, poor + " bytes against " + good);
  }

  @Test
  void shouldStopWhenInterrupted() throws IOException {
    Path file = TestVideos.write(folder.resolve("clip.avi"), 30, 12);
    try (FfmpegSource source = new FfmpegSource(settings(file))) {
      source.interrupt();

      SourceException problem = assertThrows(SourceException.class, source::open);
      assertTrue(problem.getMessage().contains("interrupted"), problem.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "data/clips/car-detection.mp4, 768, 432, 377",
    "data/clips/one-by-one-person-detection.mp4, 768, 432, 1394",
    "data/clips/shop-1080p.mp4, 1920, 1080, 603",
    "data/mot/TUD-Campus/clip.mp4, 640, 480, 71"
  })
  void shouldReadRealFootageCompletely(String clip, int width, int height, int frames)
      throws IOException {
    Path file = SharedData.require(clip);
    try (FfmpegSource source = new FfmpegSource(settings(file))) {
      SourceInfo info = source.open();
      int read = 0;
      int usable = 0;
      for (Optional<io.panoptes.ingest.Picture> next = source.next();
          next.isPresent();
          next = source.next()) {
        read++;
        usable += next.get().condition() == Condition.DAMAGED ? 0 : 1;
        next.get().close();
      }

      assertEquals(width, info.width());
      assertEquals(height, info.height());
      assertEquals(OptionalLong.of(frames), info.totalFrames());
      assertEquals(frames, read);
      assertEquals(frames, usable);
      assertEquals(Optional.empty(), source.shortfall());
    }
  }

  @Test
  void shouldMarkDamageInRealH264() throws IOException {
    byte[] bytes = Files.readAllBytes(SharedData.require("data/clips/car-detection.mp4"));
    Random random = new Random(3);
    for (int i = bytes.length / 3; i < bytes.length / 3 + 20_000; i += 40) {
      bytes[i] = (byte) random.nextInt();
    }
    Path file = Files.write(folder.resolve("damaged.mp4"), bytes);

    Reading reading = Reading.of(settings(file));

    assertTrue(reading.damaged() >= 1, "damaged " + reading.damaged());
    assertTrue(reading.pictures().size() > 300, "usable " + reading.pictures().size());
  }

  private Path cut(Path whole, String name, double share) throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    return Files.write(folder.resolve(name), Arrays.copyOf(bytes, (int) (bytes.length * share)));
  }

  private static String refusal(Path file) {
    return assertThrows(SourceException.class, () -> SourceProbe.check(settings(file)))
        .getMessage();
  }

  private static CameraSettings settings(Path file) {
    return CameraSettings.recording(new CameraId("clip"), file.toString());
  }
}
