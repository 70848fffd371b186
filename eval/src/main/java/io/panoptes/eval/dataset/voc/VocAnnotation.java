package io.panoptes.eval.dataset.voc;

import io.panoptes.core.geometry.Box;
import io.panoptes.eval.EvalInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * A Pascal VOC annotation file.
 *
 * @param fileName of the picture
 * @param width in pixels, 0 when the file does not say
 * @param height in pixels, 0 when the file does not say
 * @param objects in the order of the file
 */
public record VocAnnotation(String fileName, int width, int height, List<VocObject> objects) {

  public VocAnnotation {
    objects = List.copyOf(objects);
  }

  /**
   * @throws EvalInputException when the file is missing, is no XML, or an object has no name or
   *     box; names the object, counted from 0
   */
  public static VocAnnotation read(Path xml) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(xml)) {
      XMLStreamReader reader = factory.createXMLStreamReader(in);
      try {
        return new Parser(xml, reader).parse();
      } finally {
        reader.close();
      }
    } catch (NoSuchFileException e) {
      throw new EvalInputException(xml, "", "there is no such file", e);
    } catch (XMLStreamException e) {
      throw new EvalInputException(
          xml,
          e.getLocation() == null ? "" : "line " + e.getLocation().getLineNumber(),
          "is no readable XML",
          e);
    } catch (IOException e) {
      throw new EvalInputException(xml, "", "cannot be read: " + e.getMessage(), e);
    }
  }

  /** Writes the file. */
  public void write(Path xml) throws IOException {
    try (OutputStream out = Files.newOutputStream(xml)) {
      XMLStreamWriter writer =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      writer.writeStartElement("annotation");
      element(writer, "filename", fileName);
      writer.writeStartElement("size");
      element(writer, "width", Integer.toString(width));
      element(writer, "height", Integer.toString(height));
      element(writer, "depth", "3");
      writer.writeEndElement();
      for (VocObject object : objects) {
        writer.writeStartElement("object");
        element(writer, "name", object.name());
        element(writer, "truncated", object.truncated() ? "1" : "0");
        element(writer, "difficult", object.difficult() ? "1" : "0");
        writer.writeStartElement("bndbox");
        element(writer, "xmin", number(object.box().left() + 1));
        element(writer, "ymin", number(object.box().top() + 1));
        element(writer, "xmax", number(object.box().right()));
        element(writer, "ymax", number(object.box().bottom()));
        writer.writeEndElement();
        writer.writeEndElement();
      }
      writer.writeEndElement();
      writer.close();
    } catch (XMLStreamException e) {
      throw new IOException("cannot write " + xml, e);
    }
  }

  private static void element(XMLStreamWriter writer, String name, String text)
      throws XMLStreamException {
    writer.writeStartElement(name);
    writer.writeCharacters(text);
    writer.writeEndElement();
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%s", value);
  }

  private static final class Parser {
    private final Path xml;
    private final XMLStreamReader reader;
    private final List<VocObject> objects = new ArrayList<>();
    private final Map<String, String> top = new HashMap<>();

    Parser(Path xml, XMLStreamReader reader) {
      this.xml = xml;
      this.reader = reader;
    }

    VocAnnotation parse() throws XMLStreamException {
      Map<String, String> object = null;
      List<String> path = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            path.add(reader.getLocalName());
            text.setLength(0);
            if (path.size() == 2 && reader.getLocalName().equals("object")) {
              object = new HashMap<>();
            }
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              text.append(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            String key = String.join("/", path.subList(1, path.size()));
            path.remove(path.size() - 1);
            if (object != null) {
              object.putIfAbsent(key, text.toString().strip());
            } else {
              top.putIfAbsent(key, text.toString().strip());
            }
            if (path.size() == 1 && key.equals("object")) {
              objects.add(object(object));
              object = null;
            }
            text.setLength(0);
          }
          default -> {
            // Comments and white space say nothing.
          }
        }
      }
      return new VocAnnotation(
          top.getOrDefault("filename", ""),
          (int) number(top.getOrDefault("size/width", "0"), "width", ""),
          (int) number(top.getOrDefault("size/height", "0"), "height", ""),
          objects);
    }

    private VocObject object(Map<String, String> fields) {
      String entry = "object " + objects.size();
      String name = fields.getOrDefault("object/name", "");
      if (name.isEmpty()) {
        throw new EvalInputException(xml, entry, "has no name");
      }
      double left = corner(fields, "xmin", entry) - 1;
      double upper = corner(fields, "ymin", entry) - 1;
      double right = corner(fields, "xmax", entry);
      double lower = corner(fields, "ymax", entry);
      if (right < left || lower < upper) {
        throw new EvalInputException(xml, entry, "has a bndbox whose maximum is below its minimum");
      }
      return new VocObject(
          name,
          new Box(left, upper, right, lower),
          fields.getOrDefault("object/difficult", "0").equals("1"),
          fields.getOrDefault("object/truncated", "0").equals("1"));
    }

    private double corner(Map<String, String> fields, String name, String entry) {
      String text = fields.get("object/bndbox/" + name);
      if (text == null) {
        throw new EvalInputException(xml, entry, "has no bndbox " + name);
      }
      return number(text, name, entry);
    }

    private double number(String text, String name, String entry) {
      try {
        double value = Double.parseDouble(text);
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        // Said below, with the object.
      }
      throw new EvalInputException(xml, entry, "%s '%s' is not a number".formatted(name, text));
    }
  }
}
