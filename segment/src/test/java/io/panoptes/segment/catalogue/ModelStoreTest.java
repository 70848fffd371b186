package io.panoptes.segment.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.panoptes.segment.Hashes;
import io.panoptes.segment.model.ModelManifest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

  private static final byte[] GRAPH = "a graph".getBytes(StandardCharsets.UTF_8);
  private static final String LONG_FOLDER = "a-folder-with-a-long-name/".repeat(6);

  @TempDir private Path folder;

  private Path models;
  private FileServer server;

  @BeforeEach
  void start() throws IOException {
    models = folder.resolve("models");
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("../escaped.txt", GRAPH);
    files.put("/tmp/escaped-from-panoptes.txt", GRAPH);
    files.put("./net/graph.pb", GRAPH);
    files.put(LONG_FOLDER + "labels.txt", new byte[1000]);
    server = new FileServer(tarGz(files));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private CatalogueEntry entry(String sha256) {
    return new CatalogueEntry(
        "net",
        "a net",
        "Apache-2.0",
        "https://models.example",
        server.uri("/net.tar.gz"),
        1,
        sha256,
        Map.of("net/graph.pb", "graph.pb", LONG_FOLDER + "labels.txt", "assets/labels.txt"),
        "",
        "runtime: tensorflow\n");
  }

  private Path pull(CatalogueEntry entry) throws Exception {
    ProxySelector direct =
        new EnvironmentProxies(Map.of("no_proxy", "*"), ProxySelector.getDefault());
    return new ModelStore(models, new Download(direct, 2, Duration.ofSeconds(20)))
        .pull(entry, (bytes, total) -> {});
  }

  private String failure(CatalogueEntry entry) {
    return assertThrows(ModelDownloadException.class, () -> pull(entry)).getMessage();
  }

  private List<String> names(Path below) throws IOException {
    try (Stream<Path> files = Files.list(below)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** A ustar archive with GNU's long names. */
  private static byte[] tarGz(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        String name = file.getKey();
        if (name.length() > 99) {
          add(out, "././@LongLink", 'L', (name + "\0").getBytes(StandardCharsets.UTF_8));
        }
        add(out, name.substring(0, Math.min(99, name.length())), '0', file.getValue());
      }
      out.write(new byte[1024]);
    }
    return bytes.toByteArray();
  }

  private static void add(GZIPOutputStream out, String name, char type, byte[] content)
      throws IOException {
    byte[] header = new byte[512];
    System.arraycopy(name.getBytes(StandardCharsets.UTF_8), 0, header, 0, name.length());
    byte[] size = "%011o".formatted(content.length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(size, 0, header, 124, size.length);
    header[156] = (byte) type;
    out.write(header);
    out.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
  }

  @Test
  void shouldUnpackWhatIsListedAndNothingElse() throws Exception {
    Path model = pull(entry(""));
    assertEquals(List.of("assets", "graph.pb", "model.yaml"), names(model));
    assertArrayEquals(GRAPH, Files.readAllBytes(model.resolve("graph.pb")));
    assertEquals(1000, Files.size(model.resolve("assets/labels.txt")));
    assertEquals("runtime: tensorflow\n", Files.readString(model.resolve("model.yaml")));
    assertEquals(List.of("models.lock", "net"), names(models));
    assertEquals(List.of("models"), names(folder));
    assertFalse(Files.exists(Path.of("/tmp/escaped-from-panoptes.txt")));
  }

  @Test
  void shouldRecordTheChecksumAndEnforceItAfterwards() throws Exception {
    Path model = pull(entry(""));
    String lock = Files.readString(models.resolve("models.lock"));
    assertTrue(lock.contains(" " + server.uri("/net.tar.gz") + "\n"), lock);
    Files.delete(model.resolve("model.yaml"));
    pull(entry(""));
    assertTrue(Files.exists(model.resolve("model.yaml")));
    assertEquals(lock, Files.readString(models.resolve("models.lock")));

    Files.delete(model.resolve("model.yaml"));
    server.serve(tarGz(Map.of("net/graph.pb", new byte[5])));
    String message = failure(entry(""));
    assertTrue(message.contains("models.lock says "), message);
    assertTrue(message.contains("remove its line"), message);
    assertEquals(List.of("models.lock", "net"), names(models));
    assertArrayEquals(GRAPH, Files.readAllBytes(model.resolve("graph.pb")));
  }

  @Test
  void shouldRefuseAnotherFileThanTheCataloguePins() throws Exception {
    String message = failure(entry("0".repeat(64)));
    assertTrue(message.contains("where the catalogue says 0000"), message);
    assertEquals(List.of(), names(models));
  }

  @Test
  void shouldNotDownloadWhatIsThere() throws Exception {
    pull(entry(""));
    int asked = server.ranges().size();
    pull(entry(""));
    assertEquals(asked, server.ranges().size());
  }

  @Test
  void shouldNotRecordAnErrorPageOrADamagedArchive() throws Exception {
    server.serve("<html>log in first</html>".getBytes(StandardCharsets.UTF_8));
    assertTrue(failure(entry("")).contains("is damaged"), "html");
    byte[] whole = tarGz(Map.of("net/graph.pb", new byte[20_000]));
    server.serve(Arrays.copyOf(whole, whole.length / 2));
    assertTrue(failure(entry("")).contains("is damaged"), "half");
    assertEquals(List.of(), names(models));
  }

  @Test
  void shouldSayWhichFilesAnArchiveLacks() throws Exception {
    server.serve(tarGz(Map.of("net/graph.pb", GRAPH)));
    String message = failure(entry(""));
    assertTrue(message.endsWith("has no " + LONG_FOLDER + "labels.txt"), message);
    assertEquals(List.of(), names(models));
  }

  @Test
  void shouldTakeAFileThatIsNoArchive() throws Exception {
    server.serve(GRAPH);
    CatalogueEntry single =
        new CatalogueEntry(
            "net",
            "a net",
            "MIT",
            "https://models.example",
            server.uri("/net.onnx"),
            1,
            Hashes.ofText("a graph"),
            Map.of(),
            "net.onnx",
            "runtime: onnx\n");
    assertArrayEquals(GRAPH, Files.readAllBytes(pull(single).resolve("net.onnx")));
  }

  @Test
  void shouldRefuseALockFileThatIsNone() throws Exception {
    Files.createDirectories(models);
    Files.writeString(models.resolve("models.lock"), "# ours\nabc http://a\n");
    assertTrue(failure(entry("")).contains("models.lock, line 2: 'abc http://a' must be"));
  }

  @Test
  void shouldDescribeEveryModelOfTheCatalogue() throws Exception {
    List<CatalogueEntry> entries = Catalogue.load().entries();
    assertTrue(entries.size() >= 4, entries.size() + " models");
    for (CatalogueEntry entry : entries) {
      Path model = Files.createDirectories(folder.resolve(entry.name()));
      Files.writeString(model.resolve(ModelManifest.FILE_NAME), entry.manifest());
      ModelManifest manifest = ModelManifest.read(model);
      assertEquals(entry.licence(), manifest.licence(), entry.name());
      assertTrue(List.of("Apache-2.0", "MIT").contains(entry.licence()), entry.name());
      for (ModelManifest.ModelFile file : manifest.files()) {
        String path = file.path().toString();
        assertTrue(
            entry.archived().containsValue(path) || entry.file().equals(path),
            entry.name() + " has no " + path);
      }
    }
  }

  @Test
  void shouldListTheCatalogueWhenAModelIsUnknown() {
    String message =
        assertThrows(ModelDownloadException.class, () -> Catalogue.load().get("mask")).getMessage();
    assertTrue(message.startsWith("the catalogue has no model 'mask'; it has deeplab"), message);
  }
}
