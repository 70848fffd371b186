package io.panoptes.eval.run;

import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.LabelMap;
import io.panoptes.eval.MalformedEntryException;
import io.panoptes.eval.panoptic.PanopticLabels;
import io.panoptes.eval.panoptic.PanopticSegment;
import io.panoptes.eval.stq.SegmentationTrackingQuality;
import io.panoptes.eval.stq.StqSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns panoptic pictures whose ids last over a video into labels of class and instance. */
final class TrackLabels {

  private static final int MOST_TRACKS = (1 << SegmentationTrackingQuality.INSTANCE_BITS) - 1;

  private final Map<Integer, Integer> classOfCategory = new HashMap<>();
  private final Set<Integer> things = new HashSet<>();
  private final int classes;

  TrackLabels(List<EvalCategory> categories) {
    classes = categories.size();
    for (int i = 0; i < classes; i++) {
      classOfCategory.put(categories.get(i).id(), i);
      if (categories.get(i).thing()) {
        things.add(i);
      }
    }
  }

  /** Void is the class after the last. */
  StqSettings settings() {
    return new StqSettings(classes, things, classes);
  }

  Video newVideo() {
    return new Video();
  }

  /** The identities of one side of one video. Not for several threads. */
  final class Video {

    private final Map<Integer, Integer> instanceOfId = new HashMap<>();

    /**
     * @throws MalformedEntryException when an id of the picture is not in its table or the other
     *     way round, a category is unknown, or there are more than 65535 tracks
     */
    LabelMap labels(PanopticLabels picture, boolean inTruth) {
      Map<Integer, Integer> labelOfId = new HashMap<>();
      labelOfId.put(0, SegmentationTrackingQuality.label(classes, 0));
      for (PanopticSegment segment : picture.segments()) {
        Integer semantic = classOfCategory.get(segment.categoryId());
        if (semantic == null) {
          throw new MalformedEntryException(
              inTruth,
              "segment " + segment.id(),
              "has the unknown category " + segment.categoryId());
        }
        boolean track = things.contains(semantic) && !segment.crowd();
        labelOfId.put(
            segment.id(),
            SegmentationTrackingQuality.label(semantic, track ? instance(segment.id()) : 0));
      }
      int[] ids = picture.map().labels();
      int[] labels = new int[ids.length];
      int last = 0;
      int label = labelOfId.get(0);
      for (int i = 0; i < labels.length; i++) {
        if (ids[i] != last) {
          last = ids[i];
          Integer known = labelOfId.get(last);
          if (known == null) {
            throw new MalformedEntryException(
                inTruth, "segment " + last, "the id is in the PNG and not in the JSON");
          }
          label = known;
        }
        labels[i] = label;
      }
      return new LabelMap(picture.map().width(), picture.map().height(), labels);
    }

    private int instance(int id) {
      int instance = instanceOfId.computeIfAbsent(id, i -> instanceOfId.size() + 1);
      if (instance > MOST_TRACKS) {
        throw new MalformedEntryException(
            "segment " + id, "is track " + instance + "; at most " + MOST_TRACKS + " are counted");
      }
      return instance;
    }
  }
}
