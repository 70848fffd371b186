package io.panoptes.core.frame;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The name of a camera or recording: 1 to 64 letters, digits, '-', '_' or '.', beginning with a
 * letter or digit, so that it is safe as a file name, a metric label and a Kafka key.
 */
public record CameraId(String value) implements Comparable<CameraId> {

  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final int MAX_SHOWN = 80;

  public CameraId {
    requireNonNull(value, "value is null");
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "camera name '"
              + shown(value)
              + "' must be 1 to 64 letters, digits, '-', '_' or '.', and begin with a letter or digit");
    }
  }

  /** A stranger's name may be a megabyte long; the message that refuses it must not be. */
  private static String shown(String value) {
    return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
  }

  /** The nearest allowed name: other characters become '-', and the length is cut to 64. */
  public static CameraId sanitised(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
    if (safe.isEmpty()) {
      safe = "camera";
    }
    return new CameraId(safe.substring(0, Math.min(64, safe.length())));
  }

  @Override
  public int compareTo(CameraId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
