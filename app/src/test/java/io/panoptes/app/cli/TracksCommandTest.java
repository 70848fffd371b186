package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.panoptes.core.track.TrackState;
import io.panoptes.sink.export.TrackLife;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class TracksCommandTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static TrackLife life(long track, String category, long first, long confirmed) {
    return new TrackLife(
        track,
        category,
        0.9,
        first,
        first + 99,
        NOON.plusMillis(100 * first),
        NOON.plusMillis(100 * (first + 99)),
        90,
        Map.of(TrackState.TENTATIVE, 2L, TrackState.CONFIRMED, confirmed, TrackState.LOST, 10L),
        Duration.ofMillis(track == 7 ? 1100 : 0),
        track == 7 ? 10 : 0,
        track);
  }

  private void write(String camera, TrackLife... lives) throws IOException {
    Path home = Files.createDirectories(folder.resolve(camera));
    Files.write(
        home.resolve("tracks.jsonl"), List.of(lives).stream().map(TrackLife::toJson).toList());
  }

  private int tracks(Path of, String... more) {
    CommandLine commandLine = Panoptes.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    String[] arguments = new String[more.length + 2];
    arguments[0] = "tracks";
    arguments[1] = of.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return commandLine.execute(arguments);
  }

  @Test
  void shouldShowEachCamerasTracksAndTheirSums() throws IOException {
    write("gate", life(7, "person", 1, 88), life(9, "car", 51, 88), life(12, "person", 5, 0));
    write("yard");
    assertEquals(0, tracks(folder), err::toString);
    assertEquals(
        """
        gate: 2 tracks (1 car, 1 person), 1 more never confirmed
              id  category        conf    first    last      span     seen      gap    speed       t      c      o      l
               7  person          0.90        1     100     9.9 s       90    1.1 s      7.0       2     88      0     10
               9  car             0.90       51     150     9.9 s       90        -      9.0       2     88      0     10
        mean span 9.9 s, mean speed 8.0 px/s, longest gap 1.1 s of 7
        yard: no tracks; the segmenter saw no things, or the run is not over yet
        """,
        out.toString());
  }

  @Test
  void shouldListTracksThatWereNeverConfirmedWhenAsked() throws IOException {
    write("gate", life(7, "person", 1, 88), life(12, "person", 5, 0));
    assertEquals(0, tracks(folder.resolve("gate"), "--all"), err::toString);
    assertEquals(3, out.toString().lines().filter(line -> line.contains("person")).count());
  }

  @Test
  void shouldPutThePartsOfATrackTogether() throws IOException {
    write("gate", life(7, "person", 1, 88), life(7, "car", 121, 88));
    assertEquals(0, tracks(folder, "--json"), err::toString);
    JsonNode gate = new ObjectMapper().readTree(out.toString()).path("gate");
    assertEquals(1, gate.path("confirmed").asInt());
    JsonNode track = gate.path("tracks").path(0);
    assertEquals("car", track.path("category").asText());
    assertEquals(1, track.path("firstFrame").asInt());
    assertEquals(220, track.path("lastFrame").asInt());
    assertEquals(176, track.path("framesByState").path("confirmed").asInt());
    assertEquals(20, track.path("longestGapFrames").asInt());
    assertEquals(2100, track.path("longestGapMillis").asInt());
    assertEquals(2100, gate.path("longestGapMillis").asInt());
    assertEquals(7, gate.path("longestGapOf").asInt());
  }

  @Test
  void shouldExitWith3WhenTheFolderIsNoRuns() throws IOException {
    assertProblem(folder.resolve("none"), "none: there is no such folder");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertProblem(file, "is a file; name the folder that a run has written with --out");
    Files.delete(file);
    assertProblem(folder, "no folder in it has tracks.jsonl");
    Path old = Files.createDirectories(folder.resolve("old/gate"));
    Files.writeString(old.resolve("tracks.txt"), "");
    assertProblem(folder.resolve("old"), "so an older version wrote it");
    write("sessions/2026/gate");
    assertProblem(folder.resolve("sessions"), "it holds several; name one of them, such as");
  }

  @Test
  void shouldNameTheLineThatCannotBeRead() throws IOException {
    write("gate", life(7, "person", 1, 88));
    Path file = folder.resolve("gate/tracks.jsonl");
    Files.writeString(file, Files.readString(file) + "{\"track\":3}\n");
    assertProblem(folder, "tracks.jsonl: line 2 has no field category");
  }

  private void assertProblem(Path of, String expected) {
    err.getBuffer().setLength(0);
    assertEquals(3, tracks(of));
    assertTrue(err.toString().contains(expected), err.toString());
    assertEquals("", out.toString());
  }
}
