package io.panoptes.core.panoptic;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * What a segment looks like: a direction in a space where things that look alike lie close, such as
 * the square roots of a colour histogram or a network's embedding. Components are kept in a signed
 * byte each, which is plenty for telling people apart and little to send. Only looks of one space
 * are compared.
 */
public final class Appearance {

  /** Most components of a vector. */
  public static final int MAX_LENGTH = 2048;

  private final AppearanceSpace space;
  private final byte[] components;
  private final double norm;

  /** A histogram of colours, or what does not say what it is. */
  public Appearance(byte[] components) {
    this(AppearanceSpace.COLOURS, components);
  }

  /**
   * @param space what made it
   * @param components 1 to {@value #MAX_LENGTH} of them, in units of 1/127 of the largest one;
   *     ownership passes to the new object
   */
  public Appearance(AppearanceSpace space, byte[] components) {
    requireNonNull(space, "space is null");
    requireNonNull(components, "components is null");
    if (components.length < 1 || components.length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "appearance has %d components; 1 to %d are allowed"
              .formatted(components.length, MAX_LENGTH));
    }
    long sum = 0;
    for (byte component : components) {
      sum += component * component;
    }
    this.space = space;
    this.components = components;
    this.norm = Math.sqrt(sum);
  }

  /** The direction of a histogram of colours, or of what does not say what it is. */
  public static Appearance of(float[] vector) {
    return of(AppearanceSpace.COLOURS, vector);
  }

  /** The direction of {@code vector}, whose components are finite. */
  public static Appearance of(AppearanceSpace space, float[] vector) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    byte[] components = new byte[vector.length];
    for (int i = 0; i < vector.length && largest > 0; i++) {
      components[i] = (byte) Math.round(127 * vector[i] / largest);
    }
    return new Appearance(space, components);
  }

  /** What made it. */
  public AppearanceSpace space() {
    return space;
  }

  /** The components themselves, not a copy: read only. */
  public byte[] components() {
    return components;
  }

  /**
   * Cosine of the angle to {@code other}: 1 for the same look, 0 for nothing in common.
   *
   * @return NaN when they do not compare: another space or length, or nothing but zeros
   */
  public double likeness(Appearance other) {
    if (!other.space.equals(space)
        || other.components.length != components.length
        || norm == 0
        || other.norm == 0) {
      return Double.NaN;
    }
    long sum = 0;
    for (int i = 0; i < components.length; i++) {
      sum += components[i] * other.components[i];
    }
    return sum / (norm * other.norm);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Appearance appearance
        && appearance.space.equals(space)
        && Arrays.equals(components, appearance.components);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(components);
  }

  @Override
  public String toString() {
    return "Appearance[" + space.name() + ", " + components.length + "]";
  }
}
