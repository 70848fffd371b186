package io.panoptes.eval;

import java.nio.file.Path;

/** A file of a data set or of results that cannot be evaluated; says which file and where in it. */
public class EvalInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final String entry;

  /**
   * @param file what was read, as the user knows it
   * @param entry where in the file: a line, an image, a segment; empty when it is the whole file
   * @param problem what is wrong, the value found and what is allowed
   */
  public EvalInputException(String file, String entry, String problem) {
    super(entry.isEmpty() ? file + ": " + problem : file + ": " + entry + ": " + problem);
    this.file = file;
    this.entry = entry;
  }

  public EvalInputException(Path file, String entry, String problem) {
    this(file.toString(), entry, problem);
  }

  public EvalInputException(Path file, String entry, String problem, Throwable cause) {
    this(file, entry, problem);
    initCause(cause);
  }

  public String file() {
    return file;
  }

  /** Where in the file; empty when the whole file is meant. */
  public String entry() {
    return entry;
  }
}
