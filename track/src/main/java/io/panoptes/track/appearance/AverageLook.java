package io.panoptes.track.appearance;

import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.AppearanceSpace;
import io.panoptes.track.state.StateException;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/**
 * What a track looked like of late: a running average of directions. It is kept as it is stored, so
 * that it reads back exactly: short ones in 15 bits a component, which take two or three bytes, and
 * long ones about as coarse as they were sent, which takes little more than one. Not for several
 * threads.
 */
public final class AverageLook {

  /** Length of short averages. */
  private static final int ONE = 0x3FFF;

  /** Averages with more components are long. */
  private static final int SHORT = 64;

  /** Root mean square of a long one's components; those up to 63 take a byte. */
  private static final int USUAL_COMPONENT = 32;

  private AppearanceSpace space = AppearanceSpace.COLOURS;
  private int[] components = new int[0];
  private double norm;

  /** Whether something was seen. */
  public boolean isKnown() {
    return norm > 0;
  }

  /**
   * One more look. A look of another space or length, from another model, begins anew.
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
    boolean isFirst = norm == 0 || seen.length != components.length || !look.space().equals(space);
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
    space = look.space();
    components = new int[seen.length];
    double scale = length(seen.length) / Math.sqrt(square);
    for (int i = 0; i < mixed.length; i++) {
      components[i] = (int) Math.round(scale * mixed[i]);
    }
    measure();
  }

  private static double length(int components) {
    return components <= SHORT ? ONE : USUAL_COMPONENT * Math.sqrt(components);
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
    if (norm == 0 || other.length != components.length || !look.space().equals(space)) {
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
    boolean isNamed = !space.equals(AppearanceSpace.COLOURS);
    out.writeInt(isNamed ? -components.length : components.length);
    if (isNamed) {
      out.writeText(space.name()).writeDouble(space.threshold());
    }
    for (int component : components) {
      out.writeInt(component);
    }
  }

  public static AverageLook read(StateReader in) {
    AverageLook look = new AverageLook();
    int count = in.readInt();
    if (Math.abs((long) count) > Appearance.MAX_LENGTH) {
      throw new StateException(
          "look of %d components; %d at most are allowed".formatted(count, Appearance.MAX_LENGTH));
    }
    if (count < 0) {
      look.space = readSpace(in);
    }
    look.components = new int[Math.abs(count)];
    for (int i = 0; i < look.components.length; i++) {
      look.components[i] = in.readInt();
    }
    look.measure();
    return look;
  }

  private static AppearanceSpace readSpace(StateReader in) {
    try {
      return new AppearanceSpace(in.readText(), in.readDouble());
    } catch (IllegalArgumentException e) {
      throw new StateException("look of no space: " + e.getMessage(), e);
    }
  }
}
