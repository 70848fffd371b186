package io.panoptes.core.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Optional test data beside the checkout; tests that need it are skipped, and say so, without. */
public final class SharedData {

  private SharedData() {}

  /**
   * A file or folder below {@code ../shared}, such as {@code data/clips/car-detection.mp4}. Skips
   * the calling test when it is missing.
   */
  public static Path require(String relative) {
    Path path = Path.of(System.getProperty("panoptes.shared", "../../shared")).resolve(relative);
    if (!Files.exists(path)) {
      System.err.println("LEFT OUT: " + relative + " is not in the shared data");
    }
    Assumptions.assumeTrue(Files.exists(path), relative + " is not in the shared data");
    return path.toAbsolutePath().normalize();
  }
}
