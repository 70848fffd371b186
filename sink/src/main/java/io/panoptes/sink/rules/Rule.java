package io.panoptes.sink.rules;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.panoptic.Category;
import java.time.Duration;
import java.util.List;

/**
 * What somebody wants to be told about one place of one camera. A rule is pure configuration;
 * {@link RuleEngine} watches it. Places are named, their shapes are in {@link CameraRules}.
 */
public sealed interface Rule {

  /** Unique within the camera; part of the alert. */
  String name();

  /** What the rule watches, as it is written in the configuration and in the alert. */
  String kind();

  /** Name of the zone or line. */
  String place();

  /** Names of categories or of their parents; empty for every thing. */
  List<String> categories();

  Alert.Severity severity();

  /**
   * Share of the frame's height that an object must go beyond an edge before it counts as on the
   * other side; raising it forgives more jitter and reacts later.
   */
  double hysteresis();

  /** Whether the rule is about things of this category. */
  default boolean concerns(Category category) {
    return category.isThing()
        && (categories().isEmpty()
            || categories().contains(category.name())
            || categories().contains(category.parent()));
  }

  /**
   * An object comes into a zone.
   *
   * @param inertia how long it must be seen inside before it has entered, and outside before it has
   *     left; raising it forgives more jitter and reacts later
   * @param cooldown how long after the end of an alert the same object, or another that appears at
   *     the very place where it vanished, raises no new one
   */
  record ZoneEntered(
      String name,
      String place,
      List<String> categories,
      Alert.Severity severity,
      double hysteresis,
      Duration inertia,
      Duration cooldown)
      implements Rule {

    public static final String KIND = "zone-entered";

    public ZoneEntered {
      categories = List.copyOf(categories);
      checkNames(name, place);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /**
   * An object stays in a zone.
   *
   * @param after how long it must have stayed
   * @param inertia as in {@link ZoneEntered}
   * @param cooldown as in {@link ZoneEntered}
   */
  record Loitering(
      String name,
      String place,
      List<String> categories,
      Alert.Severity severity,
      double hysteresis,
      Duration after,
      Duration inertia,
      Duration cooldown)
      implements Rule {

    public static final String KIND = "loitering";

    public Loitering {
      categories = List.copyOf(categories);
      checkNames(name, place);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /**
   * An object crosses a line.
   *
   * @param direction which crossings count
   */
  record LineCrossed(
      String name,
      String place,
      List<String> categories,
      Alert.Severity severity,
      double hysteresis,
      Direction direction)
      implements Rule {

    public static final String KIND = "line-crossed";

    public LineCrossed {
      categories = List.copyOf(categories);
      checkNames(name, place);
    }

    @Override
    public String kind() {
      return KIND;
    }
  }

  /** Ways across a line, seen along its direction on the screen. */
  enum Direction {
    BOTH("both"),
    LEFT_TO_RIGHT("left-to-right"),
    RIGHT_TO_LEFT("right-to-left");

    private final String text;

    Direction(String text) {
      this.text = text;
    }

    /** As it is written in the configuration and in alerts. */
    public String text() {
      return text;
    }

    /** Whether a crossing that way counts; {@code way} is not {@link #BOTH}. */
    public boolean includes(Direction way) {
      return this == BOTH || this == way;
    }
  }

  private static void checkNames(String name, String place) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("rule of place '" + place + "' has no name");
    }
    if (place.isEmpty()) {
      throw new IllegalArgumentException("rule '" + name + "' has no zone or line");
    }
  }
}
