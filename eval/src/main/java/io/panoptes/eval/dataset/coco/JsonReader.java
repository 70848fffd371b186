package io.panoptes.eval.dataset.coco;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.panoptes.eval.EvalInputException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a JSON file as a stream; every error names the file and the line. */
final class JsonReader implements Closeable {

  private static final JsonFactory FACTORY = new JsonFactory();

  private final Path path;
  private final JsonParser parser;

  /** Handles the value of one field; the reader stands on the value's first token. */
  interface Field {
    void read(String name) throws IOException;
  }

  /** Handles one element of an array; the reader stands on the element's first token. */
  interface Element {
    void read() throws IOException;
  }

  /** What is read from an open file. */
  interface Content<T> {
    T read(JsonReader reader) throws IOException;
  }

  private JsonReader(Path path, JsonParser parser) {
    this.path = path;
    this.parser = parser;
  }

  /**
   * @throws EvalInputException when the file is missing, is no JSON or has another shape
   */
  static <T> T read(Path path, Content<T> content) {
    try (JsonReader reader =
        new JsonReader(path, FACTORY.createParser(Files.newInputStream(path)))) {
      reader.parser.nextToken();
      return content.read(reader);
    } catch (NoSuchFileException e) {
      throw new EvalInputException(path, "", "there is no such file", e);
    } catch (JsonProcessingException e) {
      throw new EvalInputException(
          path,
          e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr(),
          "is no readable JSON: " + e.getOriginalMessage(),
          e);
    } catch (IOException e) {
      throw new EvalInputException(path, "", "cannot be read: " + e.getMessage(), e);
    }
  }

  boolean isArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  boolean isText() {
    return parser.currentToken() == JsonToken.VALUE_STRING;
  }

  void object(String what, Field field) throws IOException {
    if (!isObject()) {
      throw problem(what + " must be an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      field.read(name);
    }
  }

  void array(String what, Element element) throws IOException {
    if (!isArray()) {
      throw problem(what + " must be an array");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == null) {
        throw problem(what + " is not closed");
      }
      element.read();
    }
  }

  void skip() throws IOException {
    parser.skipChildren();
  }

  long integer(String what) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
      return parser.getLongValue();
    }
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
        && parser.getDoubleValue() == Math.rint(parser.getDoubleValue())) {
      return (long) parser.getDoubleValue();
    }
    throw problem(what + " must be a whole number");
  }

  int int32(String what) throws IOException {
    long value = integer(what);
    if (value != (int) value) {
      throw problem(what + " " + value + " is too large");
    }
    return (int) value;
  }

  double number(String what) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw problem(what + " must be a number");
    }
    return parser.getDoubleValue();
  }

  /** 0, 1, true or false. */
  boolean flag(String what) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> integer(what) != 0;
    };
  }

  String text(String what) throws IOException {
    if (!isText()) {
      throw problem(what + " must be a text");
    }
    return parser.getText();
  }

  /** An id that may be a number or a text. */
  String id(String what) throws IOException {
    return isText() ? parser.getText() : Long.toString(integer(what));
  }

  double[] numbers(String what) throws IOException {
    double[][] values = {new double[16]};
    int[] size = {0};
    array(
        what,
        () -> {
          if (size[0] == values[0].length) {
            values[0] = Arrays.copyOf(values[0], 2 * size[0]);
          }
          values[0][size[0]++] = number(what);
        });
    return Arrays.copyOf(values[0], size[0]);
  }

  EvalInputException problem(String text) {
    return problem("line " + parser.currentTokenLocation().getLineNr(), text);
  }

  EvalInputException problem(String entry, String text) {
    return new EvalInputException(path, entry, text);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
