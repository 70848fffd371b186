package io.panoptes.core.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.CollectionNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A place in a configuration file. Each reader method takes a key and the value to use when the key
 * is absent; a value of the wrong type or out of range is recorded as a problem of the document and
 * the default is returned, so that one pass finds every problem. Asking for a key makes it known: a
 * key that nobody asked for is an error with the nearest known key as a suggestion.
 *
 * <p>Keys are lower case with hyphens. Durations are written {@code 500ms}, {@code 20s}, {@code
 * 5m}, {@code 2h} or {@code 7d}. In values {@code ${NAME}} stands for an environment variable,
 * {@code ${NAME:-default}} for one that may be unset or empty, and {@code $${NAME}} for the text
 * {@code ${NAME}}. A key without a value counts as absent. Anchors, aliases and merge keys ({@code
 * <<}) work.
 */
public final class ConfigNode {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]+)?");

  private final ConfigDocument document;
  private final String path;
  private final int line;
  private final Node node;
  private final Variables variables;
  private final Map<String, ConfigNode> children = new LinkedHashMap<>();
  private final List<ConfigNode> items = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final ConfigNode parent;
  private boolean freeKeys;

  /** Nobody is expected to read what is inside, unless somebody does. */
  private boolean unchecked;

  private boolean read;
  private ConfigNode fallback;

  /** What this node is used instead of: there, too, the keys that are asked for here are known. */
  private ConfigNode shadowed;

  private ConfigNode(ConfigNode parent, String path, int line, Node node) {
    this(parent.document, parent, path, line, node, parent.variables);
  }

  private ConfigNode(
      ConfigDocument document,
      ConfigNode parent,
      String path,
      int line,
      Node node,
      Variables variables) {
    this.document = document;
    this.parent = parent;
    this.path = path;
    this.line = line;
    this.node = node;
    this.variables = variables;
    if (node != null) {
      document.countNode();
    }
    if (isInsideItself()) {
      problem("refers to itself through an alias; write it out");
      unchecked = true;
      return;
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        int keyLine = line(tuple.getKeyNode(), line);
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
          document.add(keyLine, at("has a key that is not a text"));
          continue;
        }
        String name = key.getValue();
        ConfigNode child = new ConfigNode(this, childPath(name), keyLine, tuple.getValueNode());
        ConfigNode first = children.putIfAbsent(name, child);
        if (first != null) {
          document.add(keyLine, "'" + child.path + "' appears twice, before in line " + first.line);
        }
      }
    } else if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        items.add(new ConfigNode(this, path + "[" + items.size() + "]", line(item, line), item));
      }
    }
  }

  static ConfigNode root(ConfigDocument document, Node node, Variables variables) {
    ConfigNode root = new ConfigNode(document, null, "", 1, node, variables);
    if (node != null && !(node instanceof MappingNode) && !root.isNull()) {
      root.problem("the file must hold keys and values, such as 'cameras:'");
    }
    return root;
  }

  private boolean isInsideItself() {
    if (!(node instanceof CollectionNode<?>)) {
      return false;
    }
    for (ConfigNode above = parent; above != null; above = above.parent) {
      if (above.node == node) {
        return true;
      }
    }
    return false;
  }

  private String childPath(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Dotted path from the root, such as {@code cameras.gate.source}; empty for the root. */
  public String path() {
    return path;
  }

  /** Line in the file, from 1; 0 when the node is absent. */
  public int line() {
    return line;
  }

  /** Whether the file has anything here. */
  public boolean isPresent() {
    return node != null && !isNull();
  }

  /** Whether the file has a value for the key; does not make the key known. */
  public boolean has(String key) {
    ConfigNode child = children.get(key);
    return (child != null && child.isPresent()) || (fallback != null && fallback.has(key));
  }

  /**
   * Makes every key that is absent here be read from {@code defaults} instead; whole values only,
   * mappings and lists are not merged. A key that is asked for here is known there too, used or
   * not.
   *
   * @return this node
   */
  public ConfigNode orElse(ConfigNode defaults) {
    fallback = defaults;
    return this;
  }

  /**
   * Records a problem of this place, or of the nearest place around it when the file has nothing
   * here; the message should say value, allowed range and remedy.
   */
  public void problem(String text) {
    ConfigNode place = this;
    while (place.line == 0 && place.parent != null) {
      place = place.parent;
    }
    document.add(place.line, at(text));
  }

  private String at(String text) {
    return path.isEmpty() ? text : "'" + path + "' " + text;
  }

  /** The node under a key, which may be absent: then every reader of it returns its defaults. */
  public ConfigNode section(String key) {
    known.add(key);
    ConfigNode child = children.get(key);
    boolean present = child != null && child.isPresent();
    if (fallback != null) {
      ConfigNode other = fallback.section(key);
      if (!present && other.isPresent()) {
        return other;
      }
      child = child == null ? absent(key) : child;
      child.shadow(other);
    }
    if (shadowed != null) {
      child = child == null ? absent(key) : child;
      child.shadow(shadowed.section(key));
    }
    return child == null ? absent(key) : child;
  }

  private ConfigNode absent(String key) {
    return new ConfigNode(this, childPath(key), 0, null);
  }

  /** Items of a list have no counterparts, so nobody will read those of the shadowed one. */
  private void shadow(ConfigNode other) {
    if (other.node instanceof SequenceNode) {
      other.unchecked = true;
    } else if (other.node instanceof MappingNode) {
      shadowed = other;
    }
  }

  /** Like {@link #section}, but a scalar or list there is a problem. */
  public ConfigNode mapping(String key) {
    ConfigNode child = section(key);
    if (child.isPresent() && !(child.node instanceof MappingNode)) {
      child.reject("must hold keys and values");
    }
    return child;
  }

  /**
   * All keys of this mapping itself with their nodes, in file order; any key is allowed here. Those
   * of {@link #orElse} are not among them.
   */
  public Map<String, ConfigNode> entries() {
    freeKeys = true;
    read = true;
    if (shadowed != null) {
      shadowed.unchecked = true;
    }
    return Collections.unmodifiableMap(children);
  }

  /** The items of a list under the key, empty when absent. */
  public List<ConfigNode> list(String key) {
    ConfigNode child = section(key);
    if (child.isPresent() && !(child.node instanceof SequenceNode)) {
      child.reject("must be a list");
      return List.of();
    }
    return child.items();
  }

  /** The items of this list itself, empty when it is none. */
  public List<ConfigNode> items() {
    read |= node instanceof SequenceNode;
    return List.copyOf(items);
  }

  /** The text under a key; an empty text in quotes is a text. */
  public String text(String key, String defaultValue) {
    String value = section(key).scalar();
    return value == null ? defaultValue : value;
  }

  /** The text under a key that must be there; an empty text when it is not. */
  public String requiredText(String key) {
    ConfigNode child = section(key);
    if (!child.isPresent()) {
      problem("needs a value for '" + key + "'");
      return "";
    }
    String value = child.scalar();
    return value == null ? "" : value;
  }

  /** A whole number from {@code min} to {@code max}. */
  public long integer(String key, long defaultValue, long min, long max) {
    ConfigNode child = section(key);
    String value = child.scalar();
    if (value == null) {
      return defaultValue;
    }
    try {
      long number = Long.parseLong(value.replace("_", ""));
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below with the allowed range.
    }
    child.problem("is " + value + "; a whole number from " + min + " to " + max + " is allowed");
    return defaultValue;
  }

  /** A number from {@code min} to {@code max}, both included. */
  public double number(String key, double defaultValue, double min, double max) {
    ConfigNode child = section(key);
    return child.asNumber(defaultValue, min, max);
  }

  /** This node itself as a number, for lists such as {@code [0.1, 0.9]}. */
  public double asNumber(double defaultValue, double min, double max) {
    String value = scalar();
    if (value == null) {
      return defaultValue;
    }
    if (NUMBER.matcher(value).matches()) {
      double number = Double.parseDouble(value);
      if (number >= min && number <= max) {
        return number;
      }
    }
    problem("is " + value + "; a number from " + min + " to " + max + " is allowed");
    return defaultValue;
  }

  /** This node itself as a text. */
  public String asText(String defaultValue) {
    String value = scalar();
    return value == null ? defaultValue : value;
  }

  /** {@code true} or {@code false}. */
  public boolean bool(String key, boolean defaultValue) {
    ConfigNode child = section(key);
    String value = child.scalar();
    if (value == null) {
      return defaultValue;
    }
    switch (value) {
      case "true":
        return true;
      case "false":
        return false;
      default:
        child.problem("is " + value + "; true or false is allowed");
        return defaultValue;
    }
  }

  /** A duration from {@code min} to {@code max}, both included. */
  public Duration duration(String key, Duration defaultValue, Duration min, Duration max) {
    ConfigNode child = section(key);
    String value = child.scalar();
    if (value == null) {
      return defaultValue;
    }
    Duration duration = Durations.parse(value).orElse(null);
    if (duration == null) {
      child.problem("is " + value + "; a duration such as 500ms, 20s, 5m, 2h or 7d is needed");
      return defaultValue;
    }
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      child.problem(
          "is "
              + value
              + "; "
              + Durations.show(min)
              + " to "
              + Durations.show(max)
              + " is allowed");
      return defaultValue;
    }
    return duration;
  }

  /** One of an enum's constants, written in lower case with hyphens. */
  public <E extends Enum<E>> E choice(String key, E defaultValue) {
    ConfigNode child = section(key);
    String value = child.scalar();
    if (value == null) {
      return defaultValue;
    }
    List<String> names = new ArrayList<>();
    for (E constant : defaultValue.getDeclaringClass().getEnumConstants()) {
      String name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
      if (name.equals(value)) {
        return constant;
      }
      names.add(name);
    }
    child.problem(
        "is "
            + value
            + "; allowed are "
            + String.join(", ", names)
            + Suggestion.hint(value, names));
    return defaultValue;
  }

  /** One of the given words. */
  public String choice(String key, String defaultValue, List<String> allowed) {
    ConfigNode child = section(key);
    String value = child.scalar();
    if (value == null) {
      return defaultValue;
    }
    if (allowed.contains(value)) {
      return value;
    }
    child.problem(
        "is "
            + value
            + "; allowed are "
            + String.join(", ", allowed)
            + Suggestion.hint(value, allowed));
    return defaultValue;
  }

  /** This node itself as one of the given words, for lists such as {@code [person, car]}. */
  public String asChoice(String defaultValue, List<String> allowed) {
    String value = scalar();
    if (value == null || allowed.contains(value)) {
      return value == null ? defaultValue : value;
    }
    problem(
        "is "
            + value
            + "; allowed are "
            + String.join(", ", allowed)
            + Suggestion.hint(value, allowed));
    return defaultValue;
  }

  private boolean isNull() {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
  }

  private String scalar() {
    if (!isPresent()) {
      return null;
    }
    if (!(node instanceof ScalarNode scalar)) {
      reject("must be a single value");
      return null;
    }
    return variables.replace(scalar.getValue(), this::problem);
  }

  /** Records that the kind of node is wrong; then nobody will read what is inside. */
  private void reject(String need) {
    unchecked = true;
    problem(need + ", got " + describe());
  }

  private String describe() {
    if (node instanceof MappingNode) {
      return "keys and values";
    }
    return node instanceof SequenceNode ? "a list" : "a single value";
  }

  void reportUnread() {
    if (unchecked && !read) {
      return;
    }
    for (Map.Entry<String, ConfigNode> child : children.entrySet()) {
      if (freeKeys || known.contains(child.getKey())) {
        child.getValue().reportUnread();
      } else {
        child.getValue().reportUnknown(child.getKey(), List.copyOf(known));
      }
    }
    for (ConfigNode item : items) {
      item.reportUnread();
    }
  }

  private void reportUnknown(String key, List<String> allowed) {
    String remedy = "; no keys are allowed here";
    if (!allowed.isEmpty()) {
      String hint = Suggestion.hint(key, allowed);
      remedy = hint.isEmpty() ? "; allowed here are " + String.join(", ", allowed) : hint;
    }
    document.add(line, "unknown key '" + path + "'" + remedy);
  }

  private static int line(Node node, int otherwise) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(otherwise);
  }
}
