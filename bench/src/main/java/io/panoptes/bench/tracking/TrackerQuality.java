package io.panoptes.bench.tracking;

import io.panoptes.bench.tracking.Street.Trait;
import io.panoptes.core.geometry.Box;
import io.panoptes.eval.tracking.TrackingMetrics;
import io.panoptes.track.TrackSettings;
import io.panoptes.track.Tracker;
import io.panoptes.track.TrackerKind;
import io.panoptes.track.association.DetectionFile;
import io.panoptes.track.association.DetectionFormat;
import io.panoptes.track.panoptic.Idea;
import io.panoptes.track.panoptic.PanopticTracker;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Prints HOTA, CLEAR and identity scores of every tracker on every contest as a table, or what the
 * default tracker scores without each of its ideas. The same arguments give the same table.
 */
public final class TrackerQuality {

  private static final int SEEDS = 10;
  private static final int STREET_SEEDS = 5;
  private static final int STREET_FRAMES = 300;
  private static final int DOOR_SEEDS = 3;
  private static final int DOOR_FRAMES = 1500;
  private static final double STREET_RATE = 12.5;
  private static final double SLOW_STREET_RATE = 4;
  private static final double CAMPUS_RATE = 25;
  private static final int CAMPUS_WIDTH = 640;
  private static final int CAMPUS_HEIGHT = 480;
  private static final int SLOW = 3;
  private static final Path CACHE = Path.of("bench/target/tracking");

  private TrackerQuality() {}

  /** Contests are made when their turn comes, for all together would not fit into memory. */
  private interface Maker {
    Contest make() throws IOException;
  }

  /**
   * @param arguments {@code trackers} or {@code ablation}, the folder of test data, then segmenters
   *     to run on the campus clip; none for {@code motion}
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2 || !List.of("trackers", "ablation").contains(arguments[0])) {
      System.err.println("usage: TrackerQuality trackers|ablation DATA_FOLDER [SEGMENTER...]");
      System.exit(2);
    }
    List<String> segmenters =
        arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : List.of("motion");
    Map<String, List<Maker>> contests = contests(Path.of(arguments[1]), segmenters);
    if (arguments[0].equals("ablation")) {
      printAblation(contests, System.out);
    } else {
      printTrackers(contests, System.out);
    }
  }

  private static Map<String, List<Maker>> contests(Path data, List<String> segmenters) {
    Map<String, List<Maker>> contests = new LinkedHashMap<>();
    Path campus = data.resolve("mot/TUD-Campus");
    Truth people = Truth.read(campus.resolve("gt.txt"));
    addDetections(contests, people);
    String others = "campus, another tracker's boxes";
    contests.put(
        others,
        List.of(
            () ->
                Contest.ofDetections(
                    others,
                    people,
                    DetectionFile.read(campus.resolve("result.txt"), DetectionFormat.MOT),
                    CAMPUS_RATE)));
    for (String sequence : List.of("0001", "0006")) {
      contests.put(
          "KITTI " + sequence + ", as OC-SORT's authors",
          List.of(() -> kitti(data.resolve("ocsort"), sequence)));
    }
    addStreets(contests);
    for (String segmenter : segmenters) {
      String group = "campus, " + segmenter;
      contests.put(
          group,
          List.of(
              () ->
                  Contest.ofFrames(
                      group,
                      people,
                      Recorded.frames(campus.resolve("clip.mp4"), segmenter, CACHE))));
    }
    return contests;
  }

  private static void addDetections(Map<String, List<Maker>> contests, Truth people) {
    Map<String, Detections> detectors = new LinkedHashMap<>();
    detectors.put("complete", new Detections(0, 0, 0, 0, true));
    detectors.put("15 % missed", new Detections(0.15, 0, 0, 0, true));
    detectors.put("30 % missed", new Detections(0.3, 0, 0, 0, true));
    detectors.put("20 % missed in gaps", new Detections(0, 0.2, 0, 0, true));
    detectors.put("shaken by 5 %", new Detections(0, 0, 0.05, 0, true));
    detectors.put("0.5 invented a frame", new Detections(0, 0, 0, 0.5, true));
    Detections all = new Detections(0.1, 0.1, 0.04, 0.5, false);
    detectors.put("all of it", all);
    detectors.forEach((name, detector) -> addBoxes(contests, name, detector, people, CAMPUS_RATE));
    addBoxes(contests, "all of it, 8 frames/s", all, people.every(SLOW), CAMPUS_RATE / SLOW);
  }

  private static void addBoxes(
      Map<String, List<Maker>> contests,
      String name,
      Detections detector,
      Truth people,
      double rate) {
    String group = "campus boxes, " + name;
    List<Maker> makers = new ArrayList<>();
    for (int i = 1; i <= SEEDS; i++) {
      long seed = i;
      makers.add(
          () ->
              Contest.ofDetections(
                  group, people, detector.of(people, CAMPUS_WIDTH, CAMPUS_HEIGHT, seed), rate));
    }
    contests.put(group, makers);
  }

  private static void addStreets(Map<String, List<Maker>> contests) {
    addStreet(contests, "street of 8", 8, 0.05, STREET_RATE, Set.of());
    addStreet(contests, "street of 16, 15 % missed", 16, 0.15, STREET_RATE, Set.of());
    addStreet(
        contests,
        "street of 8, merged where they touch",
        8,
        0.05,
        STREET_RATE,
        Set.of(Trait.MERGES));
    addStreet(
        contests,
        "street of 16 with looks, 15 % missed",
        16,
        0.15,
        STREET_RATE,
        Set.of(Trait.LOOKS));
    addStreet(contests, "street of 8, 4 frames/s", 8, 0.05, SLOW_STREET_RATE, Set.of());
    addStreet(contests, "street of 8, camera swings", 8, 0.05, STREET_RATE, Set.of(Trait.SWINGS));
    addStreet(
        contests,
        "street of 8, categories and scores unsure",
        8,
        0.05,
        STREET_RATE,
        Set.of(Trait.UNSURE));
    addStreet(
        contests, "street of 8, some in two pieces", 8, 0.05, STREET_RATE, Set.of(Trait.CUTS));
    addStreet(contests, "street of 6 with a door", 6, 0.05, STREET_RATE, Set.of(Trait.DOOR));
  }

  private static void addStreet(
      Map<String, List<Maker>> contests,
      String group,
      int people,
      double missed,
      double rate,
      Set<Trait> traits) {
    boolean learns = traits.contains(Trait.DOOR);
    int frames = learns ? DOOR_FRAMES : STREET_FRAMES;
    List<Maker> makers = new ArrayList<>();
    for (int i = 1; i <= (learns ? DOOR_SEEDS : STREET_SEEDS); i++) {
      long seed = i;
      makers.add(() -> new Street(people, missed, rate, traits).contest(group, frames, seed));
    }
    contests.put(group, makers);
  }

  /** The truth is what OC-SORT's authors' code makes of these detections. */
  private static Contest kitti(Path folder, String sequence) throws IOException {
    DetectionFile file =
        DetectionFile.read(folder.resolve(sequence + "-detections.txt"), DetectionFormat.KITTI);
    NavigableMap<Integer, List<Truth.Somebody>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve(sequence + "-expected.txt"))) {
      String[] columns = line.strip().split("\\s+");
      rows.computeIfAbsent(Integer.parseInt(columns[0]), frame -> new ArrayList<>())
          .add(
              new Truth.Somebody(
                  Integer.parseInt(columns[1]),
                  new Box(
                      Double.parseDouble(columns[3]),
                      Double.parseDouble(columns[4]),
                      Double.parseDouble(columns[5]),
                      Double.parseDouble(columns[6]))));
    }
    List<List<Truth.Somebody>> frames = new ArrayList<>();
    for (int frame = 0; frame <= file.frames().lastKey(); frame++) {
      frames.add(rows.getOrDefault(frame, List.of()));
    }
    return Contest.ofDetections(
        "KITTI " + sequence + ", as OC-SORT's authors", new Truth(frames), file, 10);
  }

  private record Entrant(String name, TrackerKind kind, Supplier<Tracker> fresh) {}

  private static List<Entrant> trackers() {
    List<Entrant> entrants = new ArrayList<>();
    for (TrackerKind kind : TrackerKind.values()) {
      entrants.add(new Entrant(kind.label(), kind, () -> kind.create(TrackSettings.DEFAULTS)));
    }
    return entrants;
  }

  /** The default tracker, then the same without each of its ideas. */
  private static List<Entrant> ablations() {
    List<Entrant> entrants = new ArrayList<>();
    entrants.add(trackers().get(0));
    for (Idea idea : Idea.values()) {
      Set<Idea> others = EnumSet.copyOf(PanopticTracker.DEFAULT_IDEAS);
      boolean isDefault = others.remove(idea);
      if (!isDefault) {
        others.add(idea);
      }
      entrants.add(
          new Entrant(
              (isDefault ? "without " : "with ")
                  + idea.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              TrackerKind.PANOPTIC,
              () -> new PanopticTracker(TrackSettings.DEFAULTS, others)));
    }
    return entrants;
  }

  private static void printTrackers(Map<String, List<Maker>> contests, PrintStream out)
      throws IOException {
    List<Entrant> entrants = trackers();
    out.println("| contest | tracker | HOTA | DetA | AssA | IDF1 | MOTA | switches |");
    out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (Map.Entry<String, List<Maker>> group : contests.entrySet()) {
      List<TrackingMetrics.Result> results = run(group.getValue(), entrants);
      for (int i = 0; i < entrants.size(); i++) {
        TrackingMetrics.Result result = results.get(i);
        out.printf(
            Locale.ROOT,
            "| %s | %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.1f |%n",
            group.getKey(),
            entrants.get(i).name(),
            result.hota().hota(),
            result.hota().detA(),
            result.hota().assA(),
            result.identity().idf1(),
            result.clear().mota(),
            (double) result.clear().switches() / group.getValue().size());
      }
    }
  }

  /**
   * Two tables, of HOTA and of IDF1: what the default tracker scores in a contest, and by how many
   * hundredths that changes without each idea, or with one that is off by default.
   */
  private static void printAblation(Map<String, List<Maker>> contests, PrintStream out)
      throws IOException {
    List<Entrant> entrants = ablations();
    Map<String, List<TrackingMetrics.Result>> all = new LinkedHashMap<>();
    for (Map.Entry<String, List<Maker>> group : contests.entrySet()) {
      all.put(group.getKey(), run(group.getValue(), entrants));
      System.err.println(group.getKey());
    }
    printChanges("HOTA", entrants, all, result -> result.hota().hota(), out);
    printChanges("IDF1", entrants, all, result -> result.identity().idf1(), out);
    printChanges("MOTA", entrants, all, result -> result.clear().mota(), out);
  }

  private static void printChanges(
      String metric,
      List<Entrant> entrants,
      Map<String, List<TrackingMetrics.Result>> all,
      ToDoubleFunction<TrackingMetrics.Result> score,
      PrintStream out) {
    StringBuilder head = new StringBuilder("| " + metric + " | all |");
    StringBuilder rule = new StringBuilder("| --- | ---: |");
    for (Entrant entrant : entrants.subList(1, entrants.size())) {
      head.append(' ').append(entrant.name()).append(" |");
      rule.append(" ---: |");
    }
    out.println(head);
    out.println(rule);
    double[] sum = new double[entrants.size()];
    all.forEach(
        (group, results) -> {
          double[] scores = results.stream().mapToDouble(score).toArray();
          for (int i = 0; i < scores.length; i++) {
            sum[i] += scores[i] / all.size();
          }
          out.println(changes(group, scores));
        });
    out.println(changes("mean", sum));
    out.println();
  }

  private static String changes(String name, double[] scores) {
    StringBuilder row =
        new StringBuilder(String.format(Locale.ROOT, "| %s | %.3f |", name, scores[0]));
    for (int i = 1; i < scores.length; i++) {
      String change = String.format(Locale.ROOT, "%+.1f", 100 * (scores[i] - scores[0]));
      row.append(' ').append(change.matches("[+-]0\\.0") ? "·" : change).append(" |");
    }
    return row.toString();
  }

  /** What each entrant scores in all contests of a group together. */
  private static List<TrackingMetrics.Result> run(List<Maker> makers, List<Entrant> entrants)
      throws IOException {
    List<TrackingMetrics> metrics = new ArrayList<>();
    for (int i = 0; i < entrants.size(); i++) {
      metrics.add(new TrackingMetrics());
    }
    for (Maker maker : makers) {
      Contest contest = maker.make();
      for (int i = 0; i < entrants.size(); i++) {
        Entrant entrant = entrants.get(i);
        metrics
            .get(i)
            .add(
                contest
                    .truth()
                    .against(contest.entrance().run(entrant.kind(), entrant.fresh().get())));
      }
    }
    return metrics.stream().map(TrackingMetrics::result).toList();
  }
}
