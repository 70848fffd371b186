package io.panoptes.sink.javacv;

import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.draw.Picture;
import io.panoptes.sink.record.VideoFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A video whose frame rate nobody knows beforehand: the first picture waits for the second, whose
 * distance tells the encoder what to plan with.
 */
final class TimedVideo implements VideoFile {

  private static final double DEFAULT_RATE = 25;
  private static final double MIN_RATE = 1;
  private static final double MAX_RATE = 120;

  private final Path path;
  private final int width;
  private final int height;
  private final SinkSettings settings;
  private Picture first;
  private long firstMicros;
  private Mp4File file;
  private boolean closed;

  TimedVideo(Path path, int width, int height, SinkSettings settings) {
    this.path = path;
    this.width = width;
    this.height = height;
    this.settings = settings;
  }

  @Override
  public void add(Picture picture, long micros) throws IOException {
    if (file == null && first == null) {
      first = new Picture(width, height);
      first.copyFrom(picture);
      firstMicros = micros;
      return;
    }
    if (file == null) {
      begin(1e6 / Math.max(1, micros - firstMicros));
    }
    file.add(picture, micros);
  }

  private void begin(double framesPerSecond) throws IOException {
    Picture waiting = first;
    first = null;
    double rate = Math.max(MIN_RATE, Math.min(MAX_RATE, framesPerSecond));
    file =
        new Mp4File(
            path, new EncoderSettings(width, height, rate, settings.codec(), settings.bitrate()));
    file.add(waiting, firstMicros);
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (file == null && first != null) {
      begin(DEFAULT_RATE);
    }
    if (file != null) {
      file.close();
    }
  }
}
