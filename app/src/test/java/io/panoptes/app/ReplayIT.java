package io.panoptes.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.testing.SharedData;
import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.javacv.SourceProbe;
import io.panoptes.sink.Export;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole runs over recordings: all four stages, a real broker, real files. */
final class ReplayIT {

  private static final String RULES =
      """
      defaults:
        zones:
          middle: {polygon: [[0.25, 0.3], [0.75, 0.3], [0.75, 1], [0.25, 1]]}
        lines:
          across: {from: [0.5, 0.2], to: [0.5, 1]}
        rules:
          - {kind: zone-entered, zone: middle}
          - {kind: line-crossed, line: across}
      """;

  @TempDir private Path folder;

  @Test
  void shouldGiveTheSameBytesTwice() throws IOException, InterruptedException {
    String source = "synthetic:people?frames=120&width=480&height=270&fps=10&seed=3";
    Map<String, String> recordings = Map.of("street", source);
    RunSummary first = replay(RULES, recordings, folder.resolve("first"), Set.of());
    RunSummary second = replay(RULES, recordings, folder.resolve("second"), Set.of());
    for (RunSummary summary : List.of(first, second)) {
      RunSummary.CameraTotals street = summary.cameras().get(new CameraId("street"));
      assertEquals(120, street.in());
      assertEquals(120, street.processed());
      assertEquals(0, street.unaccounted());
    }
    for (String name : List.of("tracks.txt", "alerts.jsonl")) {
      byte[] bytes = Files.readAllBytes(folder.resolve("first/street").resolve(name));
      assertTrue(bytes.length > 0, name + " is empty");
      assertArrayEquals(
          bytes, Files.readAllBytes(folder.resolve("second/street").resolve(name)), name);
    }
  }

  @Test
  void shouldAccountForEveryFrameOfSeveralRecordings() throws IOException, InterruptedException {
    Map<String, String> recordings = new LinkedHashMap<>();
    recordings.put("one", "synthetic:people?frames=90&width=320&height=180&fps=10&seed=1");
    recordings.put("two", "synthetic:street?frames=60&width=321&height=181&fps=15&seed=2");
    Path out = folder.resolve("out");
    replay("", recordings, out, Set.of(Export.COCO_PANOPTIC));
    JsonNode summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    for (Map.Entry<String, Integer> expected : Map.of("one", 90, "two", 60).entrySet()) {
      String camera = expected.getKey();
      int frames = expected.getValue();
      JsonNode account = summary.path("cameras").path(camera);
      assertEquals(frames, account.path("framesIn").asInt(), camera);
      assertEquals(frames, account.path("processed").asInt(), camera);
      assertEquals(0, account.path("dropped").asInt(), camera);
      assertEquals(0, account.path("failed").asInt(), camera);
      for (String stage : List.of("ingest", "segment", "track", "sink")) {
        assertEquals(
            frames,
            summary.path("stages").path(stage).path(camera).path("processed").asInt(),
            stage + " of " + camera);
      }
      assertEquals(
          frames,
          SourceProbe.check(
                  CameraSettings.recording(
                      new CameraId("check"), out.resolve(camera + "/overlay.mp4").toString()))
              .totalFrames()
              .orElseThrow(),
          camera);
      JsonNode panoptic =
          new ObjectMapper().readTree(out.resolve(camera + "/panoptic.json").toFile());
      assertEquals(frames, panoptic.path("annotations").size(), camera);
      try (Stream<Path> pngs = Files.list(out.resolve(camera + "/panoptic"))) {
        assertEquals(frames, pngs.count(), camera);
      }
    }
    try (Stream<Path> left = Files.list(out)) {
      assertEquals(
          List.of("one", "summary.json", "two"),
          left.map(path -> path.getFileName().toString()).sorted().toList(),
          "nothing temporary stays behind");
    }
  }

  @Test
  void shouldRunRealFootageWithoutLoss() throws IOException, InterruptedException {
    Path clip = SharedData.require("data/mot/TUD-Campus/clip.mp4");
    RunSummary summary = replay("", Map.of("campus", clip.toString()), folder, Set.of());
    RunSummary.CameraTotals totals = summary.cameras().get(new CameraId("campus"));
    assertEquals(71, totals.in());
    assertEquals(71, totals.processed());
    assertTrue(Files.size(folder.resolve("campus/tracks.txt")) > 0);
  }

  @Test
  void shouldProcessWhatATruncatedRecordingStillHolds() throws IOException, InterruptedException {
    Path whole = SharedData.require("data/clips/motorway-320x240.avi");
    byte[] bytes = Files.readAllBytes(whole);
    Path half = folder.resolve("half.avi");
    Files.write(half, java.util.Arrays.copyOf(bytes, bytes.length / 8));
    RunSummary summary =
        replay(
            "defaults: {segmenter: none}",
            Map.of("half", half.toString()),
            folder.resolve("out"),
            Set.of());
    RunSummary.CameraTotals totals = summary.cameras().get(new CameraId("half"));
    assertTrue(totals.processed() > 10, totals.toString());
    assertEquals(0, totals.unaccounted(), totals.toString());
  }

  @Test
  void shouldSayThatTheMetricsPortIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
      IOException failure =
          assertThrows(
              IOException.class,
              () ->
                  replay(
                      "metrics: {port: " + taken.getLocalPort() + "}",
                      Map.of("street", "synthetic:people?frames=10&width=320&height=180"),
                      folder.resolve("out"),
                      Set.of()));
      assertTrue(
          failure.getMessage().contains("port " + taken.getLocalPort()), failure.getMessage());
    }
    assertFalse(Files.exists(folder.resolve("out/summary.json")));
  }

  private static RunSummary replay(
      String yaml, Map<String, String> recordings, Path out, Set<Export> exports)
      throws IOException, InterruptedException {
    Map<CameraId, CameraOverride> overrides = new LinkedHashMap<>();
    recordings.forEach(
        (camera, source) ->
            overrides.put(new CameraId(camera), CameraOverride.recording(source, "max")));
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return new Replay(PanoptesConfig.parse("test", yaml, overrides), out, exports, silent, false)
        .run();
  }
}
