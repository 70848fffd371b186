package io.panoptes.sink.javacv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.frame.EncodedImage;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.draw.Picture;
import io.panoptes.sink.record.PictureCodec;
import io.panoptes.sink.testing.Jpegs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegLogCallback;
import org.bytedeco.javacv.Frame;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimedVideoTest {

  /** Half a tick of the file's clock. */
  private static final long TOLERANCE_MICROS = 9;

  @TempDir private Path folder;

  private record Video(
      List<Long> micros, List<Integer> greys, int width, int height, String codec) {}

  @BeforeAll
  static void beQuiet() {
    FFmpegLogCallback.setLevel(org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL);
  }

  private static Video read(Path file) throws Exception {
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toString())) {
      grabber.start();
      List<Long> micros = new ArrayList<>();
      List<Integer> greys = new ArrayList<>();
      for (Frame frame = grabber.grabImage(); frame != null; frame = grabber.grabImage()) {
        micros.add(frame.timestamp);
        java.nio.ByteBuffer pixels = (java.nio.ByteBuffer) frame.image[0];
        greys.add(pixels.get(frame.imageStride * (frame.imageHeight / 2) + 30) & 0xFF);
      }
      return new Video(
          micros,
          greys,
          grabber.getImageWidth(),
          grabber.getImageHeight(),
          grabber.getVideoCodecName());
    }
  }

  private static SinkSettings codec(SinkSettings.Codec codec) {
    SinkSettings d = SinkSettings.DEFAULTS;
    return new SinkSettings(
        true,
        codec,
        0,
        true,
        d.trail(),
        d.flash(),
        d.maskOpacity(),
        d.stuffOpacity(),
        true,
        true,
        d.bufferBytes(),
        d.exports(),
        d.segments());
  }

  private static Picture grey(int width, int height, int level) {
    Picture picture = new Picture(width, height);
    picture.fill(0x010101 * level);
    return picture;
  }

  @Test
  void shouldKeepEveryFrameItsTimeAndItsBrightness() throws Exception {
    Path file = folder.resolve("overlay.mp4");
    List<Long> micros = new ArrayList<>();
    try (TimedVideo video = new TimedVideo(file, 160, 120, SinkSettings.DEFAULTS)) {
      long at = 0;
      for (int i = 0; i < 90; i++) {
        video.add(grey(160, 120, 60 + i), at);
        micros.add(at);
        at += i % 7 == 3 ? 333_000 : 40_000;
      }
    }
    Video read = read(file);
    assertEquals(90, read.micros().size());
    for (int i = 0; i < 90; i++) {
      assertEquals(micros.get(i), read.micros().get(i), TOLERANCE_MICROS, "frame " + i);
      assertEquals(60 + i, read.greys().get(i), 6, "frame " + i);
    }
    assertEquals("h264", read.codec());
  }

  @Test
  void shouldRoundOddSizesUp() throws Exception {
    Path file = folder.resolve("odd.mp4");
    try (TimedVideo video = new TimedVideo(file, 161, 121, SinkSettings.DEFAULTS)) {
      for (int i = 0; i < 5; i++) {
        video.add(grey(161, 121, 200), 40_000L * i);
      }
    }
    Video read = read(file);
    assertEquals(List.of(5, 162, 122), List.of(read.micros().size(), read.width(), read.height()));
    assertEquals(200, read.greys().get(4), 6);
  }

  @Test
  void shouldWriteAVideoOfASingleFrame() throws Exception {
    Path file = folder.resolve("one.mp4");
    try (TimedVideo video = new TimedVideo(file, 64, 48, SinkSettings.DEFAULTS)) {
      video.add(grey(64, 48, 99), 0);
    }
    assertEquals(1, read(file).micros().size());
  }

  @Test
  void shouldFallBackToMpeg4WhenAskedTo() throws Exception {
    Path file = folder.resolve("old.mp4");
    try (TimedVideo video = new TimedVideo(file, 64, 48, codec(SinkSettings.Codec.MPEG4))) {
      for (int i = 0; i < 30; i++) {
        video.add(grey(64, 48, 99), 33_367L * i);
      }
    }
    Video read = read(file);
    assertEquals("mpeg4", read.codec());
    assertEquals(30, read.micros().size());
    assertEquals(29 * 33_367L, read.micros().get(29), 20);
  }

  /** What a kill leaves is what is on disk at that moment: a copy of the growing file. */
  @Test
  void shouldStayReadableWhenTheProcessIsKilled() throws Exception {
    Path file = folder.resolve("growing.mp4");
    Path killed = folder.resolve("killed.mp4");
    int added = 150;
    try (TimedVideo video = new TimedVideo(file, 160, 120, SinkSettings.DEFAULTS)) {
      for (int i = 0; i < added; i++) {
        video.add(grey(160, 120, 60 + i % 100), 40_000L * i);
      }
      Files.copy(file, killed);
    }
    int readable = read(killed).micros().size();
    assertTrue(readable >= added - 60, readable + " of " + added + " frames are readable");
    assertEquals(added, read(file).micros().size());
  }

  @Test
  void shouldNameTheFileThatCannotBeWritten() throws Exception {
    Path file = folder.resolve("missing/overlay.mp4");
    TimedVideo video = new TimedVideo(file, 64, 48, SinkSettings.DEFAULTS);
    video.add(grey(64, 48, 1), 0);
    IOException thrown = assertThrows(IOException.class, () -> video.add(grey(64, 48, 1), 40_000));
    assertEquals(
        "cannot open "
            + file
            + ": No such file or directory; make sure that the folder is writable and has free"
            + " space",
        thrown.getMessage());
    video.close();
  }

  @Test
  void shouldReportAFullDisk() throws Exception {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "no /dev/full here");
    TimedVideo video = new TimedVideo(full, 160, 120, SinkSettings.DEFAULTS);
    IOException thrown =
        assertThrows(
            IOException.class,
            () -> {
              try (video) {
                for (int i = 0; i < 200; i++) {
                  video.add(grey(160, 120, i), 40_000L * i);
                }
              }
            });
    assertTrue(thrown.getMessage().contains("No space left on device"), thrown.getMessage());
  }

  @Test
  void shouldDecodeAndEncodePictures() throws Exception {
    try (PictureCodec codec = new JpegCodec()) {
      Picture picture = new Picture(61, 47);
      codec.decode(Jpegs.plain(61, 47, 0x3060C0), picture);
      assertEquals(0x30, picture.rgb(30, 20) >> 16, 3);
      assertEquals(0x60, picture.rgb(30, 20) >> 8 & 0xFF, 3);
      assertEquals(0xC0, picture.rgb(30, 20) & 0xFF, 3);
      Picture again = new Picture(61, 47);
      codec.decode(EncodedImage.jpeg(codec.jpeg(picture, 95)), again);
      assertEquals(picture.rgb(60, 46) & 0xFF, again.rgb(60, 46) & 0xFF, 4);
    }
  }

  @Test
  void shouldRefuseWhatIsNoPictureOfTheFrame() {
    try (PictureCodec codec = new JpegCodec()) {
      Picture picture = new Picture(61, 47);
      IOException garbage =
          assertThrows(
              IOException.class,
              () -> codec.decode(EncodedImage.jpeg("no picture".getBytes()), picture));
      assertEquals("10 bytes are no JPEG", garbage.getMessage());
      IOException size =
          assertThrows(IOException.class, () -> codec.decode(Jpegs.plain(60, 47, 0), picture));
      assertEquals("picture has 60x47 pixels where its frame says 61x47", size.getMessage());
    }
  }

  @Test
  void shouldDrawLettersWithoutAnyFont() {
    HersheyGlyphs glyphs = new HersheyGlyphs(14, false);
    assertTrue(glyphs.glyph('W').advance() > glyphs.glyph('i').advance());
    assertEquals(glyphs.glyph('?').advance(), glyphs.glyph('→').advance());
  }
}
