package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ContactSheetCommandTest {

  private static final String FOOTAGE = "synthetic:people?frames=40&width=160&height=96";

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldPutFramesInRows() throws IOException {
    Path sheet = folder.resolve("sheet.jpg");

    assertEquals(
        0,
        run(
            FOOTAGE,
            "--segmenter",
            "motion",
            "--frames",
            "5",
            "--width",
            "80",
            "--out",
            sheet + ""),
        err::toString);

    BufferedImage image = ImageIO.read(sheet.toFile());
    assertEquals(3 * 80 + 2 * 4, image.getWidth());
    assertEquals(2 * 48 + 4, image.getHeight());
    // The second row's third place is empty.
    assertEquals(0, image.getRGB(210, 80) & 0xF0F0F0);
    assertTrue((image.getRGB(40, 24) & 0xF0F0F0) != 0);
    assertTrue(out.toString().contains("5 of 40 frames"), out.toString());
  }

  @Test
  void shouldSpreadFramesFromTheFirstToTheLast() {
    assertEquals(Set.of(0L, 4L, 9L), ContactSheetCommand.spread(10, 3));
    assertEquals(Set.of(5L), ContactSheetCommand.spread(10, 1));
    assertEquals(Set.of(0L, 1L), ContactSheetCommand.spread(2, 9));
  }

  @Test
  void shouldRefuseWrongUsage() {
    assertEquals(2, run(FOOTAGE, "--out", "a.jpg", "--columns", "0"));
    assertTrue(err.toString().contains("--columns must be at least 1"), err.toString());
    assertEquals(3, run(folder.resolve("no.mp4").toString(), "--out", "a.jpg"));
  }

  private int run(String... arguments) {
    CommandLine commandLine = Panoptes.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("contact-sheet"));
    all.addAll(List.of(arguments));
    return commandLine.execute(all.toArray(String[]::new));
  }
}
