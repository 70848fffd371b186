package io.panoptes.segment.versions;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.SegmenterProvider;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelSegmenter;
import io.panoptes.segment.street.StreetSegmenterProvider;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Provides {@code distilled:<dir>}: whatever version of a camera's model is in use, and the bundled
 * one before there is any. Registered before models, which would take names with slashes for paths.
 */
public final class DistilledSegmenterProvider implements SegmenterProvider {

  private static final String PREFIX = "distilled:";

  private final StreetSegmenterProvider bundled = new StreetSegmenterProvider();

  @Override
  public List<String> usage() {
    return List.of("distilled:<dir>");
  }

  @Override
  public boolean provides(String name) {
    return name.startsWith(PREFIX) && name.length() > PREFIX.length();
  }

  /** A camera's own, because each learns from its own pictures. */
  @Override
  public Sharing sharing() {
    return Sharing.PER_CAMERA;
  }

  @Override
  public boolean remembers(String name) {
    return false;
  }

  @Override
  public Segmenter open(String name, CameraSegmentation camera, SegmentSettings settings) {
    ModelVersions versions = versions(name);
    return DistilledSegmenter.open(
        name,
        versions,
        version -> open(name, versions, version, camera, settings),
        System::nanoTime);
  }

  private Segmenter open(
      String name,
      ModelVersions versions,
      int version,
      CameraSegmentation camera,
      SegmentSettings settings) {
    if (version == ModelVersions.BUNDLED) {
      return bundled.open(StreetSegmenterProvider.NAME, camera, settings);
    }
    ModelManifest manifest = ModelManifest.read(versions.folder(version));
    manifest.verify();
    return ModelSegmenter.open(name, manifest, settings.runtime());
  }

  /**
   * Of the version in use.
   *
   * @throws SegmenterException when its files cannot be read
   */
  @Override
  public String hash(String name, CameraSegmentation camera, SegmentSettings settings) {
    ModelVersions versions = versions(name);
    int version = versions.current();
    return version == ModelVersions.BUNDLED
        ? bundled.hash(StreetSegmenterProvider.NAME, camera, settings)
        : ModelManifest.read(versions.folder(version)).verify();
  }

  /**
   * A segmenter's name with a camera's own model in place of another: of the whole, or of what is
   * fused.
   *
   * @param model the name to replace, such as {@code street}
   * @param segmenter such as {@code street} or {@code fused:street+motion}
   * @param folder of the versions
   * @return empty when the model is not in it
   */
  public static Optional<String> insteadOf(String model, String segmenter, Path folder) {
    String own = PREFIX + folder;
    if (segmenter.equals(model)) {
      return Optional.of(own);
    }
    String fused = "fused:";
    if (!segmenter.startsWith(fused)) {
      return Optional.empty();
    }
    List<String> members =
        new ArrayList<>(List.of(segmenter.substring(fused.length()).split("\\+", -1)));
    if (!members.contains(model)) {
      return Optional.empty();
    }
    members.replaceAll(member -> member.equals(model) ? own : member);
    return Optional.of(fused + String.join("+", members));
  }

  private static ModelVersions versions(String name) {
    return new ModelVersions(Path.of(name.substring(PREFIX.length())));
  }
}
