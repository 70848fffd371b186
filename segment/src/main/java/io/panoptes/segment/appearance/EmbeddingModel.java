package io.panoptes.segment.appearance;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.AppearanceSpace;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.segment.Image;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.head.EmbeddingSpec;
import io.panoptes.segment.model.InputPreparation;
import io.panoptes.segment.model.ModelChecks;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.model.ModelRuntime;
import io.panoptes.segment.model.ModelTensor;
import io.panoptes.segment.model.RuntimeOptions;
import io.panoptes.segment.model.Runtimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Says what things look like by a network: each thing's box is cut out, brought to the model's
 * size, and the model gives a vector, of which the direction is kept. The model is shared: threads
 * take turns.
 */
public final class EmbeddingModel implements AutoCloseable {

  /** Crops that a model gets at once when it takes any number; it bounds the memory of a run. */
  private static final int LARGEST_BATCH = 16;

  /** Boxes with a shorter side show nothing; pixels. */
  private static final int LEAST_SIDE = 8;

  /** Digits of the model's checksum in the name of its space. */
  private static final int DIGITS = 12;

  private final ModelManifest manifest;
  private final EmbeddingSpec spec;
  private final ModelRuntime runtime;
  private final AppearanceSpace space;
  private final InputPreparation preparation;
  private final Crops crops;
  private final Set<Category> categories;
  private final int atOnce;
  private final boolean isFixed;

  private EmbeddingModel(ModelManifest manifest, String checksum, ModelRuntime runtime) {
    this.manifest = manifest;
    this.spec = spec(manifest);
    this.runtime = runtime;
    int taken = ModelChecks.channels(manifest.input(), Image.CHANNELS, runtime);
    ModelChecks.numbers("embedding", spec.output(), runtime);
    this.isFixed = taken != -1;
    this.atOnce = isFixed ? taken : LARGEST_BATCH;
    this.space =
        new AppearanceSpace(
            EmbeddingSpec.KIND + ":" + checksum.substring(0, DIGITS), spec.threshold());
    this.preparation = new InputPreparation(manifest.input());
    this.crops = new Crops((int) Math.round(manifest.input().fit().pad()));
    this.categories = new HashSet<>(manifest.categories().values());
  }

  /**
   * Loads a model.
   *
   * @throws SegmenterException when it cannot be loaded, is another than the manifest says, or
   *     gives no vectors
   */
  public static EmbeddingModel open(ModelManifest manifest, RuntimeOptions options) {
    spec(manifest);
    String checksum = manifest.verify();
    ModelRuntime runtime = Runtimes.open(manifest, options);
    try {
      return new EmbeddingModel(manifest, checksum, runtime);
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
  }

  /**
   * What the manifest says of its vectors.
   *
   * @throws SegmenterException when the model gives none
   */
  static EmbeddingSpec spec(ModelManifest manifest) {
    return manifest
        .embedding()
        .orElseThrow(
            () ->
                new SegmenterException(
                    ("the model in %s gives no vectors for 'appearance'; name one whose manifest"
                            + " has head: {kind: embedding, ...}")
                        .formatted(manifest.folder())));
  }

  /** Which vectors compare with this model's: its own, in this very version. */
  public AppearanceSpace space() {
    return space;
  }

  /** Whether things of this category get a vector. */
  public boolean describes(Category category) {
    return categories.contains(category);
  }

  /**
   * The same with a look for things of the model's categories that have none and are large enough.
   *
   * @param most vectors, the largest things first
   */
  public synchronized Segmentation add(Segmentation segmentation, Image image, int most) {
    List<Segment> chosen = choose(segmentation, image, most);
    if (chosen.isEmpty()) {
      return segmentation;
    }
    Map<Integer, Appearance> looks = new HashMap<>();
    for (int from = 0; from < chosen.size(); from += atOnce) {
      List<Segment> some = chosen.subList(from, Math.min(chosen.size(), from + atOnce));
      List<Optional<Appearance>> given = run(crops.cut(segmentation, some, image, spec.masked()));
      for (int i = 0; i < some.size(); i++) {
        int id = some.get(i).id();
        given.get(i).ifPresent(look -> looks.put(id, look));
      }
    }
    return new Segmentation(
        segmentation.map(),
        segmentation.segments().stream()
            .map(
                segment ->
                    looks.containsKey(segment.id())
                        ? segment.withAppearance(looks.get(segment.id()))
                        : segment)
            .toList());
  }

  private List<Segment> choose(Segmentation segmentation, Image image, int most) {
    List<Segment> chosen = new ArrayList<>();
    for (Segment segment : segmentation.segments()) {
      Box box = segment.box().clip(image.width(), image.height());
      if (segment.appearance().isEmpty()
          && describes(segment.category())
          && Math.min(box.width(), box.height()) >= LEAST_SIDE) {
        chosen.add(segment);
      }
    }
    chosen.sort(Comparator.comparingInt(Segment::areaPixels).reversed());
    return chosen.subList(0, Math.min(most, chosen.size()));
  }

  private List<Optional<Appearance>> run(List<Image> pictures) {
    List<Image> full = new ArrayList<>(pictures);
    while (isFixed && full.size() < atOnce) {
      full.add(pictures.get(pictures.size() - 1));
    }
    ModelTensor given =
        runtime
            .run(Map.of(manifest.input().name(), preparation.prepare(full)), List.of(spec.output()))
            .get(spec.output());
    int length = given.size() / full.size();
    if (length * full.size() != given.size() || length < 1 || length > Appearance.MAX_LENGTH) {
      throw new SegmenterException(
          "output '%s' has the shape %s for %d crops; one vector of 1 to %d numbers each is needed"
              .formatted(spec.output(), given, full.size(), Appearance.MAX_LENGTH));
    }
    float[] numbers = given.floats();
    List<Optional<Appearance>> looks = new ArrayList<>(pictures.size());
    for (int i = 0; i < pictures.size(); i++) {
      looks.add(look(numbers, i * length, length));
    }
    return looks;
  }

  /** Empty for a vector without a direction. */
  private Optional<Appearance> look(float[] numbers, int from, int length) {
    float[] vector = new float[length];
    double square = 0;
    for (int i = 0; i < length; i++) {
      vector[i] = numbers[from + i];
      square += (double) vector[i] * vector[i];
    }
    return square > 0 && square < Double.POSITIVE_INFINITY
        ? Optional.of(Appearance.of(space, vector))
        : Optional.empty();
  }

  @Override
  public synchronized void close() {
    runtime.close();
  }
}
