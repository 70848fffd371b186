package io.panoptes.core.config;

import java.util.List;

/** A configuration that cannot be used; carries every problem found, not only the first. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /**
   * @param source file name, for the message
   * @param problems one line each, at least one
   */
  public ConfigException(String source, List<String> problems) {
    super(message(source, problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(String source, List<String> problems) {
    return "%s: %d problem%s%n  %s"
        .formatted(
            source,
            problems.size(),
            problems.size() == 1 ? "" : "s",
            String.join(System.lineSeparator() + "  ", problems));
  }

  /** What is wrong and where, one line each. */
  public List<String> problems() {
    return problems;
  }
}
