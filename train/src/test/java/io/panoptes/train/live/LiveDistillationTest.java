package io.panoptes.train.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.segment.javacv.OpenCvImageDecoder;
import io.panoptes.segment.versions.ModelVersions;
import io.panoptes.train.Checkpoint;
import io.panoptes.train.distil.StudentWeights;
import io.panoptes.train.testing.UntrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds of the smallest network, which learns a sky above a road within some steps. */
final class LiveDistillationTest {

  private static final int FRAMES = 10;

  @TempDir private Path folder;

  private Checkpoint untrained;
  private ModelVersions versions;

  @BeforeEach
  void makeStudent() throws IOException {
    UntrainedModel.write(folder.resolve("untrained"));
    untrained = StudentWeights.of(folder.resolve("untrained"));
    versions = new ModelVersions(folder.resolve("models/gate"));
  }

  @Test
  void shouldWriteAStudentThatAgreesBetterAndGoOnFromIt() throws Exception {
    try (LiveDistillation live = live(15)) {
      add(live, 0, FRAMES);
      LiveRound first = live.next().orElseThrow();

      assertEquals(0, first.from());
      assertEquals(OptionalInt.of(1), first.version());
      assertEquals(FRAMES, first.frames());
      assertTrue(sum(first.after()) > sum(first.before()) + 0.005, first.toString());
      assertEquals(1, versions.current());
      assertTrue(Files.isRegularFile(versions.folder(1).resolve("model.yaml")));

      add(live, FRAMES, FRAMES + 2);
      LiveRound second = live.next().orElseThrow();
      assertEquals(1, second.from());
      assertEquals(FRAMES + 2, second.frames());

      versions.use(0);
      add(live, FRAMES + 2, FRAMES + 4);
      assertEquals(0, live.next().orElseThrow().from(), "begins with what was rolled back to");
    }
  }

  private static double sum(LiveRound.Agreement agreement) {
    return agreement.pq() + agreement.meanIou();
  }

  @Test
  void shouldKeepWhatAgreesAsWell() throws Exception {
    try (LiveDistillation live = live(1)) {
      add(live, 0, FRAMES);
      LiveRound round = live.next().orElseThrow();

      assertEquals(OptionalInt.empty(), round.version(), round.toString());
      assertEquals(0, versions.current());
    }
  }

  @Test
  void shouldEndWhileItWaits() throws Exception {
    LiveDistillation live = live(1);
    add(live, 0, FRAMES - 1);
    live.close();

    assertEquals(Optional.empty(), live.next());
  }

  @Test
  void shouldNotCountFramesThatComeTwice() {
    TaughtWindow window = new TaughtWindow(4);
    for (int number : new int[] {0, 1, 1, 0, 2, 3, 4, 5, 5}) {
      window.add(LabelledFrames.frame(number, 32, 32));
    }

    assertEquals(6, window.fresh());
    assertEquals(4, window.size());
    assertEquals(2, window.take().get(0).id().sequence());
    assertEquals(0, window.fresh());
    assertEquals(4, window.size());
  }

  private LiveDistillation live(long steps) {
    LiveSettings settings =
        new LiveSettings(
            "otsu", true, folder.resolve("models"), 1, Duration.ZERO, 2 * FRAMES, FRAMES, steps, 2);
    return new LiveDistillation(
        settings, new CpuBudget(64, System::nanoTime), new OpenCvImageDecoder(), () -> untrained);
  }

  private static void add(LiveDistillation live, int from, int to) {
    for (int number = from; number < to; number++) {
      live.add(LabelledFrames.frame(number, 96, 64));
    }
  }
}
