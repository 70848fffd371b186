package io.panoptes.core.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * One YAML file. Sections read what they know through {@link ConfigNode}; problems are collected
 * with their line, and {@link #finish} reports them all together, keys that nobody read among them.
 */
public final class ConfigDocument {

  /** Aliases of aliases can make a small file enormous. */
  private static final int MAX_NODES = 100_000;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String source;
  private final List<Problem> problems = new ArrayList<>();
  private int nodes;
  private final ConfigNode root;

  private record Problem(int line, String text) {}

  private ConfigDocument(String source, Node yaml, Map<String, String> environment) {
    this.source = source;
    this.root = ConfigNode.root(this, yaml, new Variables(environment));
  }

  /**
   * Reads a file; {@code ${NAME}} and {@code ${NAME:-default}} in its texts are taken from the
   * environment.
   *
   * @throws ConfigException when it is missing or no YAML
   */
  public static ConfigDocument read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file), System.getenv());
    } catch (NoSuchFileException e) {
      throw new ConfigException(file.toString(), List.of("there is no such file"));
    } catch (CharacterCodingException e) {
      throw new ConfigException(file.toString(), List.of("is not UTF-8 text; save it as UTF-8"));
    } catch (IOException e) {
      throw new ConfigException(file.toString(), List.of("cannot be read: " + e));
    }
  }

  /**
   * @param source for messages, such as the file name
   * @param environment what {@code ${NAME}} stands for
   * @throws ConfigException when the text is no YAML
   */
  public static ConfigDocument parse(String source, String yaml, Map<String, String> environment) {
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(source).setSchema(new CoreSchema()).build();
      Optional<Node> node = new Compose(settings).composeString(withoutMark(yaml));
      return new ConfigDocument(source, node.orElse(null), environment);
    } catch (MarkedYamlEngineException e) {
      String where =
          e.getProblemMark().map(mark -> "line " + (mark.getLine() + 1) + ": ").orElse("");
      throw new ConfigException(source, List.of(where + "not valid YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      throw new ConfigException(source, List.of("not valid YAML: " + e.getMessage()));
    }
  }

  private static String withoutMark(String yaml) {
    return yaml.startsWith(BYTE_ORDER_MARK) ? yaml.substring(1) : yaml;
  }

  /** Counts against the largest number of values in a file. */
  void countNode() {
    nodes++;
    if (nodes > MAX_NODES) {
      throw new ConfigException(
          source, List.of("has more than " + MAX_NODES + " values, aliases counted"));
    }
  }

  public ConfigNode root() {
    return root;
  }

  public String source() {
    return source;
  }

  void add(int line, String text) {
    problems.add(new Problem(line, text));
  }

  /**
   * To be called when every section has been read.
   *
   * @throws ConfigException when there is any problem
   */
  public void finish() {
    root.reportUnread();
    if (!problems.isEmpty()) {
      throw new ConfigException(
          source,
          problems.stream()
              .sorted(Comparator.comparingInt(Problem::line))
              .map(p -> p.line() > 0 ? "line " + p.line() + ": " + p.text() : p.text())
              .distinct()
              .toList());
    }
  }
}
