package io.panoptes.ingest;

import java.time.Duration;

/**
 * How a camera is reached and how patient we are with it.
 *
 * @param transport how RTSP carries the pictures
 * @param connectTimeout until the connection must stand
 * @param readTimeout until the network must have delivered something
 * @param silenceTimeout until a usable picture must have come; a camera that stays silent for
 *     longer is reconnected even if the network is busy
 * @param reconnectMin first wait before connecting again
 * @param reconnectMax longest wait; waits double up to it
 */
public record ConnectionSettings(
    Transport transport,
    Duration connectTimeout,
    Duration readTimeout,
    Duration silenceTimeout,
    Duration reconnectMin,
    Duration reconnectMax) {

  /** How RTSP carries the pictures. */
  public enum Transport {
    /** Inside the RTSP connection: nothing gets lost. */
    TCP,
    /** Beside it: lower latency, and losses. */
    UDP
  }

  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(
          Transport.TCP,
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  public ConnectionSettings {
    if (transport == null) {
      throw new NullPointerException("transport is null");
    }
    requirePositive("connect timeout", connectTimeout);
    requirePositive("read timeout", readTimeout);
    requirePositive("silence timeout", silenceTimeout);
    requirePositive("shortest wait before reconnecting", reconnectMin);
    if (reconnectMax.compareTo(reconnectMin) < 0) {
      throw new IllegalArgumentException(
          "longest wait before reconnecting, %s, must not be less than the shortest, %s"
              .formatted(reconnectMax, reconnectMin));
    }
  }

  private static void requirePositive(String what, Duration duration) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(what + " " + duration + " must be more than nothing");
    }
  }
}
