package io.panoptes.eval.dataset;

import io.panoptes.eval.EvalInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds the files of data sets, always in the order of their names. */
public final class DataFiles {

  private DataFiles() {}

  /** The entries of a folder, by name. */
  public static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new EvalInputException(folder, "", "cannot be listed as a folder", e);
    }
  }

  /** All files below a folder whose names end so, by path. */
  public static List<Path> below(Path folder, String ending) {
    try (Stream<Path> entries = Files.walk(folder)) {
      return entries
          .filter(path -> path.getFileName().toString().endsWith(ending))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new EvalInputException(folder, "", "cannot be listed as a folder", e);
    }
  }

  /** The file's name without its last extension. */
  public static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /**
   * @throws EvalInputException when there is neither a file nor a folder
   */
  public static Path require(Path path, String what) {
    if (!Files.exists(path)) {
      throw new EvalInputException(path, "", "there is no such " + what);
    }
    return path;
  }
}
