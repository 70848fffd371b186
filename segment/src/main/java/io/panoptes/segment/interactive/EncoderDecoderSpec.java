package io.panoptes.segment.interactive;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelChecks;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.model.Runtimes;
import io.panoptes.segment.prompt.PromptSegmenter;
import java.nio.file.Path;

/**
 * A model of two graphs, after Kirillov and others: Segment Anything (2023): an encoder makes an
 * embedding of a picture, and a decoder makes masks of the embedding and prompts.
 *
 * @param encoder which of the manifest's files it is
 * @param decoder which of the manifest's files it is
 * @param embedding the encoder's output
 * @param embeddingInput the decoder's input for it
 * @param points the decoder's input {@code [1, n, 2]}: x and y in pixels of the encoder's input
 * @param labels the decoder's input {@code [1, n]}: 1 on the thing, 0 beside it, 2 and 3 the
 *     corners of a box, -1 no point
 * @param maskInput the decoder's input {@code [1, 1, h, w]} for a rough mask; empty when there is
 *     none
 * @param hasMaskInput the decoder's input that says whether the rough mask counts; empty when there
 *     is none
 * @param imageSize the decoder's input for height and width of the frame, when the masks come at
 *     the frame's size; empty when they show the encoder's whole input
 * @param masks the decoder's output {@code [1, masks, h, w]}
 * @param scores the decoder's output {@code [1, masks]}, how good it thinks they are
 * @param threshold scores of pixels above it are inside
 */
record EncoderDecoderSpec(
    String encoder,
    String decoder,
    String embedding,
    String embeddingInput,
    String points,
    String labels,
    String maskInput,
    String hasMaskInput,
    String imageSize,
    String masks,
    String scores,
    double threshold)
    implements PromptSpec {

  static EncoderDecoderSpec read(ConfigNode node) {
    return new EncoderDecoderSpec(
        node.requiredText("encoder"),
        node.requiredText("decoder"),
        node.text("embedding", "image_embeddings"),
        node.text("embedding-input", "image_embeddings"),
        node.text("points", "point_coords"),
        node.text("labels", "point_labels"),
        node.text("mask-input", ""),
        node.text("has-mask-input", ""),
        node.text("image-size", ""),
        node.text("masks", "masks"),
        node.text("scores", "iou_predictions"),
        node.number("threshold", 0, -1000, 1000));
  }

  @Override
  public PromptSegmenter open(String name, ModelManifest manifest, RuntimeOptions options) {
    ModelRuntime first = Runtimes.open(manifest, file(manifest, encoder), options);
    ModelRuntime second = null;
    try {
      ModelChecks.channels(manifest.input(), 3, first);
      ModelChecks.numbers("embedding", embedding, first);
      second = Runtimes.open(manifest, file(manifest, decoder), options);
      check(second);
      return new EncoderDecoderModel(name, manifest.input(), this, first, second);
    } catch (RuntimeException e) {
      first.close();
      if (second != null) {
        second.close();
      }
      throw e;
    }
  }

  private void check(ModelRuntime runtime) {
    runtime.input(embeddingInput);
    runtime.input(points);
    runtime.input(labels);
    for (String optional : new String[] {maskInput, hasMaskInput, imageSize}) {
      if (!optional.isEmpty()) {
        runtime.input(optional);
      }
    }
    ModelChecks.numbers("masks", masks, runtime);
    ModelChecks.numbers("scores", scores, runtime);
  }

  private static ModelManifest.ModelFile file(ModelManifest manifest, String path) {
    for (ModelManifest.ModelFile file : manifest.files()) {
      if (file.path().equals(Path.of(path))) {
        return file;
      }
    }
    throw new SegmenterException(
        "the manifest in %s names the graph '%s', which is not among its files; they are %s"
            .formatted(
                manifest.folder(),
                path,
                manifest.files().stream().map(ModelManifest.ModelFile::path).toList()));
  }
}
