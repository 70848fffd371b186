package io.panoptes.track.box;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.testing.SharedData;
import io.panoptes.core.track.TrackState;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row for row what the authors' code gives for KITTI detections. */
class OcSortReferenceTest {

  private static final List<String> CATEGORIES =
      List.of("Pedestrian", "Car", "Cyclist", "Van", "Truck");

  @ParameterizedTest
  @CsvSource({"0001, 158, 6", "0006, 146, 7"})
  void shouldEqualTheAuthorsRowForRow(String sequence, int rows, int identities)
      throws IOException {
    assertReference(sequence, rows, identities, false);
  }

  @ParameterizedTest
  @CsvSource({"0001, 158, 6", "0006, 146, 7"})
  void shouldEqualTheAuthorsWhenRestartedAfterEveryFrame(String sequence, int rows, int identities)
      throws IOException {
    assertReference(sequence, rows, identities, true);
  }

  private static void assertReference(String sequence, int rows, int identities, boolean restarts)
      throws IOException {
    Path detections = SharedData.require("data/ocsort/" + sequence + "-detections.txt");
    List<String> expected =
        Files.readAllLines(SharedData.require("data/ocsort/" + sequence + "-expected.txt"));
    List<String> actual = run(detections, restarts);
    assertEquals(rows, actual.size());
    assertEquals(identities, actual.stream().map(line -> line.split(" ")[1]).distinct().count());
    assertEquals(String.join("\n", expected), String.join("\n", actual));
  }

  private static List<String> run(Path file, boolean restarts) throws IOException {
    Map<Integer, List<Detection>> frames = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.trim().split("\\s+");
      frames
          .computeIfAbsent(Integer.parseInt(fields[0]), key -> new ArrayList<>())
          .add(
              new Detection(
                  new Box(
                      Double.parseDouble(fields[6]),
                      Double.parseDouble(fields[7]),
                      Double.parseDouble(fields[8]),
                      Double.parseDouble(fields[9])),
                  Double.parseDouble(fields[17]),
                  CATEGORIES.indexOf(fields[2])));
    }
    int first = frames.keySet().iterator().next();
    int last = ((TreeMap<Integer, List<Detection>>) frames).lastKey();
    OcSort tracker = new OcSort(OcSortSettings.PUBLIC_DETECTIONS);
    List<String> rows = new ArrayList<>();
    for (int frame = first; frame <= last; frame++) {
      List<Detection> detections = frames.getOrDefault(frame, List.of());
      for (BoxTrack track : tracker.update(detections, frame, 1)) {
        if (track.state() == TrackState.CONFIRMED) {
          Box box = track.box();
          rows.add(
              String.format(
                  Locale.ROOT,
                  "%d %d %s %.4f %.4f %.4f %.4f",
                  frame,
                  track.number(),
                  CATEGORIES.get(track.category()),
                  box.left(),
                  box.top(),
                  box.right(),
                  box.bottom()));
        }
      }
      if (restarts) {
        StateWriter state = new StateWriter();
        tracker.writeState(state);
        tracker = new OcSort(OcSortSettings.PUBLIC_DETECTIONS);
        tracker.readState(new StateReader(state.toBytes()));
      }
    }
    return rows;
  }
}
