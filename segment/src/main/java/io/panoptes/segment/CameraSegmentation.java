package io.panoptes.segment;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.core.config.ConfigShapes;
import io.panoptes.core.geometry.Polygon;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.segment.appearance.AppearanceSettings;
import io.panoptes.segment.appearance.Looks;
import io.panoptes.segment.classic.ClassicSettings;
import io.panoptes.segment.motion.MotionSettings;
import io.panoptes.segment.propagation.PropagationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one camera is segmented.
 *
 * @param segmenter {@code street}, {@code motion}, {@code none}, a classical one, {@code
 *     model:<model-dir>} or a name from {@link SegmentSettings#models}
 * @param scene drawn stuff, later areas on top
 * @param motion parameters of the segmenter {@code motion}
 * @param classic parameters of the classical segmenters
 * @param propagation which frames go without the segmenter
 * @param cameraMotion whether it is estimated how the camera moves
 * @param appearance how it is said what things look like
 */
public record CameraSegmentation(
    String segmenter,
    List<SceneArea> scene,
    MotionSettings motion,
    ClassicSettings classic,
    PropagationSettings propagation,
    boolean cameraMotion,
    AppearanceSettings appearance) {

  /** What a camera gets that says nothing else. */
  public static final String DEFAULT_SEGMENTER = "street";

  public CameraSegmentation {
    if (segmenter.isBlank()) {
      throw new IllegalArgumentException("segmenter is empty; name one, such as motion");
    }
    if (motion == null) {
      throw new NullPointerException("motion is null");
    }
    if (classic == null) {
      throw new NullPointerException("classic is null");
    }
    if (propagation == null) {
      throw new NullPointerException("propagation is null");
    }
    if (appearance == null) {
      throw new NullPointerException("appearance is null");
    }
    scene = List.copyOf(scene);
  }

  /** What a camera without any configuration gets. */
  public static CameraSegmentation defaults() {
    return new CameraSegmentation(
        DEFAULT_SEGMENTER,
        List.of(),
        MotionSettings.defaults(),
        ClassicSettings.defaults(),
        PropagationSettings.defaults(),
        false,
        AppearanceSettings.defaults());
  }

  /** The same camera with another segmenter. */
  public CameraSegmentation withSegmenter(String name) {
    return new CameraSegmentation(
        name, scene, motion, classic, propagation, cameraMotion, appearance);
  }

  /** The same camera with other frames that go without the segmenter. */
  public CameraSegmentation withPropagation(PropagationSettings settings) {
    return new CameraSegmentation(
        segmenter, scene, motion, classic, settings, cameraMotion, appearance);
  }

  /** The same camera, of which it is or is not estimated how it moves. */
  public CameraSegmentation withCameraMotion(boolean estimated) {
    return new CameraSegmentation(
        segmenter, scene, motion, classic, propagation, estimated, appearance);
  }

  /** The same camera with other looks. */
  public CameraSegmentation withAppearance(AppearanceSettings settings) {
    return new CameraSegmentation(
        segmenter, scene, motion, classic, propagation, cameraMotion, settings);
  }

  /**
   * Reads a camera's keys {@code segmenter}, {@code scene}, the segmenters' sections and those of
   * {@link PropagationSettings} and {@link AppearanceSettings}; problems are recorded in its
   * document.
   *
   * @param name the camera's, for messages
   */
  public static CameraSegmentation read(String name, ConfigNode camera) {
    String segmenter = camera.text("segmenter", DEFAULT_SEGMENTER);
    if (segmenter.isBlank()) {
      camera
          .section("segmenter")
          .problem("of camera " + name + " is empty; write street, motion or none");
      segmenter = DEFAULT_SEGMENTER;
    }
    List<SceneArea> scene = new ArrayList<>();
    for (ConfigNode item : camera.list("scene")) {
      readArea(item).ifPresent(scene::add);
    }
    return new CameraSegmentation(
        segmenter,
        scene,
        MotionSettings.read(camera.mapping("motion")),
        ClassicSettings.read(camera),
        PropagationSettings.read(camera),
        camera.bool("camera-motion", false),
        AppearanceSettings.read(camera));
  }

  /**
   * The same, and a {@code segmenter} or {@code appearance} that this installation does not have is
   * a problem.
   *
   * @param settings the section {@code segment}, whose models are allowed by name
   */
  public static CameraSegmentation read(String name, ConfigNode camera, SegmentSettings settings) {
    CameraSegmentation read = read(name, camera);
    try {
      Segmenters.load().choose(read.segmenter, settings);
    } catch (SegmenterException e) {
      camera.section("segmenter").problem(e.getMessage());
    }
    try {
      Looks.check(read.appearance, settings);
    } catch (SegmenterException e) {
      camera.section("appearance").problem(e.getMessage());
    }
    return read;
  }

  private static Optional<SceneArea> readArea(ConfigNode item) {
    List<String> allowed =
        CategoryCatalog.STREET.categories().stream()
            .filter(category -> !category.isThing())
            .map(Category::name)
            .toList();
    if (!item.has("category")) {
      item.requiredText("category");
    }
    String category = item.choice("category", "", allowed);
    Optional<Polygon> polygon = ConfigShapes.polygon(item, "polygon");
    if (category.isEmpty() || polygon.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new SceneArea(CategoryCatalog.STREET.get(category), polygon.get()));
  }
}
