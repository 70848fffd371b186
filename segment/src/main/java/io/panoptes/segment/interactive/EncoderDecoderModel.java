package io.panoptes.segment.interactive;

import io.panoptes.core.geometry.Box;
import io.panoptes.segment.Image;
import io.panoptes.segment.model.InputPreparation;
import io.panoptes.segment.model.ModelInput;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.Placement;
import io.panoptes.segment.model.TensorSpec;
import io.panoptes.segment.prompt.Mask;
import io.panoptes.segment.prompt.PointPrompt;
import io.panoptes.segment.prompt.Prompt;
import io.panoptes.segment.prompt.PromptResult;
import io.panoptes.segment.prompt.PromptSegmenter;
import io.panoptes.segment.prompt.PromptSession;
import io.panoptes.segment.prompt.Prompts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers points, boxes and masks with an encoder, which runs once a picture, and a decoder. */
final class EncoderDecoderModel implements PromptSegmenter {

  /** Score of a pixel inside and, negative, outside of a rough mask. */
  private static final float SURE = 10;

  /** Side of rough masks when the decoder does not say. */
  private static final int MASK_SIDE = 256;

  private static final int BESIDE = 0;
  private static final int ON = 1;
  private static final int UPPER_LEFT = 2;
  private static final int LOWER_RIGHT = 3;
  private static final int NONE = -1;

  private final String name;
  private final ModelInput input;
  private final EncoderDecoderSpec spec;
  private final ModelRuntime encoder;
  private final ModelRuntime decoder;
  private final InputPreparation preparation;

  EncoderDecoderModel(
      String name,
      ModelInput input,
      EncoderDecoderSpec spec,
      ModelRuntime encoder,
      ModelRuntime decoder) {
    this.name = name;
    this.input = input;
    this.spec = spec;
    this.encoder = encoder;
    this.decoder = decoder;
    this.preparation = new InputPreparation(input);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public PromptSession open(Image image) {
    ModelTensor picture = preparation.prepare(List.of(image));
    ModelTensor embedding =
        encoder.run(Map.of(input.name(), picture), List.of(spec.embedding())).get(spec.embedding());
    return new Session(preparation.place(image), embedding);
  }

  /** Keeps what the encoder made of a picture. */
  private final class Session implements PromptSession {

    private final Placement placement;
    private final ModelTensor embedding;

    Session(Placement placement, ModelTensor embedding) {
      this.placement = placement;
      this.embedding = embedding;
    }

    @Override
    public PromptResult segment(List<Prompt> prompts) {
      int width = placement.frameWidth();
      int height = placement.frameHeight();
      Prompts.check(prompts, width, height);
      Map<String, ModelTensor> given =
          decoder.run(feed(prompts), List.of(spec.masks(), spec.scores()));
      float[] scores = given.get(spec.scores()).floats();
      int best = 0;
      for (int i = 1; i < scores.length; i++) {
        best = scores[i] > scores[best] ? i : best;
      }
      Mask mask =
          MaskScores.of(spec.masks(), given.get(spec.masks()), best)
              .mask(
                  width,
                  height,
                  new Area(0, 0, width, height),
                  spec.imageSize().isEmpty()
                      ? Windows.of(placement)
                      : new MaskScores.Window(0, 0, 1, 1),
                  spec.threshold());
      return new PromptResult(mask, Math.max(0, Math.min(1, scores[best])));
    }

    private Map<String, ModelTensor> feed(List<Prompt> prompts) {
      Map<String, ModelTensor> fed = new HashMap<>();
      fed.put(spec.embeddingInput(), embedding);
      addPoints(fed, Prompts.points(prompts), Prompts.box(prompts));
      Optional<Mask> mask = Prompts.mask(prompts);
      if (!spec.maskInput().isEmpty()) {
        fed.put(spec.maskInput(), roughMask(mask));
      }
      if (!spec.hasMaskInput().isEmpty()) {
        fed.put(
            spec.hasMaskInput(),
            ModelTensor.ofFloats(new int[] {1}, new float[] {mask.isPresent() ? 1 : 0}));
      }
      if (!spec.imageSize().isEmpty()) {
        float[] size = {placement.frameHeight(), placement.frameWidth()};
        fed.put(spec.imageSize(), ModelTensor.ofFloats(new int[] {2}, size));
      }
      return fed;
    }

    private void addPoints(
        Map<String, ModelTensor> fed, List<PointPrompt> points, Optional<Box> box) {
      int count = points.size() + (box.isPresent() ? 2 : 1);
      float[] places = new float[2 * count];
      float[] labels = new float[count];
      for (int i = 0; i < points.size(); i++) {
        PointPrompt point = points.get(i);
        put(places, i, Math.floor(point.x()) + 0.5, Math.floor(point.y()) + 0.5);
        labels[i] = point.positive() ? ON : BESIDE;
      }
      if (box.isPresent()) {
        put(places, count - 2, box.get().left(), box.get().top());
        put(places, count - 1, box.get().right(), box.get().bottom());
        labels[count - 2] = UPPER_LEFT;
        labels[count - 1] = LOWER_RIGHT;
      } else {
        labels[count - 1] = NONE;
      }
      fed.put(spec.points(), ModelTensor.ofFloats(new int[] {1, count, 2}, places));
      fed.put(spec.labels(), ModelTensor.ofFloats(new int[] {1, count}, labels));
    }

    private void put(float[] places, int index, double x, double y) {
      double column = placement.left() + x * placement.partWidth() / placement.frameWidth();
      double row = placement.top() + y * placement.partHeight() / placement.frameHeight();
      places[2 * index] = (float) column;
      places[2 * index + 1] = (float) row;
    }

    private ModelTensor roughMask(Optional<Mask> mask) {
      TensorSpec declared = decoder.input(spec.maskInput());
      boolean fixed = declared.shape().size() == 4 && declared.dimension(3) > 0;
      int height = fixed ? declared.dimension(2) : MASK_SIDE;
      int width = fixed ? declared.dimension(3) : MASK_SIDE;
      float[] map = new float[width * height];
      if (mask.isPresent()) {
        map = MaskMaps.of(mask.get(), placement, width, height);
        for (int i = 0; i < map.length; i++) {
          map[i] = map[i] > 0 ? SURE : -SURE;
        }
      }
      return ModelTensor.ofFloats(new int[] {1, 1, height, width}, map);
    }

    @Override
    public void close() {
      // The embedding lies on the heap.
    }
  }

  @Override
  public void close() {
    encoder.close();
    decoder.close();
  }
}
