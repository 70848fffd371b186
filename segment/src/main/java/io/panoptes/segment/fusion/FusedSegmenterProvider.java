package io.panoptes.segment.fusion;

import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Hashes;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.SegmenterProvider;
import io.panoptes.segment.Segmenters;
import java.util.List;

/**
 * Provides {@code fused:<segmenter>+<segmenter>} and {@code fused:<dir>}: the instances of one over
 * the semantics of another, or a model and {@code motion}, each of which finds what the other
 * misses. Registered before models, which would take names with slashes for paths.
 */
public final class FusedSegmenterProvider implements SegmenterProvider {

  /** Changes whenever the same members give other results. */
  private static final int VERSION = 1;

  @Override
  public List<String> usage() {
    return List.of("fused:<segmenter>+<segmenter>", "fused:<dir>");
  }

  @Override
  public boolean provides(String name) {
    return name.startsWith(FusedSpec.PREFIX) && name.length() > FusedSpec.PREFIX.length();
  }

  /** A camera's own, because {@code motion} remembers one camera. */
  @Override
  public Sharing sharing() {
    return Sharing.PER_CAMERA;
  }

  @Override
  public boolean remembers(String name) {
    return FusedSpec.read(name).withMotion();
  }

  @Override
  public Segmenter open(String name, CameraSegmentation camera, SegmentSettings settings) {
    FusedSpec spec = FusedSpec.read(name);
    Segmenters all = Segmenters.load();
    Segmenters.Choice first = member(spec.first(), all, settings);
    Segmenters.Choice second = member(spec.second(), all, settings);
    Segmenter one = first.open(camera, settings);
    try {
      return new FusedSegmenter(name, one, second.open(camera, settings), spec.fuser());
    } catch (RuntimeException e) {
      one.close();
      throw e;
    }
  }

  private static Segmenters.Choice member(String name, Segmenters all, SegmentSettings settings) {
    Segmenters.Choice choice = all.choose(name, settings);
    if (choice.resolved().startsWith(FusedSpec.PREFIX)) {
      throw new SegmenterException(
          "segmenter '%s' is fused itself; name one that is not".formatted(name));
    }
    return choice;
  }

  @Override
  public String hash(String name, CameraSegmentation camera, SegmentSettings settings) {
    FusedSpec spec = FusedSpec.read(name);
    Segmenters all = Segmenters.load();
    return Hashes.ofText(
        "fused %d\n%s\n%s\n%s"
            .formatted(
                VERSION,
                member(spec.first(), all, settings).hash(camera, settings),
                member(spec.second(), all, settings).hash(camera, settings),
                spec.withMotion() ? FusedSpec.MOTION : spec.settings()));
  }
}
