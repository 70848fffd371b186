package io.panoptes.eval.run;

import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.dataset.DataFiles;
import io.panoptes.eval.dataset.TextRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the sequences of a tracking set and their results in the layouts that benchmarks use: a
 * single file, {@code <sequence>/gt/gt.txt}, {@code <sequence>/gt.txt}, {@code <sequence>.txt}, the
 * same below {@code data}, {@code label_02} or {@code instances}, and {@code <sequence>/tracks.txt}
 * for results of our own.
 */
final class SequenceFiles {

  private static final List<String> TRUTH_NAMES = List.of("gt/gt.txt", "gt.txt");
  private static final List<String> RESULT_NAMES =
      List.of("tracks.txt", "result.txt", "gt/gt.txt", "gt.txt");
  private static final List<String> FOLDERS =
      List.of("label_02", "data", "instances", "instances_txt");

  /**
   * One sequence.
   *
   * @param length frames by {@code seqinfo.ini}, 0 when there is none
   */
  record Sequence(String name, Path truth, Path results, int length) {}

  private SequenceFiles() {}

  /**
   * @throws EvalInputException when there is no sequence, or a sequence has no results
   */
  static List<Sequence> find(Path truth, Path results) {
    DataFiles.require(truth, "ground truth");
    DataFiles.require(results, "prediction");
    Map<String, Path> wanted = sequences(truth, TRUTH_NAMES);
    if (wanted.isEmpty()) {
      throw new EvalInputException(
          truth, "", "holds no sequences (<sequence>/gt/gt.txt, gt.txt or <sequence>.txt)");
    }
    Map<String, Path> found = sequences(results, RESULT_NAMES);
    List<Sequence> sequences = new ArrayList<>();
    wanted.forEach(
        (name, file) -> {
          Path result = wanted.size() == 1 && found.size() == 1 ? only(found) : found.get(name);
          if (result == null) {
            throw new EvalInputException(
                results,
                "sequence " + name,
                "has no results; they are looked for in " + name + ".txt");
          }
          sequences.add(new Sequence(name, file, result, length(file)));
        });
    return sequences;
  }

  private static Path only(Map<String, Path> files) {
    return files.values().iterator().next();
  }

  private static Map<String, Path> sequences(Path root, List<String> names) {
    Map<String, Path> sequences = new LinkedHashMap<>();
    if (!Files.isDirectory(root)) {
      sequences.put(name(root), root);
      return sequences;
    }
    for (String name : names) {
      if (Files.exists(root.resolve(name))) {
        sequences.put(
            root.toAbsolutePath().normalize().getFileName().toString(), root.resolve(name));
        return sequences;
      }
    }
    if (isPictures(root)) {
      sequences.put(root.toAbsolutePath().normalize().getFileName().toString(), root);
      return sequences;
    }
    for (String folder : FOLDERS) {
      if (Files.isDirectory(root.resolve(folder))) {
        return sequences(root.resolve(folder), names);
      }
    }
    for (Path entry : DataFiles.list(root, path -> true)) {
      String title = entry.getFileName().toString();
      if (Files.isDirectory(entry)) {
        for (String name : names) {
          if (Files.exists(entry.resolve(name))) {
            sequences.putIfAbsent(title, entry.resolve(name));
          }
        }
        if (isPictures(entry)) {
          sequences.putIfAbsent(title, entry);
        }
      } else if (title.endsWith(".txt")) {
        sequences.put(DataFiles.stem(entry), entry);
      }
    }
    return sequences;
  }

  private static boolean isPictures(Path folder) {
    return !DataFiles.list(folder, file -> file.getFileName().toString().matches("\\d+\\.png"))
        .isEmpty();
  }

  private static String name(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (!file.getFileName().toString().equals("gt.txt") || folder.getFileName() == null) {
      return DataFiles.stem(file);
    }
    Path outer = folder.getParent();
    boolean nested = folder.endsWith("gt") && outer != null && outer.getFileName() != null;
    return (nested ? outer : folder).getFileName().toString();
  }

  private static int length(Path truth) {
    Path folder = truth.toAbsolutePath().normalize().getParent();
    Path outer = folder.endsWith("gt") ? folder.getParent() : folder;
    Path info = outer.resolve("seqinfo.ini");
    if (!Files.exists(info)) {
      return 0;
    }
    try {
      for (String line : Files.readAllLines(info)) {
        String text = line.strip();
        if (text.toLowerCase(java.util.Locale.ROOT).startsWith("seqlength")) {
          return Integer.parseInt(text.substring(text.indexOf('=') + 1).strip());
        }
      }
      return 0;
    } catch (IOException | NumberFormatException e) {
      throw new EvalInputException(info, "seqLength", "cannot be read as a number", e);
    }
  }

  /** Whether a text file has KITTI's types in its third column, where MOT has a number. */
  static boolean isKitti(Path file) {
    boolean[] kitti = {false};
    boolean[] first = {true};
    TextRows.read(
        file,
        row -> {
          if (first[0]) {
            first[0] = false;
            kitti[0] = row.size() > 9 && !row.text(2).matches("[-+0-9.eE]+");
          }
        });
    return kitti[0];
  }
}
