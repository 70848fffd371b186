package io.panoptes.core.config;

import java.util.List;
import java.util.Locale;

/** Finds the word that somebody meant. */
final class Suggestion {

  private Suggestion() {}

  /**
   * {@code ; did you mean 'x'?} for the word nearest to {@code value}, or nothing when none is
   * near: one slip of the finger in three letters is forgiven, and two swapped letters are one
   * slip.
   */
  static String hint(String value, List<String> words) {
    String lower = value.toLowerCase(Locale.ROOT);
    String best = "";
    int bestSlips = Math.max(1, (value.length() + 1) / 3) + 1;
    for (String word : words) {
      int slips = slips(lower, word);
      if (slips < bestSlips) {
        bestSlips = slips;
        best = word;
      }
    }
    return best.isEmpty() ? "" : "; did you mean '" + best + "'?";
  }

  /** Letters put in, left out, replaced or swapped with their neighbour (optimal alignment). */
  private static int slips(String a, String b) {
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          slips[i][j] = i + j;
          continue;
        }
        int replaced = slips[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        slips[i][j] = Math.min(replaced, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
        }
      }
    }
    return slips[a.length()][b.length()];
  }
}
