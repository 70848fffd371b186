package io.panoptes.segment.versions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.segment.Hashes;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelVersionsTest {

  private static final String MANIFEST =
      """
      # %s
      runtime: onnx
      files: [{path: model.onnx, sha256: "%s"}]
      input: {name: image, width: 4, height: 2, layout: nchw}
      head: {kind: label-map, labels: labels}
      categories: [{name: person}]
      """;

  @TempDir Path work;

  private Path folder() {
    return work.resolve("gate");
  }

  private ModelVersions versions() {
    return new ModelVersions(folder());
  }

  /** A model whose manifest has the checksum of its file, so that halves do not fit together. */
  private Path model(String text) throws IOException {
    Path model = Files.createDirectories(work.resolve("model"));
    Path graph = model.resolve("model.onnx");
    Files.writeString(graph, text.repeat(5_000));
    Files.writeString(model.resolve("model.yaml"), MANIFEST.formatted(text, Hashes.ofFile(graph)));
    return model;
  }

  private static String refusal(org.junit.jupiter.api.function.Executable call) {
    return assertThrows(SegmenterException.class, call).getMessage();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder())) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void shouldBeginWithTheBundledModel() throws IOException {
    assertEquals(0, versions().current());
    assertEquals(List.of(), versions().all());
    versions().prune(1);
    assertFalse(Files.exists(folder()));
    versions().use(0);
    assertEquals(0, versions().current());
  }

  @Test
  void shouldCopyEverythingThatBelongsToAModel() throws IOException {
    Path model = model("a");
    Files.writeString(Files.createDirectories(model.resolve("variables")).resolve("index"), "i");
    assertEquals(1, versions().publish(model));
    Path copy = versions().folder(1);
    assertEquals(folder().resolve("1"), copy);
    assertEquals(
        ModelManifest.read(model).verify(), ModelManifest.read(copy).verify(), "same files");
    assertEquals("i", Files.readString(copy.resolve("variables/index")));
    assertEquals(List.of("1", "current"), names());
  }

  @Test
  void shouldKeepNumbersLikeASetOfThem() throws IOException {
    Random random = new Random(7);
    Path model = model("a");
    for (int round = 0; round < 20; round++) {
      ModelVersions versions = new ModelVersions(work.resolve("round-" + round));
      TreeSet<Integer> expected = new TreeSet<>();
      int current = 0;
      int highest = 0;
      for (int step = 0; step < 40; step++) {
        switch (random.nextInt(3)) {
          case 0 -> {
            highest++;
            expected.add(highest);
            current = highest;
            assertEquals(highest, versions.publish(model));
          }
          case 1 -> {
            List<Integer> choices = versions.all();
            int choice = random.nextInt(choices.size() + 1);
            current = choice == 0 ? 0 : choices.get(choice - 1);
            versions.use(current);
          }
          default -> {
            int keep = 1 + random.nextInt(3);
            TreeSet<Integer> stay = new TreeSet<>();
            expected.descendingSet().stream().limit(keep).forEach(stay::add);
            if (current > 0) {
              stay.add(current);
              Integer before = expected.lower(current);
              stay.add(before == null ? current : before);
            }
            expected = stay;
            versions.prune(keep);
          }
        }
        assertEquals(List.copyOf(expected), versions.all());
        assertEquals(current, versions.current());
      }
    }
  }

  @Test
  void shouldShowReadersOnlyWholeVersions() throws Exception {
    versions().publish(model("0"));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Callable<Integer> reader = () -> readUntil(done);
      Future<Integer> one = threads.submit(reader);
      Future<Integer> other = threads.submit(reader);
      try {
        for (int i = 1; i <= 60; i++) {
          versions().publish(model(String.valueOf(i)));
          versions().use(i);
          versions().prune(1 + i % 4);
        }
      } finally {
        done.set(true);
      }
      assertTrue(one.get() > 0);
      assertTrue(other.get() > 0);
    } finally {
      threads.shutdownNow();
    }
    assertEquals(60, versions().current());
  }

  /** Reads all there is again and again; how many versions could be read. */
  private int readUntil(AtomicBoolean done) {
    int whole = 0;
    int before = 0;
    boolean last;
    do {
      last = done.get();
      int current = versions().current();
      assertTrue(current >= before - 1, current + " follows " + before);
      before = current;
      for (int version : versions().all()) {
        Path folder = folder().resolve(Integer.toString(version));
        try {
          ModelManifest.read(folder).verify();
          whole++;
        } catch (SegmenterException e) {
          assertFalse(Files.exists(folder), () -> "half of " + folder + ": " + e.getMessage());
        }
      }
    } while (!last);
    return whole;
  }

  @Test
  void shouldPublishNothingThatIsNoModel() throws IOException {
    Path empty = Files.createDirectories(work.resolve("empty"));
    String missing = refusal(() -> versions().publish(empty));
    assertTrue(missing.startsWith("there is no model manifest"), missing);
    Path damaged = model("a");
    Files.writeString(damaged.resolve("model.onnx"), "other");
    String other = refusal(() -> versions().publish(damaged));
    assertTrue(other.startsWith("model file " + damaged + "/model.onnx has SHA-256"), other);
    assertEquals(List.of(), versions().all());
    versions().publish(model("b"));
    refusal(() -> versions().publish(empty));
    assertEquals(List.of("1", "current"), names());
    assertEquals(1, versions().current());
  }

  @Test
  void shouldClearAwayWhatAKilledProcessLeft() throws IOException {
    versions().publish(model("a"));
    Files.writeString(Files.createDirectories(folder().resolve(".new-1/x")).resolve("y"), "z");
    Files.createDirectories(folder().resolve(".old-2"));
    assertEquals(List.of(1), versions().all());
    assertEquals(2, versions().publish(model("b")));
    assertEquals(List.of("1", "2", "current"), names());
  }

  @Test
  void shouldNotGiveANumberTwiceWhenSomebodyDeletesTheVersionInUse() throws IOException {
    versions().publish(model("a"));
    versions().publish(model("b"));
    try (Stream<Path> files = Files.list(versions().folder(2))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(versions().folder(2));
    assertEquals(3, versions().publish(model("c")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "three", "-1", "1.0", "1 2", "12345678901"})
  void shouldSayWhatIsInADamagedFile(String text) throws IOException {
    versions().publish(model("a"));
    versions().publish(model("b"));
    Files.writeString(folder().resolve("current"), text + "\n");
    assertEquals(
        "%s/current says '%s'; allowed are 0 (the bundled model), 1, 2; write one with: panoptes models use %s NUMBER"
            .formatted(folder(), text, folder()),
        refusal(() -> versions().current()));
    refusal(() -> versions().publish(model("c")));
    versions().use(1);
    assertEquals(1, versions().current());
  }

  @Test
  void shouldShowOnlyTheBeginningOfALongDamagedFile() throws IOException {
    versions().use(0);
    Files.write(folder().resolve("current"), new byte[1 << 20]);
    String message = refusal(() -> versions().current());
    assertTrue(message.length() < 400, () -> message.length() + " characters");
  }

  @Test
  void shouldSayWhichVersionsThereAre() throws IOException {
    assertEquals(
        folder() + " has no folder of version 1; it has 0 (the bundled model)",
        refusal(() -> versions().use(1)));
    versions().publish(model("a"));
    assertEquals(
        folder() + " has no folder of version 7; it has 0 (the bundled model), 1",
        refusal(() -> versions().use(7)));
    assertEquals(
        folder() + " has no folder of version 0; it has 0 (the bundled model), 1",
        refusal(() -> versions().folder(0)));
    assertEquals(1, versions().current());
    assertThrows(IllegalArgumentException.class, () -> versions().prune(0));
  }
}
