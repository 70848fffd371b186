package io.panoptes.app.demo;

import io.panoptes.segment.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the demo runs on: a camera of the PETS 2009 benchmark, 795 frames of people on a campus, or
 * a clip of our own when that cannot be had.
 *
 * @param camera name of the camera
 * @param source file or synthetic scene
 * @param configuration resource with the camera's configuration
 * @param description one line for people: what it is and where it comes from
 */
public record DemoFootage(String camera, String source, String configuration, String description) {

  /** SHA-256 of the clip; nothing else is ever taken for it. */
  static final String SHA_256 = "45cddc9490be69345cbdab64ca583be65987e864ca408038e648db99e10516cf";

  private static final Logger LOG = LoggerFactory.getLogger(DemoFootage.class);
  private static final String NAME = "vtest.avi";
  private static final URI ONLINE =
      URI.create("https://raw.githubusercontent.com/opencv/opencv/4.x/samples/data/vtest.avi");
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration DOWNLOAD_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PACKAGE_TIMEOUT = Duration.ofMinutes(3);

  /** {@code $XDG_CACHE_HOME/panoptes}, else {@code ~/.cache/panoptes}. */
  public static Path cacheFolder() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("panoptes");
  }

  /** A clip that our synthetic source renders. */
  public static DemoFootage synthetic() {
    return new DemoFootage(
        "street",
        "synthetic:people?frames=300&width=768&height=432&fps=10&seed=7",
        "demo-synthetic.yaml",
        "Footage: a street of our own rendering, 300 frames (not a real camera).");
  }

  /**
   * The real clip from the cache, from OpenCV's public repository or out of Debian's package, in
   * this order; the synthetic one when none of these works. Never fails, never asks.
   *
   * @param cache where the clip is kept for the next time
   */
  public static DemoFootage find(Path cache) {
    return find(cache, List.of(DemoFootage::download, DemoFootage::unpackDebian));
  }

  /** A way to get the clip: writes it to the file, or throws. */
  interface Supply {
    void fetch(Path file) throws IOException, InterruptedException;
  }

  static DemoFootage find(Path cache, List<Supply> supplies) {
    Path clip = cache.resolve(NAME);
    try {
      if (isClip(clip)) {
        return real(clip, "kept from an earlier run");
      }
      Files.createDirectories(cache);
    } catch (IOException e) {
      LOG.info("The cache {} cannot be used: {}", cache, e.toString());
      return fallback();
    }
    for (Supply supply : supplies) {
      Path part = cache.resolve(NAME + ".part");
      try {
        supply.fetch(part);
        if (isClip(part)) {
          Files.move(part, clip, StandardCopyOption.REPLACE_EXISTING);
          return real(clip, "now kept there");
        }
        LOG.info("What came is not the clip: its SHA-256 differs");
      } catch (IOException e) {
        LOG.info("The clip cannot be had this way: {}", e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return fallback();
      } finally {
        deleteQuietly(part);
      }
    }
    return fallback();
  }

  private static DemoFootage real(Path clip, String how) {
    return new DemoFootage(
        "campus",
        clip.toString(),
        "demo.yaml",
        "Footage: PETS 2009 surveillance camera, 795 frames, " + clip + " (" + how + ").");
  }

  private static DemoFootage fallback() {
    DemoFootage synthetic = synthetic();
    return new DemoFootage(
        synthetic.camera(),
        synthetic.source(),
        synthetic.configuration(),
        "The real clip could not be had (no network, no Debian package opencv-doc). "
            + synthetic.description());
  }

  private static void download(Path file) throws IOException, InterruptedException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    HttpRequest request = HttpRequest.newBuilder(ONLINE).timeout(DOWNLOAD_TIMEOUT).build();
    HttpResponse<Path> response = client.send(request, HttpResponse.BodyHandlers.ofFile(file));
    if (response.statusCode() != 200) {
      throw new IOException(ONLINE + " answered " + response.statusCode());
    }
  }

  private static void unpackDebian(Path file) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("panoptes-opencv-doc");
    try {
      try {
        command(folder, "apt-get", "download", "opencv-doc");
      } catch (IOException e) {
        // A machine that never looked at its package lists has none; only root may fetch them.
        command(folder, "apt-get", "update");
        command(folder, "apt-get", "download", "opencv-doc");
      }
      Path archive;
      try (Stream<Path> files = Files.list(folder)) {
        archive =
            files
                .filter(path -> path.toString().endsWith(".deb"))
                .findFirst()
                .orElseThrow(() -> new IOException("apt-get download left no package"));
      }
      command(folder, "dpkg-deb", "-x", archive.toString(), "unpacked");
      try (Stream<Path> files = Files.walk(folder.resolve("unpacked"))) {
        Path found =
            files
                .filter(path -> path.getFileName().toString().equals(NAME))
                .findFirst()
                .orElseThrow(() -> new IOException("opencv-doc holds no " + NAME));
        Files.copy(found, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      deleteQuietly(folder);
    }
  }

  private static void command(Path folder, String... words)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(PACKAGE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(String.join(" ", words) + " took too long");
      }
      if (process.exitValue() != 0) {
        throw new IOException(String.join(" ", words) + " ended with " + process.exitValue());
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean isClip(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      byte[] digest = ((DigestInputStream) in).getMessageDigest().digest();
      return HexFormat.of().formatHex(digest).equals(SHA_256);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static void deleteQuietly(Path path) {
    try {
      Folders.delete(path);
    } catch (IOException e) {
      LOG.debug("Left behind: {}", path, e);
    }
  }
}
