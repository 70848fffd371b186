package io.panoptes.segment.interactive;

import io.panoptes.core.geometry.Point;
import io.panoptes.segment.Image;
import io.panoptes.segment.model.InputPreparation;
import io.panoptes.segment.model.ModelInput;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import io.panoptes.segment.prompt.ExtremePoints;
import io.panoptes.segment.prompt.Prompt;
import io.panoptes.segment.prompt.PromptException;
import io.panoptes.segment.prompt.PromptResult;
import io.panoptes.segment.prompt.PromptSegmenter;
import io.panoptes.segment.prompt.PromptSession;
import io.panoptes.segment.prompt.Prompts;
import java.util.List;
import java.util.Map;

/** Answers extreme points with a model; nothing of a picture can be known before them. */
final class ExtremePointsModel implements PromptSegmenter {

  private final String name;
  private final ModelInput input;
  private final ExtremePointsSpec spec;
  private final ModelRuntime runtime;
  private final InputPreparation preparation;

  ExtremePointsModel(String name, ModelInput input, ExtremePointsSpec spec, ModelRuntime runtime) {
    this.name = name;
    this.input = input;
    this.spec = spec;
    this.runtime = runtime;
    this.preparation = new InputPreparation(input);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PromptSession open(Image image) {
    return new PromptSession() {

      @Override
      public PromptResult segment(List<Prompt> prompts) {
        return answer(image, prompts);
      }

      @Override
      public void close() {
        // Nothing is kept of the picture.
      }
    };
  }

  private PromptResult answer(Image image, List<Prompt> prompts) {
    Prompts.check(prompts, image.width(), image.height());
    if (prompts.size() != 1 || !(prompts.get(0) instanceof ExtremePoints points)) {
      throw new PromptException(
          name
              + " takes four extreme points and nothing else; give the leftmost, topmost,"
              + " rightmost and bottommost point of the thing");
    }
    Area area = Area.around(points.box(), spec.margin());
    Image cut = area.cut(image);
    Placement placement = preparation.place(cut);
    ModelTensor picture = preparation.prepare(List.of(cut));
    ModelTensor joined =
        ChannelStack.join(input, picture, List.of(heat(points.points(), area, placement)));
    ModelTensor given =
        runtime.run(Map.of(input.name(), joined), List.of(spec.mask())).get(spec.mask());
    MaskScores scores = MaskScores.of(spec.mask(), given, 0);
    return (spec.logits() ? scores.sigmoid() : scores)
        .result(image.width(), image.height(), area, Windows.of(placement), spec.threshold());
  }

  /** The largest of the Gaussians at each pixel of the input. */
  private float[] heat(List<Point> points, Area area, Placement placement) {
    float[] heat = new float[placement.width() * placement.height()];
    double twice = 2 * spec.sigma() * spec.sigma();
    for (Point point : points) {
      double centreX = Windows.column(placement, point.x() - area.left());
      double centreY = Windows.row(placement, point.y() - area.top());
      for (int y = 0, i = 0; y < placement.height(); y++) {
        for (int x = 0; x < placement.width(); x++, i++) {
          double dx = x - centreX;
          double dy = y - centreY;
          float value = (float) (spec.peak() * Math.exp(-(dx * dx + dy * dy) / twice));
          heat[i] = Math.max(heat[i], value);
        }
      }
    }
    return heat;
  }

  @Override
  public void close() {
    runtime.close();
  }
}
