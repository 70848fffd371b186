package io.panoptes.train.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.eval.EvalInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingReportTest {

  @TempDir private Path folder;

  private static History history() {
    History history = new History();
    history.add(new History.Loss(20, 4, 3.5, 2, 1, 0.5, 40));
    history.add(new History.Loss(40, 8, 2.5, 1.5, 0.5, 0.5, 42));
    history.add(new History.Score(40, 0.25, 0.1, 0.4, 0.5, Double.NaN));
    return history;
  }

  @Test
  void shouldShowCurvesAndPicturesWithoutOtherFiles() throws IOException {
    TrainingReport report = new TrainingReport("Run <1>", history());
    report.fact("Seed", 7);
    report.picture("a & b", new byte[] {1, 2, 3});

    report.write(folder.resolve("report.html"));

    String html = Files.readString(folder.resolve("report.html"));
    assertTrue(html.contains("<h1>Run &lt;1&gt;</h1>"));
    assertTrue(html.contains("Seed: 7<br>"));
    assertEquals(4, html.split("<svg", -1).length - 1);
    // From 0 to 4 over 188 pixels: 3.5 and 2.5 of the total loss.
    assertTrue(html.contains("points=\"279.0,51.5 510.0,98.5\""), html);
    assertTrue(html.contains("src=\"data:image/jpeg;base64,AQID\""));
    assertTrue(html.contains("a &amp; b"));
    assertFalse(html.contains("http"));
  }

  @Test
  void shouldReadItsHistoryUpToACheckpoint() throws IOException {
    Path file = folder.resolve("history.csv");
    history().write(file);

    assertEquals(history().losses(), History.read(file, 40).losses());
    assertEquals(history().scores(), History.read(file, 40).scores());
    assertEquals(1, History.read(file, 39).losses().size());
    assertEquals(0, History.read(file, 39).scores().size());
    assertEquals(0, History.read(folder.resolve("none"), 39).losses().size());
  }

  @Test
  void shouldSayWhichLineOfAHistoryIsDamaged() throws IOException {
    Path file = Files.writeString(folder.resolve("history.csv"), "# head\nloss,1,x\n");

    EvalInputException failure =
        assertThrows(EvalInputException.class, () -> History.read(file, 40));

    assertEquals(
        file + ": line 2: cannot be read; delete the file to begin a new history",
        failure.getMessage());
  }
}
