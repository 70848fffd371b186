package io.panoptes.sink.export;

import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@code tracks.jsonl}: a {@link TrackLife} a line, in the order in which tracks end. A
 * track has ended when no frame has mentioned it for a minute; should it come back, or go on after
 * {@link #finish}, the rest of its life is another line.
 */
public final class TrackLives implements FrameExport {

  /** The name of the file in a camera's folder. */
  public static final String FILE = "tracks.jsonl";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** How many frames lie between two looks for tracks that have ended. */
  private static final int LOOK_EVERY = 256;

  private final Writer out;
  private final Map<Long, Life> living = new TreeMap<>();
  private long frames;

  private static final class Life {
    private final EnumMap<TrackState, Long> frames = new EnumMap<>(TrackState.class);
    private TrackedSegment latest;
    private Instant mentioned;
    private long firstFrame;
    private long lastFrame;
    private Instant firstSeen;
    private Instant lastSeen;
    private long seen;
    private Duration gap = Duration.ZERO;
    private long gapFrames;
    private double speeds;

    void add(TrackedSegment track, long number, Instant at) {
      latest = track;
      mentioned = at;
      frames.merge(track.state(), 1L, Long::sum);
      if (!track.isVisible()) {
        return;
      }
      if (seen == 0) {
        firstFrame = number;
        firstSeen = at;
      } else if (number > lastFrame + 1) {
        gapFrames = Math.max(gapFrames, number - lastFrame - 1);
        Duration between = Duration.between(lastSeen, at);
        gap = between.compareTo(gap) > 0 ? between : gap;
      }
      lastFrame = number;
      lastSeen = at;
      seen++;
      speeds += Math.hypot(track.velocityX(), track.velocityY());
    }

    TrackLife toLife() {
      return new TrackLife(
          latest.track().number(),
          latest.category().name(),
          latest.categoryConfidence(),
          firstFrame,
          lastFrame,
          firstSeen,
          lastSeen,
          seen,
          frames,
          gap,
          gapFrames,
          speeds / seen);
    }
  }

  /**
   * @param folder the camera's; an earlier file in it is replaced
   */
  public TrackLives(Path folder) throws IOException {
    out = Files.newBufferedWriter(folder.resolve(FILE), StandardCharsets.UTF_8);
  }

  @Override
  public void add(TrackedFrame frame, long number) throws IOException {
    for (TrackedSegment track : frame.tracks()) {
      living
          .computeIfAbsent(track.track().number(), key -> new Life())
          .add(track, number, frame.capturedAt());
    }
    if (++frames % LOOK_EVERY == 0) {
      Instant limit = frame.capturedAt().minus(PATIENCE);
      Iterator<Life> lives = living.values().iterator();
      while (lives.hasNext()) {
        Life life = lives.next();
        if (life.mentioned.isBefore(limit)) {
          write(life);
          lives.remove();
        }
      }
      out.flush();
    }
  }

  private void write(Life life) throws IOException {
    // A track of an earlier recording that is only remembered has no life in this one.
    if (life.seen > 0) {
      out.write(life.toLife().toJson());
      out.write('\n');
    }
  }

  @Override
  public void finish() throws IOException {
    for (Life life : living.values()) {
      write(life);
    }
    living.clear();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    try {
      finish();
    } finally {
      out.close();
    }
  }
}
