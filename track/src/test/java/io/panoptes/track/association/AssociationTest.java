package io.panoptes.track.association;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.testing.SharedData;
import io.panoptes.track.TrackerKind;
import io.panoptes.track.box.Detection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssociationTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"0001", "0006"})
  void shouldEqualTheAuthorsOcSortOnKittiDetections(String sequence) throws IOException {
    Path detections = SharedData.require("data/ocsort/" + sequence + "-detections.txt");
    Path expected = SharedData.require("data/ocsort/" + sequence + "-expected.txt");
    StringBuilder out = new StringBuilder();
    Association.run(
        TrackerKind.OCSORT, DetectionFile.read(detections, DetectionFormat.KITTI), 10, out);
    List<String> rows = new ArrayList<>();
    for (String line : out.toString().lines().toList()) {
      String[] c = line.split(" ");
      rows.add(String.join(" ", c[0], c[1], c[2], c[6], c[7], c[8], c[9]));
    }
    assertEquals(Files.readAllLines(expected), rows);
  }

  @ParameterizedTest
  @EnumSource
  void shouldFollowTwoWhoPassEachOther(TrackerKind kind) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= 40; i++) {
      lines.append("%d,-1,%d,100,40,100,0.9,-1,-1,-1%n".formatted(i, 10 + 6 * i));
      lines.append("%d,-1,%d,150,40,100,0.9,-1,-1,-1%n".formatted(i, 260 - 6 * i));
    }
    StringBuilder out = new StringBuilder();
    Association.Summary summary =
        Association.run(kind, read(lines.toString(), DetectionFormat.MOT), 25, out);
    assertEquals(2, summary.tracks());
    assertEquals(40, summary.frames());
    List<String> rows = out.toString().lines().toList();
    assertEquals(summary.rows(), rows.size());
    String[] last = rows.get(rows.size() - 1).split(",");
    assertEquals("40", last[0]);
    assertEquals("2", last[1]);
    assertEquals(20, Double.parseDouble(last[2]), 1);
  }

  @Test
  void shouldReadMotDetections() throws IOException {
    DetectionFile file =
        read("3, -1, 10.5, 20, 30, 40, -1, -1, -1, -1\n\n1,2,0,0,5,5,0.7\n", DetectionFormat.MOT);
    assertEquals(1, file.frames().firstKey());
    assertEquals(List.of(new Detection(new Box(10.5, 20, 40.5, 60), 1, 0)), file.frame(3));
    assertEquals(0.7, file.frame(1).get(0).score());
    assertEquals(List.of(), file.frame(2));
  }

  @Test
  void shouldLeaveOutRegionsAndBoxesWithoutExtent() throws IOException {
    DetectionFile file =
        read(
            """
            0 1 DontCare -1 -1 -1 1 1 9 9 -1 -1 -1 -1000 -1000 -1000 -10 1
            2 1 Car -1 -1 -1 5 5 5 9 -1 -1 -1 -1000 -1000 -1000 -10 1
            """,
            DetectionFormat.KITTI);
    assertEquals(List.of(), file.categories());
    assertEquals(2, file.frames().lastKey());
  }

  @Test
  void shouldTakeAnEmptyFile() throws IOException {
    StringBuilder out = new StringBuilder();
    assertEquals(
        new Association.Summary(0, 0, 0),
        Association.run(TrackerKind.OCSORT, read("", DetectionFormat.MOT), 25, out));
    assertEquals("", out.toString());
  }

  @Test
  void shouldSayWhichLineIsWrong() {
    assertProblem("1,1,2,3,4,5,0.5\n1,1,2\n", "line 2 has 3 columns; MOT needs at least 7");
    assertProblem("0,1,2,3,4,5,0.5\n", "line 1 has frame 0; a whole number from 1 on is needed");
    assertProblem("1,1,2,x,4,5,0.5\n", "line 1 has 'x' in column 4; a number is needed");
    assertProblem("1,1,2,NaN,4,5,0.5\n", "line 1 has 'NaN' in column 4; a number is needed");
  }

  private void assertProblem(String text, String expected) {
    DetectionFileException e =
        assertThrows(DetectionFileException.class, () -> read(text, DetectionFormat.MOT));
    assertTrue(e.getMessage().endsWith(expected), e::getMessage);
  }

  private DetectionFile read(String text, DetectionFormat format) throws IOException {
    return DetectionFile.read(Files.writeString(folder.resolve("detections.txt"), text), format);
  }
}
