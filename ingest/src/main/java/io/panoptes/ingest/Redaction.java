package io.panoptes.ingest;

import java.util.regex.Pattern;

/**
 * Takes credentials out of texts that are meant for people: logs, errors, status. What looks like a
 * credential is removed even where that hides something harmless.
 */
public final class Redaction {

  private static final String MASK = "***";

  /** Everything between the scheme and the last '@' of a word. */
  private static final Pattern USER_INFO =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*://)\\S*@", Pattern.CASE_INSENSITIVE);

  /** Some cameras take the credentials in the query, some even in the path. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "((?:user(?:name)?|usr|login|account|pass(?:word|wd|code)?|pwd|token|secret|session"
              + "|(?:api|access)[-_]?key|auth(?:orization)?|sig(?:nature)?|credentials?)=)"
              + "[^&\\s/?#\"']+",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern HEADER =
      Pattern.compile("(authorization\\s*:\\s*)[^\\r\\n]+", Pattern.CASE_INSENSITIVE);

  private Redaction() {}

  /** The text with user names and passwords of URLs, parameters and headers replaced. */
  public static String redact(String text) {
    String safe = USER_INFO.matcher(text).replaceAll("$1" + MASK + "@");
    safe = PARAMETER.matcher(safe).replaceAll("$1" + MASK);
    return HEADER.matcher(safe).replaceAll("$1" + MASK);
  }
}
