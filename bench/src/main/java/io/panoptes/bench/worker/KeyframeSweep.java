package io.panoptes.bench.worker;

import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.Origin;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.semantic.ConfusionMatrix;
import io.panoptes.eval.semantic.SemanticClass;
import io.panoptes.eval.semantic.SemanticRules;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.propagation.PropagationSettings;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What fewer key frames save and cost, against the run in which every frame is one. */
final class KeyframeSweep {

  private static final SemanticRules RULES =
      new SemanticRules(
          CategoryCatalog.STREET.categories().stream()
              .map(category -> new SemanticClass(category.id(), category.name(), true))
              .toList(),
          Set.of(0));

  private final Footage footage;
  private final SegmentSettings settings;
  private final String segmenter;
  private Map<Long, LabelMap> full = Map.of();

  KeyframeSweep(Footage footage, SegmentSettings settings, String segmenter) {
    this.footage = footage;
    this.settings = settings;
    this.segmenter = segmenter;
  }

  /**
   * One setting's figures.
   *
   * @param segmented share of the frames that the segmenter saw
   * @param miou of all frames, the segmenter's own result on each being the truth
   */
  record Figures(int every, double framesPerSecond, double segmented, double miou) {}

  /** The first call is to be with 1, which gives the truth. */
  Figures run(int every, double drift) throws InterruptedException {
    PropagationSettings defaults = PropagationSettings.defaults();
    CameraSegmentation camera =
        CameraSegmentation.defaults()
            .withSegmenter(segmenter)
            .withPropagation(
                new PropagationSettings(
                    every,
                    drift,
                    false,
                    defaults.stillLevel(),
                    defaults.stillArea(),
                    defaults.stillFor()));
    Map<Long, PanopticFrame> results = new ConcurrentHashMap<>();
    double framesPerSecond;
    try (WorkerLoad load =
        new WorkerLoad(
            footage, settings, camera, frame -> results.put(frame.id().sequence(), frame))) {
      framesPerSecond = load.run(1, footage.frames(), 0).framesPerSecond();
    }
    Map<Long, LabelMap> labels = new ConcurrentHashMap<>();
    results.forEach((sequence, frame) -> labels.put(sequence, labels(frame)));
    if (every == 1) {
      full = labels;
    }
    ConfusionMatrix matrix = new ConfusionMatrix(RULES);
    for (long sequence = 0; sequence < footage.frames(); sequence++) {
      matrix.add(full.get(sequence), labels.get(sequence));
    }
    long segmented =
        results.values().stream().filter(frame -> frame.origin() == Origin.SEGMENTED).count();
    return new Figures(
        every, framesPerSecond, segmented / (double) footage.frames(), matrix.result().meanIou());
  }

  private static LabelMap labels(PanopticFrame frame) {
    char[] ids = frame.map().ids();
    int[] byId = new int[1 + Character.MAX_VALUE];
    for (Segment segment : frame.segments()) {
      byId[segment.id()] = segment.category().id();
    }
    int[] labels = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      labels[i] = byId[ids[i]];
    }
    return new LabelMap(frame.width(), frame.height(), labels);
  }
}
