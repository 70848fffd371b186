package io.panoptes.sink.export;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.panoptes.core.track.TrackState;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * What became of one track, a line of {@code tracks.jsonl}.
 *
 * @param track number of the track, at least 1
 * @param category name of its category, by the last vote
 * @param categoryConfidence share of that vote, 0 to 1
 * @param firstFrame the first frame that showed it, from 1
 * @param lastFrame the last frame that showed it
 * @param firstSeen event time of the first
 * @param lastSeen event time of the last
 * @param framesSeen frames that showed it
 * @param frames frames in which it was alive, by state; states without a frame are left out
 * @param longestGap longest event time between two frames that showed it with others in between, 0
 *     when there is none
 * @param longestGapFrames frames in the longest gap by frames
 * @param meanSpeed mean of the tracker's estimates in the frames that showed it, pixels a second
 */
public record TrackLife(
    long track,
    String category,
    double categoryConfidence,
    long firstFrame,
    long lastFrame,
    Instant firstSeen,
    Instant lastSeen,
    long framesSeen,
    Map<TrackState, Long> frames,
    Duration longestGap,
    long longestGapFrames,
    double meanSpeed) {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectReader READER =
      new ObjectMapper().reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final int DECIMALS = 4;

  public TrackLife {
    requireNonNull(category, "category is null");
    requireNonNull(firstSeen, "firstSeen is null");
    requireNonNull(lastSeen, "lastSeen is null");
    requireNonNull(longestGap, "longestGap is null");
    EnumMap<TrackState, Long> copy = new EnumMap<>(TrackState.class);
    copy.putAll(frames);
    frames = Collections.unmodifiableMap(copy);
    if (track < 1 || firstFrame < 1 || lastFrame < firstFrame) {
      throw new IllegalArgumentException(
          "track %d from frame %d to %d: numbers begin at 1 and ascend"
              .formatted(track, firstFrame, lastFrame));
    }
  }

  /** Frames in which it was alive in that state. */
  public long frames(TrackState state) {
    return frames.getOrDefault(state, 0L);
  }

  /** Whether it was ever believed. */
  public boolean isConfirmed() {
    return frames(TrackState.CONFIRMED) > 0;
  }

  /** From the first to the last frame that showed it, at least 0. */
  public Duration span() {
    Duration span = Duration.between(firstSeen, lastSeen);
    return span.isNegative() ? Duration.ZERO : span;
  }

  /** This life and a later part of the same track's as one. */
  public TrackLife with(TrackLife later) {
    EnumMap<TrackState, Long> sum = new EnumMap<>(TrackState.class);
    sum.putAll(frames);
    later.frames.forEach((state, n) -> sum.merge(state, n, Long::sum));
    Duration gap = longer(longestGap, later.longestGap);
    if (later.firstFrame > lastFrame + 1) {
      gap = longer(gap, Duration.between(lastSeen, later.firstSeen));
    }
    long seen = framesSeen + later.framesSeen;
    return new TrackLife(
        track,
        later.category,
        later.categoryConfidence,
        firstFrame,
        later.lastFrame,
        firstSeen,
        later.lastSeen,
        seen,
        sum,
        gap,
        Math.max(
            Math.max(longestGapFrames, later.longestGapFrames), later.firstFrame - lastFrame - 1),
        seen == 0 ? 0 : (meanSpeed * framesSeen + later.meanSpeed * later.framesSeen) / seen);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** One line of JSON without the line break; the fields are always in this order. */
  public String toJson() {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("JSON cannot be written to memory", e);
    }
    return out.toString();
  }

  /** Writes it as an object. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("track", track);
    json.writeStringField("category", category);
    decimal(json, "categoryConfidence", categoryConfidence);
    json.writeNumberField("firstFrame", firstFrame);
    json.writeNumberField("lastFrame", lastFrame);
    json.writeStringField("firstSeen", firstSeen.toString());
    json.writeStringField("lastSeen", lastSeen.toString());
    json.writeNumberField("framesSeen", framesSeen);
    json.writeObjectFieldStart("framesByState");
    for (Map.Entry<TrackState, Long> state : frames.entrySet()) {
      json.writeNumberField(label(state.getKey()), state.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("longestGapMillis", longestGap.toMillis());
    json.writeNumberField("longestGapFrames", longestGapFrames);
    decimal(json, "meanSpeed", meanSpeed);
    json.writeEndObject();
  }

  private static void decimal(JsonGenerator json, String name, double value) throws IOException {
    StringBuilder digits = new StringBuilder();
    FixedDecimals.append(digits, value, DECIMALS);
    json.writeFieldName(name);
    json.writeNumber(digits.toString());
  }

  /** A state as the file has it. */
  public static String label(TrackState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is no such line; the message says why
   */
  public static TrackLife read(String line) {
    JsonNode json;
    try {
      json = READER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
    }
    EnumMap<TrackState, Long> frames = new EnumMap<>(TrackState.class);
    for (TrackState state : TrackState.values()) {
      if (json.path("framesByState").has(label(state))) {
        frames.put(state, json.path("framesByState").path(label(state)).asLong());
      }
    }
    try {
      return new TrackLife(
          number(json, "track").asLong(),
          needed(json, "category").asText(),
          number(json, "categoryConfidence").asDouble(),
          number(json, "firstFrame").asLong(),
          number(json, "lastFrame").asLong(),
          Instant.parse(needed(json, "firstSeen").asText()),
          Instant.parse(needed(json, "lastSeen").asText()),
          number(json, "framesSeen").asLong(),
          frames,
          Duration.ofMillis(number(json, "longestGapMillis").asLong()),
          number(json, "longestGapFrames").asLong(),
          number(json, "meanSpeed").asDouble());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("has a time that is none: " + e.getMessage(), e);
    }
  }

  private static JsonNode number(JsonNode json, String field) {
    JsonNode value = needed(json, field);
    if (!value.isNumber()) {
      throw new IllegalArgumentException(
          "has '" + value.asText() + "' as " + field + "; a number is needed");
    }
    return value;
  }

  private static JsonNode needed(JsonNode json, String field) {
    JsonNode value = json.get(field);
    if (value == null) {
      throw new IllegalArgumentException("has no field " + field);
    }
    return value;
  }
}
