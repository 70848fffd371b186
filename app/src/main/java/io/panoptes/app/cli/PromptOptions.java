package io.panoptes.app.cli;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.geometry.Point;
import io.panoptes.segment.prompt.BoxPrompt;
import io.panoptes.segment.prompt.ExtremePoints;
import io.panoptes.segment.prompt.PointPrompt;
import io.panoptes.segment.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options that point at one thing of a picture, in its pixels. */
final class PromptOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--point",
      paramLabel = "x,y,+|-",
      converter = Click.class,
      description = "A click on the thing (+) or beside it (-); may be given several times.")
  private List<PointPrompt> points = new ArrayList<>();

  @Option(
      names = "--box",
      paramLabel = "x1,y1,x2,y2",
      converter = Corners.class,
      description = "A box around the whole thing: its left, upper, right and lower edge.")
  private BoxPrompt box;

  @Option(
      names = "--extreme",
      paramLabel = "x,y",
      converter = Position.class,
      description =
          "Give it four times: the leftmost, topmost, rightmost and bottommost point of the thing.")
  private List<Point> extreme = new ArrayList<>();

  /**
   * What was given, empty when nothing.
   *
   * @throws ParameterException when it cannot be
   */
  List<Prompt> prompts() {
    List<Prompt> prompts = new ArrayList<>(points);
    if (box != null) {
      prompts.add(box);
    }
    if (!extreme.isEmpty()) {
      try {
        prompts.add(new ExtremePoints(extreme));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), e.getMessage());
      }
    }
    return prompts;
  }

  private static double[] numbers(String text, int count, String example) {
    String[] parts = text.split(",", -1);
    double[] numbers = new double[count];
    try {
      if (parts.length != count) {
        throw new NumberFormatException();
      }
      for (int i = 0; i < count; i++) {
        numbers[i] = Double.parseDouble(parts[i].strip());
      }
      return numbers;
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' must be like " + example);
    }
  }

  /** Reads {@code 120,80,+}. */
  static final class Click implements ITypeConverter<PointPrompt> {
    @Override
    public PointPrompt convert(String text) {
      int comma = text.lastIndexOf(',');
      String sign = text.substring(comma + 1).strip();
      if (comma < 0 || !(sign.equals("+") || sign.equals("-"))) {
        throw new TypeConversionException(
            "'" + text + "' must be like 120,80,+ on the thing or 120,80,- beside it");
      }
      double[] xy = numbers(text.substring(0, comma), 2, "120,80,+");
      return new PointPrompt(xy[0], xy[1], sign.equals("+"));
    }
  }

  /** Reads {@code 10,20,110,220}. */
  static final class Corners implements ITypeConverter<BoxPrompt> {
    @Override
    public BoxPrompt convert(String text) {
      double[] c = numbers(text, 4, "10,20,110,220: left, upper, right and lower edge");
      try {
        return new BoxPrompt(new Box(c[0], c[1], c[2], c[3]));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads {@code 120,80}. */
  static final class Position implements ITypeConverter<Point> {
    @Override
    public Point convert(String text) {
      double[] xy = numbers(text, 2, "120,80");
      return new Point(xy[0], xy[1]);
    }
  }
}
