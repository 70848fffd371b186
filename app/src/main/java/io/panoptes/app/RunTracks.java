package io.panoptes.app;

import io.panoptes.sink.export.TrackLife;
import io.panoptes.sink.export.TrackLives;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The tracks of a run that is over or under way, as its folder holds them.
 *
 * @param cameras lives by camera, each list by track number
 */
public record RunTracks(Map<String, List<TrackLife>> cameras) {

  public RunTracks {
    Map<String, List<TrackLife>> copy = new TreeMap<>();
    cameras.forEach((camera, lives) -> copy.put(camera, List.copyOf(lives)));
    cameras = Collections.unmodifiableMap(copy);
  }

  /**
   * Reads the folder of a run, or that of one of its cameras.
   *
   * @throws RunFolderException when it is neither, or a line cannot be read; names the line
   */
  public static RunTracks read(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new RunFolderException(folder + ": there is no such folder");
    }
    if (!Files.isDirectory(folder)) {
      throw new RunFolderException(
          folder + " is a file; name the folder that a run has written with --out");
    }
    Map<String, List<TrackLife>> cameras = new TreeMap<>();
    if (Files.exists(folder.resolve(TrackLives.FILE))) {
      cameras.put(folder.toRealPath().getFileName().toString(), lives(folder));
    } else {
      for (Path camera : holding(folder, TrackLives.FILE)) {
        cameras.put(camera.getFileName().toString(), lives(camera));
      }
    }
    if (cameras.isEmpty()) {
      throw new RunFolderException(folder + " is no folder of a run: " + whatInstead(folder));
    }
    return new RunTracks(cameras);
  }

  private static List<Path> holding(Path folder, String file) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(child -> Files.exists(child.resolve(file))).sorted().toList();
    }
  }

  private static String whatInstead(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      for (Path child : children.filter(Files::isDirectory).sorted().toList()) {
        if (!holding(child, TrackLives.FILE).isEmpty()) {
          return "it holds several; name one of them, such as " + child;
        }
      }
    }
    return Files.exists(folder.resolve("tracks.txt")) || !holding(folder, "tracks.txt").isEmpty()
        ? "it has tracks.txt and no " + TrackLives.FILE + ", so an older version wrote it"
        : "no folder in it has " + TrackLives.FILE + "; name the one given to the run with --out";
  }

  private static List<TrackLife> lives(Path camera) throws IOException {
    Path file = camera.resolve(TrackLives.FILE);
    Map<Long, TrackLife> lives = new TreeMap<>();
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (MalformedInputException e) {
      throw new RunFolderException(file + " is not a text in UTF-8");
    }
    for (int i = 0; i < lines.size(); i++) {
      try {
        TrackLife life = TrackLife.read(lines.get(i));
        lives.merge(life.track(), life, TrackLife::with);
      } catch (IllegalArgumentException e) {
        throw new RunFolderException("%s: line %d %s".formatted(file, i + 1, e.getMessage()));
      }
    }
    return List.copyOf(lives.values());
  }
}
