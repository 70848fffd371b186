package io.panoptes.bench.tracking;

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

/**
 * Prints HOTA, CLEAR and identity scores of every tracker on every contest as a table. The same
 * arguments give the same table.
 */
public final class TrackerQuality {

  private static final int SEEDS = 10;
  private static final int STREET_SEEDS = 5;
  private static final int STREET_FRAMES = 300;
  private static final double CAMPUS_RATE = 25;
  private static final int CAMPUS_WIDTH = 640;
  private static final int CAMPUS_HEIGHT = 480;
  private static final int SLOW = 3;

  private TrackerQuality() {}

  /**
   * @param arguments {@code trackers} or {@code ablation}, the folder of test data, then segmenters
   *     to run on the campus clip; none for {@code motion}
   */
  public static void main(String[] arguments) throws IOException {
    boolean isAblation = arguments[0].equals("ablation");
    List<String> segmenters =
        arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : List.of("motion");
    print(
        contests(Path.of(arguments[1]), segmenters),
        isAblation ? ablations() : trackers(),
        System.out);
  }

  private static List<Contest> contests(Path data, List<String> segmenters) throws IOException {
    List<Contest> contests = new ArrayList<>();
    Path campus = data.resolve("mot/TUD-Campus");
    Truth people = Truth.read(campus.resolve("gt.txt"));
    addDetections(contests, people);
    contests.add(
        Contest.ofDetections(
            "campus, another tracker's boxes",
            people,
            DetectionFile.read(campus.resolve("result.txt"), DetectionFormat.MOT),
            CAMPUS_RATE));
    for (String sequence : List.of("0001", "0006")) {
      contests.add(kitti(data.resolve("ocsort"), sequence));
    }
    addStreets(contests);
    for (String segmenter : segmenters) {
      contests.add(
          Contest.ofFrames(
              "campus, " + segmenter,
              people,
              Recorded.frames(campus.resolve("clip.mp4"), segmenter)));
    }
    return contests;
  }

  private static void addDetections(List<Contest> contests, Truth people) {
    Map<String, Detections> detectors = new LinkedHashMap<>();
    detectors.put("complete", new Detections(0, 0, 0, 0, true));
    detectors.put("15 % missed", new Detections(0.15, 0, 0, 0, true));
    detectors.put("30 % missed", new Detections(0.3, 0, 0, 0, true));
    detectors.put("20 % missed in gaps", new Detections(0, 0.2, 0, 0, true));
    detectors.put("shaken by 5 %", new Detections(0, 0, 0.05, 0, true));
    detectors.put("0.5 invented a frame", new Detections(0, 0, 0, 0.5, true));
    detectors.put("all of it", new Detections(0.1, 0.1, 0.04, 0.5, false));
    detectors.forEach(
        (name, detector) -> {
          for (long seed = 1; seed <= SEEDS; seed++) {
            contests.add(
                Contest.ofDetections(
                    "campus boxes, " + name,
                    people,
                    detector.of(people, CAMPUS_WIDTH, CAMPUS_HEIGHT, seed),
                    CAMPUS_RATE));
          }
        });
    Truth slow = people.every(SLOW);
    for (long seed = 1; seed <= SEEDS; seed++) {
      contests.add(
          Contest.ofDetections(
              "campus boxes, all of it, 8 frames/s",
              slow,
              new Detections(0.1, 0.1, 0.04, 0.5, false)
                  .of(slow, CAMPUS_WIDTH, CAMPUS_HEIGHT, seed),
              CAMPUS_RATE / SLOW));
    }
  }

  private static void addStreets(List<Contest> contests) {
    for (long seed = 1; seed <= STREET_SEEDS; seed++) {
      contests.add(
          new Street(8, 0.05, false, false, 12.5).contest("street of 8", STREET_FRAMES, seed));
    }
    for (long seed = 1; seed <= STREET_SEEDS; seed++) {
      contests.add(
          new Street(16, 0.15, false, false, 12.5)
              .contest("street of 16, 15 % missed", STREET_FRAMES, seed));
    }
    for (long seed = 1; seed <= STREET_SEEDS; seed++) {
      contests.add(
          new Street(8, 0.05, true, false, 12.5)
              .contest("street of 8, merged where they touch", STREET_FRAMES, seed));
    }
    for (long seed = 1; seed <= STREET_SEEDS; seed++) {
      contests.add(
          new Street(16, 0.15, false, true, 12.5)
              .contest("street of 16 with looks, 15 % missed", STREET_FRAMES, seed));
    }
    for (long seed = 1; seed <= STREET_SEEDS; seed++) {
      contests.add(
          new Street(8, 0.05, false, false, 4)
              .contest("street of 8, 4 frames/s", STREET_FRAMES, seed));
    }
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

  private static List<Entrant> ablations() {
    List<Entrant> entrants = new ArrayList<>();
    entrants.add(trackers().get(0));
    for (Idea idea : Idea.values()) {
      Set<Idea> others = EnumSet.complementOf(EnumSet.of(idea));
      entrants.add(
          new Entrant(
              "without " + idea.name().toLowerCase(Locale.ROOT).replace('_', ' '),
              TrackerKind.PANOPTIC,
              () -> new PanopticTracker(TrackSettings.DEFAULTS, others)));
    }
    return entrants;
  }

  private static void print(List<Contest> contests, List<Entrant> entrants, PrintStream out)
      throws IOException {
    out.println("| contest | tracker | HOTA | DetA | AssA | IDF1 | MOTA | switches |");
    out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    Map<String, List<Contest>> groups = new LinkedHashMap<>();
    for (Contest contest : contests) {
      groups.computeIfAbsent(contest.group(), group -> new ArrayList<>()).add(contest);
    }
    for (Map.Entry<String, List<Contest>> group : groups.entrySet()) {
      for (Entrant entrant : entrants) {
        out.println(row(group.getKey(), group.getValue(), entrant));
      }
    }
  }

  private static String row(String group, List<Contest> contests, Entrant entrant)
      throws IOException {
    TrackingMetrics metrics = new TrackingMetrics();
    for (Contest contest : contests) {
      metrics.add(
          contest.truth().against(contest.entrance().run(entrant.kind(), entrant.fresh().get())));
    }
    TrackingMetrics.Result result = metrics.result();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.3f | %.3f | %.3f | %.3f | %.3f | %.1f |",
        group,
        entrant.name(),
        result.hota().hota(),
        result.hota().detA(),
        result.hota().assA(),
        result.identity().idf1(),
        result.clear().mota(),
        (double) result.clear().switches() / contests.size());
  }
}
