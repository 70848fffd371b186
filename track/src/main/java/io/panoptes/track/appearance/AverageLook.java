package io.panoptes.track.appearance;

import io.panoptes.core.panoptic.Appearance;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/**
 * What a track looked like of late: a running average of directions. It is kept in 15 bits a
 * component, so that it is stored in two or three bytes each and reads back exactly. Not for
 * several threads.
 */
public final class AverageLook {

  private static final int ONE = 0x3FFF;

  private int[] components = new int[0];
  private double norm;

  /** Whether something was seen. */
  public boolean isKnown() {
    return norm > 0;
  }

  /**
   * One more look. A look of another length, from another model, begins anew.
   *
   * @param inertia weight of what was known, 0 to 1; raising it makes the average steadier
   */
  public void see(Appearance look, double inertia) {
    byte[] seen = look.components();
    double length = 0;
    for (byte component : seen) {
      length += component * component;
    }
    if (length == 0) {
      return;
    }
    boolean isFirst = norm == 0 || seen.length != components.length;
    double gain = (isFirst ? 1 : 1 - inertia) / Math.sqrt(length);
    double kept = isFirst ? 0 : inertia / norm;
    double[] mixed = new double[seen.length];
    double square = 0;
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = gain * seen[i] + (isFirst ? 0 : kept * components[i]);
      square += mixed[i] * mixed[i];
    }
    if (square == 0) {
      return;
    }
    components = new int[seen.length];
    double scale = ONE / Math.sqrt(square);
    for (int i = 0; i < mixed.length; i++) {
      components[i] = (int) Math.round(scale * mixed[i]);
    }
    measure();
  }

  private void measure() {
    long sum = 0;
    for (int component : components) {
      sum += (long) component * component;
    }
    norm = Math.sqrt(sum);
  }

  /**
   * Cosine of the angle to {@code look}, at most 1.
   *
   * @return NaN when they do not compare or nothing is known
   */
  public double likeness(Appearance look) {
    byte[] other = look.components();
    if (norm == 0 || other.length != components.length) {
      return Double.NaN;
    }
    long sum = 0;
    long square = 0;
    for (int i = 0; i < other.length; i++) {
      sum += (long) components[i] * other[i];
      square += other[i] * other[i];
    }
    return square == 0 ? Double.NaN : sum / (norm * Math.sqrt(square));
  }

  public void write(StateWriter out) {
    out.writeInt(components.length);
    for (int component : components) {
      out.writeInt(component);
    }
  }

  public static AverageLook read(StateReader in) {
    AverageLook look = new AverageLook();
    look.components = new int[in.readCount(Appearance.MAX_LENGTH)];
    for (int i = 0; i < look.components.length; i++) {
      look.components[i] = in.readInt();
    }
    look.measure();
    return look;
  }
}
