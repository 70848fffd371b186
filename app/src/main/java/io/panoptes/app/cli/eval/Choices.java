package io.panoptes.app.cli.eval;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Named values of options, written lower-case with hyphens. */
final class Choices {

  private Choices() {}

  static <E extends Enum<E>> E of(Class<E> type, String text, String option, EvalOptions options) {
    for (E value : type.getEnumConstants()) {
      if (name(value).equals(text.toLowerCase(Locale.ROOT))) {
        return value;
      }
    }
    throw options.usage(
        "%s %s must be one of %s"
            .formatted(
                option,
                text,
                Arrays.stream(type.getEnumConstants())
                    .map(Choices::name)
                    .collect(Collectors.joining(", "))));
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
