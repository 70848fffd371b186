package io.panoptes.segment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** All families of segmenters that this installation has. */
public final class Segmenters {

  private final List<SegmenterProvider> providers;

  public Segmenters(List<SegmenterProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /** Every family on the class path. */
  public static Segmenters load() {
    List<SegmenterProvider> providers = new ArrayList<>();
    ServiceLoader.load(SegmenterProvider.class, Segmenters.class.getClassLoader())
        .forEach(providers::add);
    return new Segmenters(providers);
  }

  /** What users may write as {@code segmenter}. */
  public List<String> usage() {
    return providers.stream().flatMap(provider -> provider.usage().stream()).toList();
  }

  /** The family that serves a name; empty when none does. */
  public Optional<SegmenterProvider> find(String name) {
    for (SegmenterProvider provider : providers) {
      if (provider.provides(name)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }

  /**
   * The family and full name behind what a camera's configuration says.
   *
   * @param name a family's name, or a key of {@link SegmentSettings#models}
   * @throws SegmenterException when there is none; the message lists what there is
   */
  public Choice choose(String name, SegmentSettings settings) {
    String resolved = settings.models().getOrDefault(name, name);
    Optional<SegmenterProvider> provider = find(resolved);
    if (provider.isEmpty()) {
      throw new SegmenterException(unknown(name, settings.models()));
    }
    return new Choice(name, resolved, provider.get());
  }

  String unknown(String name, Map<String, String> models) {
    List<String> allowed = new ArrayList<>(usage());
    allowed.addAll(models.keySet());
    return "segmenter '%s' is unknown; allowed are %s".formatted(name, String.join(", ", allowed));
  }

  /**
   * A segmenter that can be opened.
   *
   * @param name what the configuration says
   * @param resolved the family's own name for it, the same unless it is one of the models
   */
  public record Choice(String name, String resolved, SegmenterProvider provider) {

    public Segmenter open(CameraSegmentation camera, SegmentSettings settings) {
      return provider.open(resolved, camera, settings);
    }

    public String hash(CameraSegmentation camera, SegmentSettings settings) {
      return provider.hash(resolved, camera, settings);
    }
  }
}
