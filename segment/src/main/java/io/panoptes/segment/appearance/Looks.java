package io.panoptes.segment.appearance;

import io.panoptes.segment.Image;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.model.ModelManifest;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Says what things look like, as each camera wants it. Models are opened once, for all cameras that
 * name them. Safe for several threads.
 */
public final class Looks implements AutoCloseable {

  private static final String MODEL = "model:";

  private final SegmentSettings settings;
  private final Map<String, EmbeddingModel> models = new HashMap<>();

  public Looks(SegmentSettings settings) {
    this.settings = settings;
  }

  /**
   * Makes sure that what a camera wants can be had, without loading it.
   *
   * @throws SegmenterException when it cannot; the message says what to do
   */
  public static void check(AppearanceSettings appearance, SegmentSettings settings) {
    if (appearance.isModel()) {
      EmbeddingModel.spec(manifest(appearance, settings));
    }
  }

  private static ModelManifest manifest(AppearanceSettings appearance, SegmentSettings settings) {
    String name = appearance.looks();
    String resolved = settings.models().getOrDefault(name, name);
    try {
      return ModelManifest.read(
          Path.of(resolved.startsWith(MODEL) ? resolved.substring(MODEL.length()) : resolved));
    } catch (SegmenterException | InvalidPathException e) {
      throw new SegmenterException(
          ("appearance '%s' cannot be had: %s; allowed are colours, none, a model's folder and the"
                  + " names in segment.models")
              .formatted(name, e.getMessage()),
          e);
    }
  }

  /**
   * Opens what a camera wants; at the first use at the latest.
   *
   * @throws SegmenterException when it cannot be had
   */
  public void prepare(AppearanceSettings appearance) {
    if (appearance.isModel()) {
      model(appearance);
    }
  }

  private synchronized EmbeddingModel model(AppearanceSettings appearance) {
    EmbeddingModel model = models.get(appearance.looks());
    if (model == null) {
      model = EmbeddingModel.open(manifest(appearance, settings), settings.runtime());
      models.put(appearance.looks(), model);
    }
    return model;
  }

  /**
   * The same with a look for things that have none. Of a model's categories, those that get no
   * vector get no colours either, so that a track keeps the look that it has.
   */
  public Segmentation add(AppearanceSettings appearance, Segmentation segmentation, Image image) {
    if (appearance.looks().equals(AppearanceSettings.NONE)) {
      return segmentation;
    }
    if (!appearance.isModel()) {
      return ColourLooks.add(segmentation, image);
    }
    EmbeddingModel model = model(appearance);
    return ColourLooks.add(
        model.add(segmentation, image, appearance.most()),
        image,
        category -> !model.describes(category));
  }

  /** Gives the models' memory back. */
  @Override
  public synchronized void close() {
    models.values().forEach(EmbeddingModel::close);
    models.clear();
  }
}
