package io.panoptes.ingest;

import java.time.Instant;

/**
 * A picture on its way to being published.
 *
 * @param picture owned by whoever holds this
 * @param ptsMicros the stream's own time; the event time since the epoch began where there is none
 * @param capturedAt event time
 * @param decodedNanos when it was decoded, on the clock of {@link System#nanoTime}
 */
record TimedPicture(Picture picture, long ptsMicros, Instant capturedAt, long decodedNanos)
    implements AutoCloseable {

  @Override
  public void close() {
    picture.close();
  }
}
