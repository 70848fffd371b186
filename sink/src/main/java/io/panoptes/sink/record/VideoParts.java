package io.panoptes.sink.record;

import io.panoptes.sink.OverlaySegments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of one camera's video: names them in their order, says when the next one is due and
 * deletes the oldest ones of its own when there are too many. Not safe for many threads.
 */
final class VideoParts {

  private static final Logger LOG = LoggerFactory.getLogger(VideoParts.class);

  private final Path folder;
  private final OverlaySegments segments;
  private final Deque<Part> finished = new ArrayDeque<>();
  private Path current;
  private int count;
  private long before;
  private long inCurrent;
  private long bytes;

  /**
   * @param end microseconds of video up to its end, all files together
   */
  private record Part(Path file, long end, long bytes) {}

  VideoParts(Path folder, OverlaySegments segments) {
    this.folder = folder;
    this.segments = segments;
  }

  /** The next file, which then is the current one. */
  Path next() {
    count++;
    current = folder.resolve(count == 1 ? "overlay.mp4" : "overlay-" + count + ".mp4");
    return current;
  }

  /**
   * Whether a picture of a live camera belongs into another file.
   *
   * @param micros from the current file's beginning
   */
  boolean isFull(long micros) {
    return !segments.length().isZero() && micros >= segments.length().toNanos() / 1_000;
  }

  /** Takes in that the current file reaches so far. */
  void shown(long micros) {
    inCurrent = micros;
  }

  /** Takes in that the current file is closed. */
  void finish() throws IOException {
    before += inCurrent;
    inCurrent = 0;
    long size = Files.exists(current) ? Files.size(current) : 0;
    finished.add(new Part(current, before, size));
    bytes += size;
    while (!finished.isEmpty() && isTooMuch(finished.peek())) {
      Part oldest = finished.remove();
      bytes -= oldest.bytes();
      Files.deleteIfExists(oldest.file());
      LOG.info("{} is deleted, as sink.overlay-segments says", oldest.file());
    }
  }

  private boolean isTooMuch(Part oldest) {
    boolean isOld =
        !segments.keep().isZero() && before - oldest.end() > segments.keep().toNanos() / 1_000;
    return isOld || (segments.keepBytes() > 0 && bytes > segments.keepBytes());
  }
}
