package io.panoptes.sink.rules;

import io.panoptes.core.alert.Alert;
import io.panoptes.core.config.ConfigNode;
import io.panoptes.core.config.ConfigShapes;
import io.panoptes.core.geometry.Line;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The zones and lines drawn into one camera's picture, and the rules about them.
 *
 * @param zones by name, in the order of the configuration, in normalised coordinates
 * @param lines by name, in the order of the configuration, in normalised coordinates
 * @param rules with different names; their places exist
 */
public record CameraRules(Map<String, Polygon> zones, Map<String, Line> lines, List<Rule> rules) {

  /** No zones, no lines, no rules. */
  public static final CameraRules NONE = new CameraRules(Map.of(), Map.of(), List.of());

  private static final Duration LONGEST = Duration.ofDays(7);
  private static final double DEFAULT_HYSTERESIS = 0.01;
  private static final Duration DEFAULT_INERTIA = Duration.ofMillis(200);
  private static final Duration DEFAULT_AFTER = Duration.ofSeconds(10);
  private static final Duration DEFAULT_COOLDOWN = Duration.ofSeconds(10);

  /** What a rule of the configuration watches. */
  private enum Kind {
    ZONE_ENTERED,
    LINE_CROSSED,
    LOITERING
  }

  public CameraRules {
    zones = Collections.unmodifiableMap(new LinkedHashMap<>(zones));
    lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    rules = List.copyOf(rules);
    Set<String> names = new LinkedHashSet<>();
    for (Rule rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("rule name '" + rule.name() + "' appears twice");
      }
      Set<String> places = rule instanceof Rule.LineCrossed ? lines.keySet() : zones.keySet();
      if (!places.contains(rule.place())) {
        throw new IllegalArgumentException(
            "rule '%s' is about '%s'; known are %s".formatted(rule.name(), rule.place(), places));
      }
    }
  }

  /** {@link #read(String, ConfigNode, CategoryCatalog)} with the categories of the street. */
  public static CameraRules read(String camera, ConfigNode node) {
    return read(camera, node, CategoryCatalog.STREET);
  }

  /**
   * Reads the keys {@code zones}, {@code lines} and {@code rules} of a camera's section.
   *
   * @param camera its name, for messages
   * @param catalog the categories that rules may name; their parents are allowed, too
   */
  public static CameraRules read(String camera, ConfigNode node, CategoryCatalog catalog) {
    Map<String, Polygon> zones = new LinkedHashMap<>();
    node.mapping("zones")
        .entries()
        .forEach(
            (name, zone) ->
                ConfigShapes.polygon(zone, "polygon").ifPresent(shape -> zones.put(name, shape)));
    Map<String, Line> lines = new LinkedHashMap<>();
    node.mapping("lines")
        .entries()
        .forEach((name, line) -> ConfigShapes.line(line).ifPresent(it -> lines.put(name, it)));
    List<Rule> rules = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    Places places =
        new Places(
            camera,
            List.copyOf(node.mapping("zones").entries().keySet()),
            List.copyOf(node.mapping("lines").entries().keySet()),
            categoryNames(catalog));
    for (ConfigNode item : node.list("rules")) {
      Rule rule = readRule(item, places);
      if (rule == null) {
        continue;
      }
      if (!names.add(rule.name())) {
        item.problem(
            "is the second rule named '"
                + rule.name()
                + "'; give each rule of camera '"
                + camera
                + "' its own name");
      } else if (zones.containsKey(rule.place()) || lines.containsKey(rule.place())) {
        rules.add(rule);
      }
    }
    return new CameraRules(zones, lines, rules);
  }

  private record Places(
      String camera, List<String> zones, List<String> lines, List<String> categories) {}

  private static List<String> categoryNames(CategoryCatalog catalog) {
    Set<String> names = new LinkedHashSet<>();
    for (Category category : catalog.categories()) {
      if (category.isThing()) {
        names.add(category.name());
        if (!category.parent().isEmpty()) {
          names.add(category.parent());
        }
      }
    }
    return List.copyOf(names);
  }

  private static Rule readRule(ConfigNode node, Places places) {
    Kind kind = node.choice("kind", Kind.ZONE_ENTERED);
    if (!node.has("kind")) {
      node.problem("needs a kind: zone-entered, line-crossed or loitering");
      // Which keys are wrong cannot be told without a kind.
      node.entries();
      return null;
    }
    boolean line = kind == Kind.LINE_CROSSED;
    String place =
        place(node, line ? "line" : "zone", line ? places.lines() : places.zones(), places);
    String kindName = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    String name = node.text("name", kindName + "-" + place);
    List<String> categories = new ArrayList<>();
    for (ConfigNode item : node.list("categories")) {
      String category = item.asChoice("", places.categories());
      if (!category.isEmpty()) {
        categories.add(category);
      }
    }
    Alert.Severity severity = node.choice("severity", Alert.Severity.INFO);
    double hysteresis = node.number("hysteresis", DEFAULT_HYSTERESIS, 0, 0.5);
    if (line) {
      Rule.Direction direction = node.choice("direction", Rule.Direction.BOTH);
      return place.isEmpty()
          ? null
          : new Rule.LineCrossed(name, place, categories, severity, hysteresis, direction);
    }
    Duration inertia = node.duration("inertia", DEFAULT_INERTIA, Duration.ZERO, LONGEST);
    Duration cooldown = node.duration("cooldown", DEFAULT_COOLDOWN, Duration.ZERO, LONGEST);
    boolean loitering = kind == Kind.LOITERING;
    Duration after =
        loitering
            ? node.duration("for", DEFAULT_AFTER, Duration.ofMillis(1), LONGEST)
            : Duration.ZERO;
    if (place.isEmpty()) {
      return null;
    }
    return loitering
        ? new Rule.Loitering(
            name, place, categories, severity, hysteresis, after, inertia, cooldown)
        : new Rule.ZoneEntered(name, place, categories, severity, hysteresis, inertia, cooldown);
  }

  /** The place that a rule names, or an empty text with a problem recorded. */
  private static String place(ConfigNode node, String key, List<String> allowed, Places places) {
    if (!node.has(key)) {
      node.problem("needs a %s; %s".formatted(key, drawn(key, allowed, places)));
      return "";
    }
    if (allowed.isEmpty()) {
      node.section(key)
          .problem("is %s; %s".formatted(node.text(key, ""), drawn(key, allowed, places)));
      return "";
    }
    return node.choice(key, "", allowed);
  }

  private static String drawn(String key, List<String> allowed, Places places) {
    return allowed.isEmpty()
        ? "camera '" + places.camera() + "' draws none; add it under '" + key + "s'"
        : "drawn are " + String.join(", ", allowed);
  }
}
