package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.testing.SharedData;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class AssociateCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"0001", "0006"})
  void shouldEqualTheAuthorsOcSortWithoutBeingToldTheFormat(String sequence) throws IOException {
    Path detections = SharedData.require("data/ocsort/" + sequence + "-detections.txt");
    Path expected = SharedData.require("data/ocsort/" + sequence + "-expected.txt");
    Path tracks = folder.resolve("new/tracks.txt");
    assertEquals(0, associate("ocsort", detections, tracks), err::toString);
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(tracks)) {
      String[] columns = line.split(" ");
      rows.add(
          String.join(
              " ",
              columns[0],
              columns[1],
              columns[2],
              columns[6],
              columns[7],
              columns[8],
              columns[9]));
    }
    assertEquals(Files.readAllLines(expected), rows);
    assertTrue(out.toString().contains(rows.size() + " rows written to " + tracks), out.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"panoptic", "botsort", "ocsort", "bytetrack", "sort", "OCSort"})
  void shouldLinkMotDetectionsWithEveryTracker(String tracker) throws IOException {
    Path tracks = folder.resolve("tracks.txt");
    assertEquals(0, associate(tracker, motDetections(), tracks), err::toString);
    List<String> rows = Files.readAllLines(tracks);
    String[] last = rows.get(rows.size() - 1).split(",");
    assertEquals("30", last[0]);
    assertEquals("1", last[1]);
    assertTrue(out.toString().contains("30 frames, 1 tracks"), out.toString());
  }

  @Test
  void shouldCountSecondsWithTheGivenFrameRate() throws IOException {
    Path detections = motDetectionsWithAGapOfFrames(20);
    Path tracks = folder.resolve("tracks.txt");
    assertEquals(0, associate("panoptic", detections, tracks, "--fps", "50"), err::toString);
    assertTrue(out.toString().contains("1 tracks"), out.toString());
    assertEquals(0, associate("panoptic", detections, tracks, "--fps", "2"), err::toString);
    assertTrue(out.toString().contains("2 tracks"), out.toString());
  }

  @Test
  void shouldExitWith3WhenTheDetectionsCannotBeRead() throws IOException {
    Path tracks = folder.resolve("tracks.txt");
    assertEquals(3, associate("sort", folder.resolve("none.txt"), tracks));
    assertTrue(err.toString().contains("none.txt: there is no such file"), err.toString());
    assertEquals(3, associate("sort", folder, tracks));
    assertTrue(err.toString().contains("is a folder"), err.toString());
    Path wrong = Files.writeString(folder.resolve("wrong.txt"), "1,-1,2,x,4,5,0.5\n");
    assertEquals(3, associate("sort", wrong, tracks));
    assertTrue(err.toString().contains("line 1 has 'x' in column 4"), err.toString());
    Path kitti = Files.writeString(folder.resolve("kitti.txt"), "0 1 Car\n");
    assertEquals(3, associate("sort", kitti, tracks));
    assertTrue(err.toString().contains("KITTI needs at least 18"), err.toString());
    Path binary = Files.write(folder.resolve("binary.txt"), new byte[] {(byte) 0xff, 0, 1});
    assertEquals(3, associate("sort", binary, tracks));
    assertTrue(err.toString().contains("is not a text"), err.toString());
    assertFalse(Files.exists(tracks), "nothing is written of what cannot be read");
    assertFalse(err.toString().contains("\tat "), err.toString());
  }

  @Test
  void shouldExitWith3WhenTheGivenFormatIsNotTheFiles() throws IOException {
    assertEquals(
        3, associate("sort", motDetections(), folder.resolve("t.txt"), "--format", "kitti"));
    assertTrue(err.toString().contains("KITTI needs at least 18"), err.toString());
  }

  @Test
  void shouldExitWith2OnWrongUsage() throws IOException {
    Path detections = motDetections();
    Path tracks = folder.resolve("tracks.txt");
    assertEquals(2, associate("deepsort", detections, tracks));
    assertTrue(
        err.toString()
            .contains("deepsort must be one of panoptic, botsort, ocsort, bytetrack, sort"),
        err.toString());
    assertEquals(2, associate("sort", detections, tracks, "--format", "coco"));
    assertTrue(err.toString().contains("coco must be one of kitti, mot"), err.toString());
    assertEquals(2, associate("sort", detections, tracks, "--fps", "0"));
    assertTrue(err.toString().contains("--fps 0.0 must be more than 0"), err.toString());
    assertFalse(Files.exists(tracks));
  }

  private Path motDetections() throws IOException {
    return motDetectionsWithAGapOfFrames(0);
  }

  /** Something walks for 30 frames; after 15 of them it is missed for a while. */
  private Path motDetectionsWithAGapOfFrames(int gap) throws IOException {
    StringBuilder lines = new StringBuilder("\n");
    for (int i = 1; i <= 30; i++) {
      int frame = i > 15 ? i + gap : i;
      lines.append("%d,-1,%d,100,40,100,0.9,-1,-1,-1%n".formatted(frame, 10 + frame));
    }
    return Files.writeString(folder.resolve("det.txt"), lines, StandardCharsets.UTF_8);
  }

  private int associate(String tracker, Path detections, Path tracks, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "associate",
                "--tracker",
                tracker,
                "--detections",
                detections.toString(),
                "--out",
                tracks.toString()));
    arguments.addAll(List.of(more));
    CommandLine commandLine = Panoptes.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments.toArray(String[]::new));
  }
}
