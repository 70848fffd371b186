package io.panoptes.segment.interactive;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.prompt.PromptSegmenter;
import java.util.List;

/** Models that answer prompts, by the kinds that manifests name. */
public final class PromptModels {

  private static final List<String> KINDS = List.of("encoder-decoder", "extreme-points", "clicks");

  private PromptModels() {}

  /** Reads the section {@code prompt} of a manifest; problems are recorded in its document. */
  public static PromptSpec read(ConfigNode prompt) {
    if (!prompt.has("kind")) {
      prompt.requiredText("kind");
    }
    return switch (prompt.choice("kind", KINDS.get(0), KINDS)) {
      case "extreme-points" -> ExtremePointsSpec.read(prompt);
      case "clicks" -> ClicksSpec.read(prompt);
      default -> EncoderDecoderSpec.read(prompt);
    };
  }

  /**
   * Loads a model; the caller closes it.
   *
   * @param name what the result is called
   * @throws SegmenterException when it cannot be loaded, is another than the manifest says, or does
   *     not answer prompts
   */
  public static PromptSegmenter open(String name, ModelManifest manifest, RuntimeOptions options) {
    PromptSpec spec =
        manifest
            .prompt()
            .orElseThrow(
                () ->
                    new SegmenterException(
                        ("the model in %s segments whole frames and answers no prompts; name one"
                                + " whose manifest has a section 'prompt'")
                            .formatted(manifest.folder())));
    return spec.open(name, manifest, options);
  }
}
