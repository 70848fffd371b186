package io.panoptes.segment.model;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where models run.
 *
 * @param gpu number of the GPU from 0, -1 for the CPU
 */
public record Device(int gpu) {

  public static final Device CPU = new Device(-1);

  private static final Pattern GPU = Pattern.compile("gpu(?::([0-9]{1,3}))?");

  public Device {
    if (gpu < -1) {
      throw new IllegalArgumentException("gpu " + gpu + " must be -1 for the CPU, or from 0");
    }
  }

  /** Reads {@code cpu}, {@code gpu} (the first) or {@code gpu:1}; empty for anything else. */
  public static Optional<Device> parse(String text) {
    if (text.equals("cpu")) {
      return Optional.of(CPU);
    }
    Matcher matcher = GPU.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String number = matcher.group(1);
    return Optional.of(new Device(number == null ? 0 : Integer.parseInt(number)));
  }

  public boolean isGpu() {
    return gpu >= 0;
  }

  @Override
  public String toString() {
    return isGpu() ? "gpu:" + gpu : "cpu";
  }
}
