package io.panoptes.core.config;

import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:-default}} in texts; {@code $${NAME}} stands for the
 * text {@code ${NAME}}.
 *
 * @param values by name, such as the environment
 */
record Variables(Map<String, String> values) {

  private static final Pattern WRITTEN =
      Pattern.compile("(\\$?)\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}");

  /** The text with its variables replaced; one that is missing is reported and left out. */
  String replace(String text, Consumer<String> problems) {
    Matcher matcher = WRITTEN.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      boolean escaped = !matcher.group(1).isEmpty();
      String value =
          escaped
              ? matcher.group().substring(1)
              : value(matcher.group(2), matcher.group(3), problems);
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(replaced).toString();
  }

  /** As in a shell, the default stands for an empty value, too. */
  private String value(String name, String defaultValue, Consumer<String> problems) {
    String value = values.get(name);
    if (defaultValue != null && (value == null || value.isEmpty())) {
      return defaultValue;
    }
    if (value == null) {
      problems.accept(
          "needs the environment variable %s, which is not set; set it or write ${%s:-default}"
              .formatted(name, name));
      return "";
    }
    return value;
  }
}
