package io.panoptes.sink.rules;

import io.panoptes.core.frame.FrameId;
import io.panoptes.core.track.TrackId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names of alerts that depend on nothing but what was seen. */
final class AlertIds {

  private static final int BYTES = 10;

  private AlertIds() {}

  /**
   * The id of the alert that a rule raises about a track in a frame. A rule raises at most one
   * there, so the id is unique.
   */
  static String of(String rule, TrackId track, FrameId frame) {
    return hash(
        frame.camera()
            + "\n"
            + frame.epoch()
            + "\n"
            + frame.sequence()
            + "\n"
            + rule
            + "\n"
            + track.number());
  }

  /** The beginning of the text's SHA-256 as 20 hexadecimal digits. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
