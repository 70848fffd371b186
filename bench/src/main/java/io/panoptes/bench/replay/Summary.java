package io.panoptes.bench.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a run says of itself: the part of a replay's {@code summary.json} that counts here.
 *
 * @param frames that are in the overlay video
 * @param seconds without the start of the process
 */
record Summary(long frames, double seconds) {

  static final String NAME = "summary.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Summary read(Path file) throws IOException {
    JsonNode root = MAPPER.readTree(file.toFile());
    long frames = 0;
    for (JsonNode camera : root.path("cameras")) {
      frames += camera.path("processed").asLong();
      if (camera.path("framesIn").asLong() != camera.path("processed").asLong()) {
        throw new IOException(file + " says that not all frames were processed: " + camera);
      }
    }
    double seconds = root.path("elapsedSeconds").asDouble();
    if (frames == 0 || seconds <= 0) {
      throw new IOException(file + " holds no processed frames or no elapsedSeconds");
    }
    return new Summary(frames, seconds);
  }

  static void write(Path file, long frames, double seconds) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("elapsedSeconds", seconds);
    root.putObject("cameras").putObject("bare").put("framesIn", frames).put("processed", frames);
    Files.writeString(file, root.toPrettyString() + System.lineSeparator());
  }
}
