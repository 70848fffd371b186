package io.panoptes.train.report;

import io.panoptes.eval.EvalInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a run went so far, kept in a file of lines so that a resumed run goes on with it. */
public final class History {

  private static final String LOSS = "loss";
  private static final String VALIDATION = "validation";

  private final List<Loss> losses = new ArrayList<>();
  private final List<Score> scores = new ArrayList<>();

  /**
   * Means over some steps.
   *
   * @param step the last of them
   * @param seconds of computing up to there
   */
  public record Loss(
      long step,
      double seconds,
      double total,
      double semantic,
      double centre,
      double offset,
      double imagesPerSecond) {}

  /**
   * A validation.
   *
   * @param step after which it was made
   */
  public record Score(
      long step, double pq, double thingsPq, double stuffPq, double meanIou, double thingsRecall) {

    /** The figures of a validation. */
    public static Score of(long step, Figures figures) {
      return new Score(
          step,
          figures.pq(),
          figures.panoptic().things().pq(),
          figures.panoptic().stuff().pq(),
          figures.meanIou(),
          figures.thingsRecall());
    }
  }

  public void add(Loss loss) {
    losses.add(loss);
  }

  public void add(Score score) {
    scores.add(score);
  }

  public List<Loss> losses() {
    return List.copyOf(losses);
  }

  public List<Score> scores() {
    return List.copyOf(scores);
  }

  /** Writes all of it. */
  public void write(Path file) throws IOException {
    StringBuilder text =
        new StringBuilder(
            "# loss,step,seconds,total,semantic,centre,offset,images/s\n"
                + "# validation,step,pq,pq things,pq stuff,mIoU,things' recall\n");
    for (Loss loss : losses) {
      line(
          text,
          LOSS,
          loss.step,
          loss.seconds,
          loss.total,
          loss.semantic,
          loss.centre,
          loss.offset,
          loss.imagesPerSecond);
    }
    for (Score score : scores) {
      line(
          text,
          VALIDATION,
          score.step,
          score.pq,
          score.thingsPq,
          score.stuffPq,
          score.meanIou,
          score.thingsRecall);
    }
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static void line(StringBuilder text, String kind, long step, double... values) {
    text.append(kind).append(',').append(step);
    for (double value : values) {
      text.append(String.format(Locale.ROOT, ",%.6g", value));
    }
    text.append('\n');
  }

  /**
   * Reads what was written, up to a step; nothing when there is no file.
   *
   * @throws EvalInputException when a line cannot be read
   */
  public static History read(Path file, long lastStep) throws IOException {
    History history = new History();
    if (!Files.isRegularFile(file)) {
      return history;
    }
    int number = 0;
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        history.add(line.split(","), lastStep);
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw new EvalInputException(
            file, "line " + number, "cannot be read; delete the file to begin a new history", e);
      }
    }
    return history;
  }

  private void add(String[] row, long lastStep) {
    long step = Long.parseLong(row[1]);
    if (step > lastStep) {
      return;
    }
    double[] v = new double[row.length];
    for (int i = 2; i < row.length; i++) {
      v[i] = Double.parseDouble(row[i]);
    }
    switch (row[0]) {
      case LOSS -> add(new Loss(step, v[2], v[3], v[4], v[5], v[6], v[7]));
      case VALIDATION -> add(new Score(step, v[2], v[3], v[4], v[5], v[6]));
      default -> throw new IllegalArgumentException(row[0]);
    }
  }
}
