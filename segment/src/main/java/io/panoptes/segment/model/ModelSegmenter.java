package io.panoptes.segment.model;

import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.head.Head;
import io.panoptes.segment.head.HeadSpec;
import io.panoptes.segment.head.HeadTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model from a manifest: pictures are prepared, a runtime runs it, its outputs are decoded. */
public final class ModelSegmenter implements Segmenter {

  /** Size that a model which takes any is warmed up with. */
  private static final int WARM_UP_SIDE = 512;

  private final String name;
  private final String device;
  private final ModelManifest manifest;
  private final ModelRuntime runtime;
  private final InputPreparation preparation;
  private final Head head;
  private final List<String> outputs;

  /** Pictures that the model takes at once, -1 for any number. */
  private final int pictures;

  private ModelSegmenter(String name, ModelManifest manifest, ModelRuntime runtime, Device device) {
    this.name = name;
    this.device = device.toString();
    this.manifest = manifest;
    this.runtime = runtime;
    this.preparation = new InputPreparation(manifest.input());
    int taken = ModelChecks.pictures(manifest.input(), runtime);
    // A processor gains nothing by batches, and may round otherwise in each size of batch.
    this.pictures = taken == -1 && !device.isGpu() ? 1 : taken;
    HeadSpec headSpec = manifest.head().orElseThrow();
    ModelChecks.outputs(headSpec.tensors(), runtime);
    this.outputs = headSpec.tensors().stream().map(HeadTensor::name).distinct().toList();
    this.head = headSpec.open(manifest.categories());
  }

  /**
   * Loads a model.
   *
   * @throws SegmenterException when it cannot be loaded or is another than the manifest says
   */
  public static ModelSegmenter open(String name, ModelManifest manifest, RuntimeOptions options) {
    if (manifest.head().isEmpty()) {
      throw new SegmenterException(
          (manifest.prompt().isPresent()
                  ? "the model in %s answers prompts and segments no frames by itself; name one"
                      + " whose manifest has a section 'head'"
                  : "the model in %s describes crops and segments no frames; name it as"
                      + " 'appearance', and as 'segmenter' one with another kind of head")
              .formatted(manifest.folder()));
    }
    ModelRuntime runtime = Runtimes.open(manifest, options);
    try {
      return new ModelSegmenter(name, manifest, runtime, options.device());
    } catch (RuntimeException e) {
      runtime.close();
      throw e;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public void warmUp() {
    ModelInput.Size size = manifest.input().size();
    int width = size.width() == 0 ? WARM_UP_SIDE : size.width();
    int height = size.height() == 0 ? WARM_UP_SIDE : size.height();
    segmentImages(List.of(Image.allocate(width, height)));
  }

  @Override
  public List<Segmentation> segment(List<Picture> batch) {
    return segmentImages(batch.stream().map(Picture::image).toList());
  }

  private List<Segmentation> segmentImages(List<Image> images) {
    Map<List<Integer>, List<Integer>> bySize = new LinkedHashMap<>();
    for (int i = 0; i < images.size(); i++) {
      Placement placement = preparation.place(images.get(i));
      bySize
          .computeIfAbsent(
              List.of(placement.width(), placement.height()), size -> new ArrayList<>())
          .add(i);
    }
    Segmentation[] results = new Segmentation[images.size()];
    for (List<Integer> indexes : bySize.values()) {
      int atOnce = pictures == -1 ? indexes.size() : pictures;
      for (int from = 0; from < indexes.size(); from += atOnce) {
        List<Integer> some = indexes.subList(from, Math.min(indexes.size(), from + atOnce));
        List<Segmentation> decoded = run(some.stream().map(images::get).toList(), atOnce);
        for (int i = 0; i < some.size(); i++) {
          results[some.get(i)] = decoded.get(i);
        }
      }
    }
    return Arrays.asList(results);
  }

  /**
   * Runs the model once.
   *
   * @param atOnce pictures that the model needs; the last one fills up what is missing
   * @return one result for each of these
   */
  private List<Segmentation> run(List<Image> images, int atOnce) {
    List<Image> full = new ArrayList<>(images);
    while (full.size() < atOnce) {
      full.add(images.get(images.size() - 1));
    }
    ModelTensor input = preparation.prepare(full);
    Map<String, ModelTensor> given = runtime.run(Map.of(manifest.input().name(), input), outputs);
    return head.decode(given, full.stream().map(preparation::place).toList()).stream()
        .map(manifest.scores()::of)
        .toList();
  }

  @Override
  public void close() {
    runtime.close();
  }
}
