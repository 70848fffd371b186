package io.panoptes.bench.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.panoptes.bench.replay.javacv.VideoReader;
import io.panoptes.segment.Image;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.draw.Picture;
import io.panoptes.sink.javacv.JavaCvTools;
import io.panoptes.sink.record.VideoFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BareLoopTest {

  private static final int FRAMES = 30;
  private static final int WIDTH = 160;
  private static final int HEIGHT = 120;

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"none", "motion"})
  void shouldWriteEveryFrameOfTheClip(String segmenter) throws Exception {
    long frames = BareLoop.run(clip(), segmenter, 3, folder);

    assertEquals(FRAMES, frames);
    assertEquals(FRAMES, frames(folder.resolve("overlay.mp4")));
  }

  @Test
  void shouldReadARepeatedClipWithoutABreak() throws IOException {
    Path twice = Clips.repeated(clip(), 2, folder.resolve("clips"));

    assertEquals(2 * FRAMES, frames(twice));
  }

  @Test
  void shouldSayWhichFileIsNoVideo() throws IOException {
    Path text = Files.writeString(folder.resolve("text.mp4"), "not a video");

    IOException refusal =
        assertThrows(IOException.class, () -> BareLoop.run(text, "none", 1, folder));

    assertEquals(0, refusal.getMessage().indexOf(text + " is no video that FFmpeg can read"));
  }

  @Test
  void shouldReadBackWhatItSaysOfItself() throws IOException {
    Path file = folder.resolve(Summary.NAME);
    Summary.write(file, 795, 4.25);

    assertEquals(new Summary(795, 4.25), Summary.read(file));
  }

  @Test
  void shouldRefuseASummaryThatMissesFrames() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve(Summary.NAME),
            "{\"elapsedSeconds\": 4, \"cameras\": {\"a\": {\"framesIn\": 9, \"processed\": 8}}}");

    assertThrows(IOException.class, () -> Summary.read(file));
  }

  /** A square that moves, 25 frames a second. */
  private Path clip() throws IOException {
    Path file = folder.resolve("clip.mp4");
    try (VideoFile video = new JavaCvTools(SinkSettings.DEFAULTS).video(file, WIDTH, HEIGHT)) {
      Picture picture = new Picture(WIDTH, HEIGHT);
      for (int i = 0; i < FRAMES; i++) {
        picture.fill(0x406080);
        for (int y = 40; y < 60; y++) {
          for (int x = 4 * i; x < 4 * i + 20; x++) {
            picture.bgr()[3 * (y * WIDTH + x)] = (byte) 255;
          }
        }
        video.add(picture, 40_000L * i);
      }
    }
    return file;
  }

  private static long frames(Path file) throws IOException {
    try (VideoReader reader = new VideoReader(file)) {
      Image image = Image.allocate(reader.width(), reader.height());
      long frames = 0;
      while (reader.read(image) >= 0) {
        frames++;
      }
      return frames;
    }
  }
}
