package io.panoptes.bench.tracking;

import io.panoptes.bench.replay.javacv.VideoReader;
import io.panoptes.bench.tracking.Truth.Somebody;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Appearance;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.Image;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.appearance.AppearanceSettings;
import io.panoptes.segment.appearance.Looks;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how well looks tell the people of TUD-Campus apart, cut out by the ground truth's boxes or
 * as a segmenter finds them, and what looking costs. Likenesses are the same in every run.
 */
public final class LookSeparation {

  /** Frames between the two sightings that are compared. */
  private static final int APART = 10;

  /** Share of a box that must not lie behind the boxes of others. */
  private static final double LEAST_VISIBLE = 0.5;

  /** Of a segment with somebody of the truth. */
  private static final double LEAST_IOU = 0.5;

  private static final String BOXES = "boxes";

  private static final int WARM_UPS = 20;
  private static final int RUNS = 60;
  private static final Category PERSON = CategoryCatalog.STREET.get("person");

  private LookSeparation() {}

  /**
   * @param arguments the folder of test data, {@code boxes} or a segmenter, then what cameras may
   *     have as {@code appearance}
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    Path campus = Path.of(arguments[0]).resolve("mot/TUD-Campus");
    Truth truth = Truth.read(campus.resolve("gt.txt"));
    out.println(
        "| looks | same: 5 %, median | different: median, 95 % | AUC | rank 1 | equal error |");
    for (String looks : List.of(arguments).subList(2, arguments.length)) {
      List<Map<Integer, Appearance>> seen = look(campus, truth, arguments[1], looks, out);
      compare(looks, seen, out);
    }
  }

  private static List<Map<Integer, Appearance>> look(
      Path campus, Truth truth, String segmenter, String name, PrintStream out) throws IOException {
    AppearanceSettings settings = new AppearanceSettings(name, 100);
    if (!segmenter.equals(BOXES)) {
      return matched(truth, LookedClip.frames(campus.resolve("clip.mp4"), segmenter, settings));
    }
    List<Map<Integer, Appearance>> seen = new ArrayList<>();
    try (Looks looks = new Looks(SegmentSettings.defaults());
        VideoReader reader = new VideoReader(campus.resolve("clip.mp4"))) {
      Image image = Image.allocate(reader.width(), reader.height());
      for (List<Somebody> people : truth.frames()) {
        if (reader.read(image) < 0) {
          break;
        }
        Segmentation cut = cut(people, image);
        Map<Integer, Appearance> here = new HashMap<>();
        for (Segment segment : looks.add(settings, cut, image).segments()) {
          segment.appearance().ifPresent(look -> here.put(segment.id(), look));
        }
        seen.add(here);
      }
      for (int count : new int[] {1, 2, 4, 6}) {
        time(looks, settings, truth.frames().get(0), image, count, out);
      }
    }
    return seen;
  }

  /** The people of the truth by the look of the segment that fits them best. */
  private static List<Map<Integer, Appearance>> matched(Truth truth, Tape frames) {
    List<Map<Integer, Appearance>> seen = new ArrayList<>();
    for (int i = 0; i < Math.min(frames.size(), truth.frames().size()); i++) {
      PanopticFrame frame = frames.frame(i);
      Map<Integer, Appearance> here = new HashMap<>();
      for (Somebody somebody : truth.frames().get(i)) {
        double best = LEAST_IOU;
        for (Segment segment : frame.segments()) {
          double iou = segment.box().iou(somebody.box());
          if (segment.category().equals(PERSON)
              && segment.appearance().isPresent()
              && iou >= best) {
            best = iou;
            here.put(somebody.id(), segment.appearance().get());
          }
        }
      }
      seen.add(here);
    }
    return seen;
  }

  private static void time(
      Looks looks,
      AppearanceSettings settings,
      List<Somebody> people,
      Image image,
      int count,
      PrintStream out) {
    Segmentation cut = cut(people.subList(0, Math.min(count, people.size())), image);
    long[] nanos = new long[RUNS];
    for (int i = -WARM_UPS; i < RUNS; i++) {
      long start = System.nanoTime();
      looks.add(settings, cut, image);
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    out.printf(
        Locale.ROOT,
        "%s, %d people: fastest %.2f ms, median %.2f ms%n",
        settings.looks(),
        cut.segments().size(),
        nanos[0] / 1e6,
        nanos[RUNS / 2] / 1e6);
  }

  /** Whoever stands lower stands in front. */
  private static Segmentation cut(List<Somebody> people, Image image) {
    char[] ids = new char[image.width() * image.height()];
    List<Somebody> ordered = new ArrayList<>(people);
    ordered.sort(Comparator.comparingDouble(somebody -> somebody.box().bottom()));
    List<Segment> segments = new ArrayList<>();
    for (Somebody somebody : ordered) {
      Box box = somebody.box().clip(image.width(), image.height());
      for (int y = (int) box.top(); y < (int) box.bottom(); y++) {
        Arrays.fill(
            ids,
            y * image.width() + (int) box.left(),
            y * image.width() + (int) box.right(),
            (char) somebody.id());
      }
    }
    int[] visible = new int[1 + SegmentMap.MAX_ID];
    for (char id : ids) {
      visible[id]++;
    }
    for (Somebody somebody : people) {
      if (visible[somebody.id()] >= LEAST_VISIBLE * somebody.box().area()) {
        segments.add(new Segment(somebody.id(), PERSON, 1, visible[somebody.id()], somebody.box()));
      }
    }
    segments.sort(Comparator.comparingInt(Segment::id));
    return new Segmentation(new SegmentMap(image.width(), image.height(), ids), segments);
  }

  private static void compare(String looks, List<Map<Integer, Appearance>> seen, PrintStream out) {
    List<Double> same = new ArrayList<>();
    List<Double> different = new ArrayList<>();
    int asked = 0;
    int right = 0;
    for (int frame = 0; frame + APART < seen.size(); frame++) {
      Map<Integer, Appearance> later = seen.get(frame + APART);
      for (Map.Entry<Integer, Appearance> query : seen.get(frame).entrySet()) {
        int nearest = -1;
        double most = -2;
        for (Map.Entry<Integer, Appearance> candidate : later.entrySet()) {
          double likeness = query.getValue().likeness(candidate.getValue());
          (candidate.getKey().equals(query.getKey()) ? same : different).add(likeness);
          if (likeness > most) {
            most = likeness;
            nearest = candidate.getKey();
          }
        }
        if (later.containsKey(query.getKey())) {
          asked++;
          right += nearest == query.getKey() ? 1 : 0;
        }
      }
    }
    same.sort(null);
    different.sort(null);
    out.printf(
        Locale.ROOT,
        "| %s | %.3f, %.3f | %.3f, %.3f | %.4f | %.3f (%d) | %.3f at %.3f |%n",
        looks,
        quantile(same, 0.05),
        quantile(same, 0.5),
        quantile(different, 0.5),
        quantile(different, 0.95),
        auc(same, different),
        (double) right / asked,
        asked,
        1 - share(different, equalError(same, different)),
        equalError(same, different));
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.get((int) Math.round(share * (sorted.size() - 1)));
  }

  /** The chance that a pair of one person is more alike than one of two. */
  private static double auc(List<Double> same, List<Double> different) {
    double sum = 0;
    for (double one : same) {
      sum += share(different, one);
    }
    return sum / same.size();
  }

  /** Share of the values below a limit. */
  private static double share(List<Double> sorted, double limit) {
    int below = 0;
    for (double value : sorted) {
      below += value < limit ? 1 : 0;
    }
    return (double) below / sorted.size();
  }

  /** Where as many pairs of one person lie below as pairs of two above. */
  private static double equalError(List<Double> same, List<Double> different) {
    double limit = -1;
    while (limit < 1 && share(same, limit) < 1 - share(different, limit)) {
      limit += 0.005;
    }
    return limit;
  }
}
