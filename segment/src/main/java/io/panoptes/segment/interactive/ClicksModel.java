package io.panoptes.segment.interactive;

import io.panoptes.segment.Image;
import io.panoptes.segment.model.InputPreparation;
import io.panoptes.segment.model.ModelInput;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import io.panoptes.segment.prompt.Mask;
import io.panoptes.segment.prompt.MaskPrompt;
import io.panoptes.segment.prompt.PointPrompt;
import io.panoptes.segment.prompt.Prompt;
import io.panoptes.segment.prompt.PromptException;
import io.panoptes.segment.prompt.PromptResult;
import io.panoptes.segment.prompt.PromptSegmenter;
import io.panoptes.segment.prompt.PromptSession;
import io.panoptes.segment.prompt.Prompts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers clicks with a model. */
final class ClicksModel implements PromptSegmenter {

  private final String name;
  private final ModelInput input;
  private final ClicksSpec spec;
  private final ModelRuntime runtime;

  ClicksModel(String name, ModelInput input, ClicksSpec spec, ModelRuntime runtime) {
    this.name = name;
    this.input = input;
    this.spec = spec;
    this.runtime = runtime;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PromptSession open(Image image) {
    InputPreparation preparation = new InputPreparation(input);
    return new Session(preparation.place(image), preparation.prepare(List.of(image)));
  }

  /** Keeps the prepared picture. */
  private final class Session implements PromptSession {

    private final Placement placement;
    private final ModelTensor picture;

    Session(Placement placement, ModelTensor picture) {
      this.placement = placement;
      this.picture = picture;
    }

    @Override
    public PromptResult segment(List<Prompt> prompts) {
      int width = placement.frameWidth();
      int height = placement.frameHeight();
      Prompts.check(prompts, width, height);
      for (Prompt prompt : prompts) {
        if (!(prompt instanceof PointPrompt)
            && !(spec.previousMask() && prompt instanceof MaskPrompt)) {
          throw new PromptException(
              "%s takes clicks%s; give points on the thing and beside it"
                  .formatted(name, spec.previousMask() ? " and a mask" : " and nothing else"));
        }
      }
      List<float[]> maps = maps(prompts);
      Map<String, ModelTensor> fed =
          spec.maps().isEmpty()
              ? Map.of(input.name(), ChannelStack.join(input, picture, maps))
              : Map.of(
                  input.name(), picture, spec.maps(), ChannelStack.alone(input, picture, maps));
      ModelTensor given = runtime.run(fed, List.of(spec.mask())).get(spec.mask());
      MaskScores scores = MaskScores.of(spec.mask(), given, 0);
      return (spec.logits() ? scores.sigmoid() : scores)
          .result(
              width,
              height,
              new Area(0, 0, width, height),
              Windows.of(placement),
              spec.threshold());
    }

    private List<float[]> maps(List<Prompt> prompts) {
      List<float[]> maps = new ArrayList<>();
      if (spec.previousMask()) {
        maps.add(Prompts.mask(prompts).map(this::shrunk).orElseGet(this::empty));
      }
      maps.add(disks(Prompts.points(prompts), true));
      maps.add(disks(Prompts.points(prompts), false));
      return maps;
    }

    private float[] empty() {
      return new float[placement.width() * placement.height()];
    }

    private float[] disks(List<PointPrompt> points, boolean positive) {
      float[] map = empty();
      double square = spec.radius() * spec.radius();
      for (PointPrompt point : points) {
        if (point.positive() != positive) {
          continue;
        }
        double column = Math.rint(Windows.column(placement, point.x()));
        double row = Math.rint(Windows.row(placement, point.y()));
        for (int y = 0, i = 0; y < placement.height(); y++) {
          for (int x = 0; x < placement.width(); x++, i++) {
            double dx = x - column;
            double dy = y - row;
            if (dx * dx + dy * dy <= square) {
              map[i] = 1;
            }
          }
        }
      }
      return map;
    }

    private float[] shrunk(Mask mask) {
      return MaskMaps.of(mask, placement, placement.width(), placement.height());
    }

    @Override
    public void close() {
      // The picture lies in memory that Java gives back.
    }
  }

  @Override
  public void close() {
    runtime.close();
  }
}
