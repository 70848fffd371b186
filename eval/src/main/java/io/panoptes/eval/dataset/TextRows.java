package io.panoptes.eval.dataset;

import io.panoptes.eval.EvalInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Reads text files of one detection a line, fields separated by commas, semicolons or white space.
 * Empty lines are skipped.
 */
public final class TextRows {

  /** Takes one line. */
  public interface Consumer {
    void accept(Row row);
  }

  private TextRows() {}

  /**
   * @throws EvalInputException when the file is missing or no text, and whatever the consumer
   *     throws
   */
  public static void read(Path file, Consumer consumer) {
    read(file, TextRows::fields, consumer);
  }

  /**
   * The same for fields that may hold commas and semicolons, as run lengths do: only white space
   * separates.
   */
  public static void readWords(Path file, Consumer consumer) {
    read(file, text -> text.split("\\s+"), consumer);
  }

  private static void read(Path file, Function<String, String[]> split, Consumer consumer) {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String line;
      int number = 0;
      while ((line = reader.readLine()) != null) {
        number++;
        String text = line.strip();
        if (number == 1 && text.startsWith("\uFEFF")) {
          text = text.substring(1);
        }
        if (!text.isEmpty()) {
          consumer.accept(new Row(file, number, split.apply(text)));
        }
      }
    } catch (NoSuchFileException e) {
      throw new EvalInputException(file, "", "there is no such file", e);
    } catch (MalformedInputException e) {
      throw new EvalInputException(file, "", "is not a text file in UTF-8", e);
    } catch (IOException e) {
      throw new EvalInputException(file, "", "cannot be read: " + e.getMessage(), e);
    }
  }

  private static String[] fields(String text) {
    String separator = text.indexOf(',') >= 0 ? "," : text.indexOf(';') >= 0 ? ";" : "\\s+";
    String[] fields = text.split(separator);
    for (int i = 0; i < fields.length; i++) {
      fields[i] = fields[i].strip();
    }
    return fields;
  }

  /** One line and where it stands. */
  public static final class Row {

    private final Path file;
    private final int line;
    private final String[] fields;

    private Row(Path file, int line, String[] fields) {
      this.file = file;
      this.line = line;
      this.fields = fields;
    }

    public int size() {
      return fields.length;
    }

    public int line() {
      return line;
    }

    /**
     * @throws EvalInputException when the line has fewer fields
     */
    public void require(int size, String format) {
      if (fields.length < size) {
        throw problem(
            "has %d fields, at least %d are needed (%s)".formatted(fields.length, size, format));
      }
    }

    public String text(int index) {
      return fields[index];
    }

    /**
     * @throws EvalInputException when the field is no finite number
     */
    public double number(int index, String name) {
      try {
        double value = Double.parseDouble(fields[index]);
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Said below, with the line.
      }
      throw problem("%s '%s' is not a number".formatted(name, fields[index]));
    }

    /** A whole number, which may be written as {@code 3.0}. */
    public int integer(int index, String name) {
      double value = number(index, name);
      if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
        throw problem("%s '%s' is not a whole number".formatted(name, fields[index]));
      }
      return (int) value;
    }

    /** An error about this line. */
    public EvalInputException problem(String text) {
      return new EvalInputException(file, "line " + line, text);
    }
  }
}
