package io.panoptes.core.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.panoptes.core.alert.Alert;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.core.track.TrackId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Alerts as JSON, one object a line, for other people's consumers. Times are ISO-8601 in UTC, boxes
 * {@code [left, top, right, bottom]} and points {@code [x, y]} in full-frame pixels. The order of
 * the fields never changes, so that equal alerts give equal bytes.
 */
public final class AlertJson {

  /** The version that this code writes, and the newest that it reads. */
  public static final int SCHEMA_VERSION = 1;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectReader READER =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private AlertJson() {}

  /** One line of JSON without the line break. */
  public static String write(Alert alert) {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("version", SCHEMA_VERSION);
      json.writeStringField("id", alert.id());
      json.writeStringField("phase", lower(alert.phase()));
      json.writeStringField("camera", alert.camera().value());
      json.writeStringField("rule", alert.rule());
      json.writeStringField("kind", alert.kind());
      json.writeStringField("severity", lower(alert.severity()));
      json.writeStringField("place", alert.place());
      json.writeStringField("direction", alert.direction());
      json.writeNumberField("track", alert.track().number());
      json.writeStringField("category", alert.category());
      json.writeStringField("startedAt", alert.startedAt().toString());
      json.writeStringField("at", alert.at().toString());
      json.writeObjectFieldStart("evidence");
      Alert.Evidence evidence = alert.evidence();
      json.writeNumberField("epoch", evidence.frame().epoch());
      json.writeNumberField("sequence", evidence.frame().sequence());
      json.writeNumberField("ptsMicros", evidence.ptsMicros());
      json.writeFieldName("box");
      json.writeArray(
          new double[] {
            evidence.box().left(),
            evidence.box().top(),
            evidence.box().right(),
            evidence.box().bottom()
          },
          0,
          4);
      json.writeFieldName("foot");
      json.writeArray(new double[] {evidence.foot().x(), evidence.foot().y()}, 0, 2);
      json.writeNumberField("score", evidence.score());
      json.writeEndObject();
      json.writeObjectFieldStart("provenance");
      for (Map.Entry<String, String> entry : alert.provenance().entrySet()) {
        json.writeStringField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /**
   * Fields that this version does not know are left out.
   *
   * @throws WireFormatException when the bytes are no alert of a known version
   */
  public static Alert read(byte[] utf8) {
    if (utf8 == null || utf8.length == 0) {
      throw new WireFormatException("alert has 0 bytes");
    }
    try {
      return read(READER.readTree(utf8));
    } catch (IOException e) {
      throw new WireFormatException(utf8.length + " bytes are no JSON", e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new WireFormatException("alert is invalid: " + e.getMessage(), e);
    }
  }

  private static Alert read(JsonNode json) {
    JsonNode version = json.get("version");
    if (version == null || !version.isInt() || version.intValue() != SCHEMA_VERSION) {
      throw new WireFormatException(
          "alert has %s, only version %d can be read"
              .formatted(
                  version == null || !version.isIntegralNumber()
                      ? "no version"
                      : "version " + version.asText(),
                  SCHEMA_VERSION));
    }
    CameraId camera = new CameraId(text(json, "camera"));
    Map<String, String> provenance = new TreeMap<>();
    JsonNode facts = object(json, "provenance");
    for (Map.Entry<String, JsonNode> fact : facts.properties()) {
      provenance.put(fact.getKey(), text(facts, fact.getKey()));
    }
    return new Alert(
        text(json, "id"),
        camera,
        text(json, "rule"),
        text(json, "kind"),
        constant(Alert.Phase.values(), text(json, "phase")),
        constant(Alert.Severity.values(), text(json, "severity")),
        text(json, "place"),
        text(json, "direction"),
        new TrackId(camera, integer(json, "track")),
        text(json, "category"),
        Instant.parse(text(json, "startedAt")),
        Instant.parse(text(json, "at")),
        evidence(camera, object(json, "evidence")),
        provenance);
  }

  private static Alert.Evidence evidence(CameraId camera, JsonNode json) {
    double[] box = numbers(json, "box", 4);
    double[] foot = numbers(json, "foot", 2);
    return new Alert.Evidence(
        new FrameId(camera, integer(json, "epoch"), integer(json, "sequence")),
        integer(json, "ptsMicros"),
        new Box(box[0], box[1], box[2], box[3]),
        new Point(foot[0], foot[1]),
        number(json, "score").doubleValue());
  }

  /** {@link #write} in UTF-8. */
  public static byte[] toBytes(Alert alert) {
    return write(alert).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null || !value.isTextual()) {
      throw new WireFormatException("alert has no text field '" + field + "'");
    }
    return value.textValue();
  }

  private static JsonNode number(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null || !value.isNumber()) {
      throw new WireFormatException("alert has no number field '" + field + "'");
    }
    return value;
  }

  private static long integer(JsonNode json, String field) {
    JsonNode value = number(json, field);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new WireFormatException("field '" + field + "' of the alert is no 64-bit integer");
    }
    return value.longValue();
  }

  private static double[] numbers(JsonNode json, String field, int count) {
    JsonNode list = json.get(field);
    if (list == null || !list.isArray() || list.size() != count) {
      throw new WireFormatException(
          "alert has no field '" + field + "' with " + count + " numbers");
    }
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      if (!list.get(i).isNumber()) {
        throw new WireFormatException(
            "alert has no field '" + field + "' with " + count + " numbers");
      }
      numbers[i] = list.get(i).doubleValue();
    }
    return numbers;
  }

  private static JsonNode object(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null || !value.isObject()) {
      throw new WireFormatException("alert has no object '" + field + "'");
    }
    return value;
  }

  private static <E extends Enum<E>> E constant(E[] constants, String name) {
    for (E constant : constants) {
      if (lower(constant).equals(name)) {
        return constant;
      }
    }
    throw new WireFormatException(
        "alert has an unknown word where one of "
            + Arrays.stream(constants).map(AlertJson::lower).toList()
            + " is needed");
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
