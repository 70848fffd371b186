package io.panoptes.train.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.eval.EvalInputException;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.train.Architecture;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.data.Augmentation;
import io.panoptes.train.data.CocoPictures;
import io.panoptes.train.data.ImageIoReader;
import io.panoptes.train.data.LabelledPictures;
import io.panoptes.train.data.TrainingFolder;
import io.panoptes.train.report.History;
import io.panoptes.train.report.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TrainingRunTest {

  @TempDir private Path folder;

  private final List<Long> validated = new ArrayList<>();

  @Test
  void shouldGoOnWhereItWasStoppedAndEndWithTheSameWeights() throws IOException {
    int[] asked = {0};
    TrainingRun.Outcome first = run("stopped", false, () -> ++asked[0] > 2);
    assertFalse(first.finished());
    assertEquals(2, first.steps());
    TrainingRun.Outcome second = run("stopped", true, () -> false);
    TrainingRun.Outcome whole = run("whole", false, () -> false);

    assertTrue(second.finished());
    assertEquals(4, second.steps());
    assertEquals(4, whole.steps());
    Checkpoint resumed = Checkpoint.read(folder.resolve("stopped/checkpoint"));
    Checkpoint straight = Checkpoint.read(folder.resolve("whole/checkpoint"));
    assertEquals(straight.state(), resumed.state());
    assertEquals(List.of(4L, 4L), validated);
    assertTrue(whole.validation().orElseThrow().all().meanIou() >= 0);
    String html = Files.readString(folder.resolve("whole/report.html"));
    assertTrue(html.contains("<h2>Validation</h2>"));
    assertTrue(html.contains("scene_001.png"));
    assertTrue(Files.isRegularFile(folder.resolve("whole/model/model.yaml")));
    assertEquals(1, History.read(folder.resolve("whole/history.csv"), 4).scores().size());
  }

  @Test
  void shouldBeginWithGivenWeights() throws IOException {
    run("first", false, () -> false);
    Checkpoint learnt = Checkpoint.read(folder.resolve("first/model/weights"));

    run("second", Optional.of(learnt), Architecture.tiny(3), false, () -> true);
    EvalInputException failure =
        assertThrows(
            EvalInputException.class,
            () -> run("third", Optional.of(learnt), Architecture.street(3), false, () -> true));

    assertEquals(learnt.state(), Checkpoint.read(folder.resolve("second/model/weights")).state());
    assertTrue(failure.getMessage().endsWith("name a model of the same network"));
  }

  @Test
  void shouldNotOverwriteAnotherRunOrResumeFromNothing() throws IOException {
    Files.createDirectories(folder.resolve("a"));
    Path checkpoint = Files.createFile(folder.resolve("a/checkpoint"));

    EvalInputException inTheWay =
        assertThrows(EvalInputException.class, () -> run("a", false, () -> false));
    EvalInputException missing =
        assertThrows(EvalInputException.class, () -> run("b", true, () -> false));

    assertEquals(
        checkpoint
            + ": is the checkpoint of an earlier run; go on with it with --resume, or name another"
            + " --out",
        inTheWay.getMessage());
    assertEquals(
        folder.resolve("b/checkpoint")
            + ": there is no checkpoint to resume from; leave --resume out",
        missing.getMessage());
  }

  private TrainingRun.Outcome run(String name, boolean resume, BooleanSupplier stop)
      throws IOException {
    return run(name, Optional.empty(), Architecture.tiny(3), resume, stop);
  }

  private TrainingRun.Outcome run(
      String name,
      Optional<Checkpoint> first,
      Architecture architecture,
      boolean resume,
      BooleanSupplier stop)
      throws IOException {
    Path data = folder.resolve("data");
    if (!Files.exists(data)) {
      TrainingFolder.write(data, 4, 96, 64, 1);
    }
    LabelledPictures pictures = CocoPictures.open(data, TrainingFolder.LABELS, new ImageIoReader());
    TrainingPlan plan =
        new TrainingPlan(
            pictures,
            Optional.of(pictures),
            folder.resolve(name),
            first,
            1,
            0,
            2,
            Augmentation.street(64),
            2,
            0.003,
            RuntimeOptions.cpu().withThreads(1),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            1,
            resume);
    return new TrainingRun(plan, architecture, new Listener(validated)).run(stop);
  }

  private record Listener(List<Long> validated) implements TrainingProgress {
    @Override
    public void steps(History.Loss loss, double done, Duration left) {
      assertTrue(loss.total() > 0);
    }

    @Override
    public void validated(long step, Validation.Result result) {
      validated.add(step);
    }
  }
}
