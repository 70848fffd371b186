package io.panoptes.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointTest {

  @TempDir Path folder;

  private Path file;
  private Checkpoint checkpoint;

  @BeforeEach
  void write() throws IOException {
    Map<String, Parameter> state = new LinkedHashMap<>();
    state.put("a/kernel", new Parameter(new int[] {1, 2}, new float[] {1.5f, -2}));
    state.put("a/kernel/average", new Parameter(new int[] {1, 2}, new float[] {1, 2}));
    state.put("a/kernel/m", new Parameter(new int[] {1, 2}, new float[] {0, 0}));
    state.put("a/mean", new Parameter(new int[] {1}, new float[] {7}));
    checkpoint = new Checkpoint(Architecture.street(12), 42, 7, 56, 12.25, state);
    file = folder.resolve("checkpoint");
    checkpoint.write(file);
  }

  @Test
  void shouldReadWhatItWrote() throws IOException {
    assertEquals(checkpoint, Checkpoint.read(file));
    checkpoint.write(file);
    try (java.util.stream.Stream<Path> files = Files.list(folder)) {
      assertEquals(Set.of(file), Set.copyOf(files.toList()));
    }
  }

  @Test
  void shouldGiveAveragedWeightsAndWhatBatchesShowed() {
    assertEquals(
        Map.of(
            "a/kernel", new Parameter(new int[] {1, 2}, new float[] {1, 2}),
            "a/mean", new Parameter(new int[] {1}, new float[] {7})),
        checkpoint.weights());
  }

  @Test
  void shouldTellEveryDamage() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThrows(IOException.class, () -> Checkpoint.read(file), "cut to " + length);
    }
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 0x10;
      Files.write(file, flipped);
      assertThrows(IOException.class, () -> Checkpoint.read(file), "flipped at " + i);
    }
  }

  @Test
  void shouldSayWhatToDoAboutAnotherFile() throws IOException {
    Files.writeString(file, "weights: none");
    String message = assertThrows(IOException.class, () -> Checkpoint.read(file)).getMessage();
    assertTrue(message.contains("is no checkpoint of panoptes train"), message);
    assertTrue(message.contains("resume from an older one or begin anew"), message);
  }
}
