package io.panoptes.ingest.synthetic;

import io.panoptes.ingest.SourceUri;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A drawn scene, such as {@code synthetic:people?frames=200&width=640&height=360&fps=10&seed=1}.
 * The same settings always give the same pictures.
 *
 * @param kind what is to be seen
 * @param frames how many there are
 * @param width in pixels
 * @param height in pixels
 * @param framesPerSecond of the scene's own clock
 * @param seed chooses who comes along, when, and how everything looks
 */
public record SceneSettings(
    Kind kind, int frames, int width, int height, double framesPerSecond, long seed) {

  /** What is to be seen. */
  public enum Kind {
    /** People who cross a square. */
    PEOPLE,
    /** People on two pavements, cars on the road between them. */
    STREET
  }

  private static final Set<String> PARAMETERS =
      new TreeSet<>(List.of("frames", "width", "height", "fps", "seed"));

  public SceneSettings {
    if (kind == null) {
      throw new NullPointerException("kind is null");
    }
    if (frames < 1) {
      throw new IllegalArgumentException("frames " + frames + " must be at least 1");
    }
    if (width < 64 || height < 64 || width > 8_192 || height > 8_192) {
      throw new IllegalArgumentException(
          "scene size " + width + "x" + height + " must be 64 to 8192 pixels each way");
    }
    if (!(framesPerSecond > 0 && framesPerSecond <= 240)) {
      throw new IllegalArgumentException(
          "fps " + framesPerSecond + " must be more than 0 and at most 240");
    }
  }

  /**
   * @throws IllegalArgumentException when the source names no scene, or a parameter is unknown or
   *     out of range
   */
  public static SceneSettings parse(SourceUri source) {
    Map<String, String> parameters = source.parameters();
    for (String name : parameters.keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new IllegalArgumentException(
            "has the parameter '" + name + "'; allowed are " + String.join(", ", PARAMETERS));
      }
    }
    return new SceneSettings(
        kind(source.name()),
        (int) number(parameters, "frames", 300),
        (int) number(parameters, "width", 640),
        (int) number(parameters, "height", 360),
        number(parameters, "fps", 10),
        (long) number(parameters, "seed", 1));
  }

  private static Kind kind(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException(
        "is the scene '" + name + "'; synthetic:people and synthetic:street are allowed");
  }

  private static double number(Map<String, String> parameters, String name, double otherwise) {
    String value = parameters.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("has " + name + "=" + value + "; a number is needed", e);
    }
  }

  /** Presentation time of a frame in microseconds. */
  public long ptsMicros(int frame) {
    return Math.round(frame * 1e6 / framesPerSecond);
  }
}
