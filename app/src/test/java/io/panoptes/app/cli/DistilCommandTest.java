package io.panoptes.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.train.Architecture;
import io.panoptes.train.TrainSettings;
import io.panoptes.train.data.LabelSet;
import io.panoptes.train.data.Sample;
import io.panoptes.train.data.SampleSource;
import io.panoptes.train.run.TrainingRun;
import io.panoptes.train.tensorflow.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class DistilCommandTest {

  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldTeachAStudentAndReportAgreement() throws IOException {
    Path student = student();

    int code =
        distil(
            "synthetic:people?frames=40&width=160&height=96",
            "--student",
            student.toString(),
            "--steps",
            "1",
            "--no-motion-teacher",
            "--frames",
            "10",
            "--threads",
            "1");

    assertEquals(0, code, err.toString());
    assertTrue(
        out.toString().contains("labelled 8 frames to learn from and 2 to measure on"),
        out.toString());
    assertTrue(out.toString().contains("  before  PQ "), out.toString());
    assertTrue(out.toString().contains("  after   PQ "), out.toString());
    assertTrue(Files.isRegularFile(folder.resolve("out/model/model.yaml")));
    assertTrue(Files.isRegularFile(folder.resolve("out/model/weights")));
  }

  @Test
  void shouldSayWhatIsMissing() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    assertEquals(3, distil("a.mp4", "--student", folder.resolve("empty").toString()));
    assertTrue(
        err.toString().contains("name a model folder that train or distil wrote"), err.toString());

    assertEquals(3, distil(folder.resolve("no.mp4").toString(), "--student", student().toString()));
    assertEquals(2, distil("a.mp4", "--steps", "0"));
    assertEquals(2, distil("a.mp4", "--minutes", "0"));
    assertTrue(err.toString().contains("--minutes must be more than 0"), err.toString());
  }

  /** Untrained weights of the smallest network. */
  private Path student() throws IOException {
    Path model = folder.resolve("student");
    int labels = LabelSet.STREET.size();
    TrainSettings settings =
        new TrainSettings(1, 1, 0.001, 0, Collections.nCopies(labels, 1f), 1, Duration.ZERO, 1);
    try (Trainer trainer = new Trainer(Architecture.tiny(labels), settings, new NoSamples())) {
      TrainingRun.writeModel(
          model, Architecture.tiny(labels), trainer.checkpoint().weights(), LabelSet.STREET);
    }
    return model;
  }

  private int distil(String footage, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("distil", "--footage", footage, "--out", folder.resolve("out").toString()));
    arguments.addAll(List.of(more));
    CommandLine commandLine = Panoptes.commandLine();
    commandLine.setOut(new PrintWriter(out, true));
    commandLine.setErr(new PrintWriter(err, true));
    return commandLine.execute(arguments.toArray(String[]::new));
  }

  /** A trainer that is never advanced needs none. */
  private static final class NoSamples implements SampleSource {
    @Override
    public Sample next() {
      throw new IllegalStateException("there are no samples");
    }

    @Override
    public void skipTo(long position) {}
  }
}
