package io.panoptes.eval;

/**
 * Labels or tracks that a metric cannot take, such as a duplicate id. Metrics know no files;
 * whoever read the labels turns this into an {@link EvalInputException} that names one.
 */
public final class MalformedEntryException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final boolean inTruth;
  private final String entry;
  private final String problem;

  /**
   * @param entry which part: {@code segment 12}, {@code frame 3}; empty when it is the whole
   * @param problem what is wrong with it
   */
  public MalformedEntryException(String entry, String problem) {
    this(false, entry, problem);
  }

  /**
   * @param inTruth whether the ground truth is at fault rather than the prediction
   */
  public MalformedEntryException(boolean inTruth, String entry, String problem) {
    super(entry.isEmpty() ? problem : entry + ": " + problem);
    this.inTruth = inTruth;
    this.entry = entry;
    this.problem = problem;
  }

  /** Whether the ground truth is at fault rather than the prediction. */
  public boolean inTruth() {
    return inTruth;
  }

  public String entry() {
    return entry;
  }

  public String problem() {
    return problem;
  }
}
