package io.panoptes.segment.versions;

import io.panoptes.segment.Folders;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The versions of one camera's model, each a model folder {@code FOLDER/1}, {@code FOLDER/2}, …,
 * and {@code FOLDER/current}, a text file with the number of the one in use.
 *
 * <p>One process publishes and prunes; any number read at the same time and never see half a
 * version. A version never changes, and its number is never used again.
 */
public final class ModelVersions {

  /** The number of the bundled model, in use while nothing else is. */
  public static final int BUNDLED = 0;

  private static final String CURRENT = "current";
  private static final String FRESH = ".new-";
  private static final String GONE = ".old-";

  /** Longer contents of the file with the number are shown in part. */
  private static final int SHOWN_CHARACTERS = 40;

  private final Path folder;

  /**
   * @param folder made by the first version; until then the bundled model is in use
   */
  public ModelVersions(Path folder) {
    this.folder = folder;
  }

  /**
   * The version in use, {@link #BUNDLED} when nobody has said.
   *
   * @throws SegmenterException when the file with the number is damaged; the message says what is
   *     in it and what is allowed
   */
  public int current() {
    Path file = folder.resolve(CURRENT);
    String text;
    try {
      text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException e) {
      return BUNDLED;
    } catch (IOException e) {
      throw new SegmenterException(file + " cannot be read: " + e, e);
    }
    if (!text.matches("[0-9]{1,9}")) {
      throw new SegmenterException(
          "%s says '%s'; allowed are %s; write one with: panoptes models use %s NUMBER"
              .formatted(
                  file,
                  text.length() > SHOWN_CHARACTERS
                      ? text.substring(0, SHOWN_CHARACTERS) + "…"
                      : text,
                  allowed(),
                  folder));
    }
    return Integer.parseInt(text);
  }

  /**
   * The model folder of a version.
   *
   * @throws SegmenterException when it is not there; the message says which are
   */
  public Path folder(int version) {
    Path found = folder.resolve(Integer.toString(version));
    if (version < 1 || !Files.isDirectory(found)) {
      throw new SegmenterException(
          "%s has no folder of version %d; it has %s".formatted(folder, version, allowed()));
    }
    return found;
  }

  /** The versions that there are, ascending, without the bundled one. */
  public List<Integer> all() {
    List<Integer> versions = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.matches("[1-9][0-9]{0,8}") && Files.isDirectory(entry)) {
          versions.add(Integer.valueOf(name));
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new SegmenterException(folder + " cannot be read: " + e, e);
    }
    Collections.sort(versions);
    return List.copyOf(versions);
  }

  /**
   * Copies a model here as the newest version and puts it to use.
   *
   * @param modelFolder with everything that belongs to the model; is left as it is
   * @return its number, one more than the highest so far
   * @throws SegmenterException when the folder has no manifest, or another model than it says
   */
  public int publish(Path modelFolder) throws IOException {
    String hash = ModelManifest.read(modelFolder).verify();
    Files.createDirectories(folder);
    tidy();
    int highest = current();
    for (int version : all()) {
      highest = Math.max(highest, version);
    }
    Path fresh = folder.resolve(FRESH + UUID.randomUUID());
    try {
      Folders.copy(modelFolder, fresh);
      if (!ModelManifest.read(fresh).verify().equals(hash)) {
        throw new SegmenterException(
            "the model in %s was changed while it was copied; publish it again"
                .formatted(modelFolder));
      }
      Files.move(
          fresh, folder.resolve(Integer.toString(highest + 1)), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      Folders.delete(fresh);
      throw e;
    }
    write(highest + 1);
    return highest + 1;
  }

  /**
   * Puts another version to use, an older or a newer one.
   *
   * @param version {@link #BUNDLED} or one of {@link #all}
   * @throws SegmenterException when it is not there; the message says which are
   */
  public void use(int version) throws IOException {
    if (version != BUNDLED) {
      folder(version);
    }
    Files.createDirectories(folder);
    write(version);
  }

  /**
   * Deletes old versions. The one in use stays, and the one before it, to go back to.
   *
   * @param keep how many of the newest stay, at least 1
   */
  public void prune(int keep) throws IOException {
    if (keep < 1) {
      throw new IllegalArgumentException(
          "keep " + keep + " must be at least 1; the newest version says which number is next");
    }
    tidy();
    List<Integer> versions = all();
    int current = current();
    int before = BUNDLED;
    for (int version : versions) {
      before = version < current ? version : before;
    }
    for (int version : versions.subList(0, Math.max(0, versions.size() - keep))) {
      if (version != current && version != before) {
        Path gone = folder.resolve(GONE + UUID.randomUUID());
        Files.move(folder.resolve(Integer.toString(version)), gone, StandardCopyOption.ATOMIC_MOVE);
        Folders.delete(gone);
      }
    }
  }

  /** What a process that was killed has left behind. */
  private void tidy() throws IOException {
    List<Path> left = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, "{" + FRESH + "," + GONE + "}*")) {
      entries.forEach(left::add);
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path path : left) {
      Folders.delete(path);
    }
  }

  private void write(int version) throws IOException {
    Path fresh = folder.resolve("." + CURRENT + "-" + UUID.randomUUID());
    Files.writeString(fresh, version + "\n");
    Files.move(
        fresh,
        folder.resolve(CURRENT),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private String allowed() {
    return all().stream()
        .map(version -> ", " + version)
        .collect(Collectors.joining("", BUNDLED + " (the bundled model)", ""));
  }
}
