package io.panoptes.segment.catalogue;

import io.panoptes.segment.Folders;
import io.panoptes.segment.Hashes;
import io.panoptes.segment.model.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A folder of models from the catalogue, each in a folder of its name with its manifest, and one
 * {@code models.lock}. One thread, one process at a time.
 */
public final class ModelStore {

  private final Path folder;
  private final Download download;

  public ModelStore(Path folder, Download download) {
    this.folder = folder;
    this.download = download;
  }

  /** Whether a model is there. */
  public boolean has(CatalogueEntry entry) {
    return Files.isRegularFile(path(entry).resolve(ModelManifest.FILE_NAME));
  }

  /** The folder of a model, there or not. */
  public Path path(CatalogueEntry entry) {
    return folder.resolve(entry.name());
  }

  /**
   * Downloads a model, unless it is there, checks it and unpacks it.
   *
   * @return its folder
   * @throws ModelDownloadException when it cannot be had or is another than the catalogue pins or
   *     the lock file recorded; then nothing of it is kept but, after a break, what has come
   */
  public Path pull(CatalogueEntry entry, Download.Progress progress)
      throws IOException, InterruptedException {
    Path target = path(entry);
    if (has(entry)) {
      return target;
    }
    Files.createDirectories(folder);
    LockFile lock = LockFile.in(folder);
    String address = entry.url().toString();
    Path partial = folder.resolve(entry.name() + ".part");
    download.fetch(entry.url(), partial, progress);
    String actual = Hashes.ofFile(partial);
    String pinned = entry.sha256();
    String expected = pinned.isEmpty() ? lock.checksum(address).orElse(actual) : pinned;
    if (!actual.equals(expected)) {
      Files.delete(partial);
      throw new ModelDownloadException(
          "%s gave a file with SHA-256 %s where %s says %s; it was deleted. %s"
              .formatted(
                  address,
                  actual,
                  pinned.isEmpty() ? folder.resolve(LockFile.NAME) : "the catalogue",
                  expected,
                  pinned.isEmpty()
                      ? "If the publisher changed it and you trust that, remove its line"
                      : "Try again; if it stays so, do not use it"));
    }
    unpack(entry, partial, target);
    lock.record(address, actual);
    Files.deleteIfExists(partial);
    return target;
  }

  private void unpack(CatalogueEntry entry, Path partial, Path target) throws IOException {
    Path fresh = folder.resolve("." + entry.name() + ".new");
    Folders.delete(fresh);
    Files.createDirectories(fresh);
    try {
      if (entry.file().isEmpty()) {
        Map<String, Path> wanted = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : entry.archived().entrySet()) {
          wanted.put(file.getKey(), inside(fresh, file.getValue()));
        }
        TarGz.extract(partial, wanted);
      } else {
        Files.copy(partial, inside(fresh, entry.file()));
      }
      Files.writeString(fresh.resolve(ModelManifest.FILE_NAME), entry.manifest());
      Folders.delete(target);
      Files.move(fresh, target);
    } catch (ModelDownloadException e) {
      Folders.delete(fresh);
      Files.deleteIfExists(partial);
      throw e;
    }
  }

  private static Path inside(Path folder, String path) {
    Path resolved = folder.resolve(path).normalize();
    if (!resolved.startsWith(folder) || resolved.equals(folder)) {
      throw new ModelDownloadException("path " + path + " leads out of the model's folder");
    }
    return resolved;
  }
}
