package io.panoptes.train.tensorflow;

import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.segment.Folders;
import io.panoptes.segment.Hashes;
import io.panoptes.train.Architecture;
import io.panoptes.train.Parameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Writes a trained network as a model folder that the segment stage runs. */
public final class ModelFolder {

  private static final String GRAPH = "saved_model.pb";
  private static final String MANIFEST = "model.yaml";

  private ModelFolder() {}

  /**
   * @param folder made if missing; an older model in it is replaced
   * @param weights of {@link io.panoptes.train.Checkpoint#weights()}
   * @param categories by label
   */
  public static void write(
      Path folder,
      Architecture architecture,
      Map<String, Parameter> weights,
      List<Category> categories)
      throws IOException {
    if (categories.size() != architecture.labels()) {
      throw new IllegalArgumentException(
          "%d categories for %d labels".formatted(categories.size(), architecture.labels()));
    }
    Files.createDirectories(folder);
    Path exported = Files.createTempDirectory(folder, "export");
    try {
      try (TrainedNetwork network = new TrainedNetwork(architecture, weights, 1)) {
        network.export(exported);
      }
      Files.move(
          exported.resolve(GRAPH), folder.resolve(GRAPH), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Folders.delete(exported);
    }
    Files.writeString(
        folder.resolve(MANIFEST), manifest(Hashes.ofFile(folder.resolve(GRAPH)), categories));
  }

  private static String manifest(String sha256, List<Category> categories) {
    StringBuilder text =
        new StringBuilder(
            """
            # Written by panoptes train.
            runtime: tensorflow
            format: saved-model
            files:
              - path: saved_model.pb
                sha256: %s
            input:
              name: image
              multiple-of: 32
              min-side: 768
              max-side: 768
              layout: nhwc
              colour: rgb
            head:
              kind: panoptic-deeplab
              semantic: semantic
              centre: centre
              offset: offset
              centre-threshold: 0.15
              centre-window: 7
              reach: 12
              join: 0.5
              min-area: 0.001
            scores: {doubtful: 0.4, sure: 0.65}
            categories:
            """
                .formatted(sha256));
    for (int label = 0; label < categories.size(); label++) {
      Category category = categories.get(label);
      text.append("  - {label: %d, name: %s".formatted(label, category.name()));
      if (!CategoryCatalog.STREET.find(category.name()).equals(java.util.Optional.of(category))) {
        text.append(
            ", kind: %s, colour: \"#%06x\""
                .formatted(category.isThing() ? "thing" : "stuff", category.rgb()));
      }
      text.append("}\n");
    }
    return text.toString();
  }
}
