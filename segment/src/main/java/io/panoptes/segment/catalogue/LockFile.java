package io.panoptes.segment.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code models.lock}: the checksums of everything that was ever downloaded into a folder, a line
 * each ({@code <sha256> <address>}). Meant to be checked in, so that all machines get the same.
 */
final class LockFile {

  static final String NAME = "models.lock";

  private static final String HEAD =
      "# Checksums recorded at the first download and enforced ever after.\n";

  private final Path file;
  private final Map<String, String> checksums = new TreeMap<>();

  private LockFile(Path file) {
    this.file = file;
  }

  /**
   * Reads a folder's lock file, which may be missing.
   *
   * @throws ModelDownloadException when a line is none of ours
   */
  static LockFile in(Path folder) throws IOException {
    LockFile lock = new LockFile(folder.resolve(NAME));
    if (Files.exists(lock.file)) {
      int number = 0;
      for (String line : Files.readAllLines(lock.file)) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] parts = line.strip().split(" +");
        if (parts.length != 2 || !parts[0].matches("[0-9a-f]{64}")) {
          throw new ModelDownloadException(
              "%s, line %d: '%s' must be a SHA-256 and an address"
                  .formatted(lock.file, number, line));
        }
        lock.checksums.put(parts[1], parts[0]);
      }
    }
    return lock;
  }

  /** The checksum of an address, empty when it was never downloaded. */
  Optional<String> checksum(String address) {
    return Optional.ofNullable(checksums.get(address));
  }

  /** Records a checksum; the file is written whole or not at all. */
  void record(String address, String sha256) throws IOException {
    if (sha256.equals(checksums.put(address, sha256))) {
      return;
    }
    StringBuilder text = new StringBuilder(HEAD);
    checksums.forEach((key, value) -> text.append(value).append(' ').append(key).append('\n'));
    Path fresh = file.resolveSibling(NAME + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
