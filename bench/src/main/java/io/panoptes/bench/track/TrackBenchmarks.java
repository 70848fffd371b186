package io.panoptes.bench.track;

import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.track.TrackSettings;
import io.panoptes.track.Tracker;
import io.panoptes.track.TrackerKind;
import io.panoptes.track.association.DetectionFile;
import io.panoptes.track.association.DetectionFormat;
import io.panoptes.track.box.OcSort;
import io.panoptes.track.box.OcSortSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the trackers cost: {@code ocsort} on detections of KITTI, and every tracker on crowds of up
 * to 500 people. Prints tables and draws the costs of crowds as SVG.
 */
public final class TrackBenchmarks {

  private static final int[] CROWDS = {1, 2, 5, 10, 20, 50, 100, 200, 350, 500};
  private static final int MANY = 100;
  private static final int FRAMES = 240;
  private static final int FRAMES_OF_MANY = 60;
  private static final int ROUNDS = 200;
  private static final int WARM_UPS = 3;
  private static final int PASSES = 5;

  private TrackBenchmarks() {}

  /**
   * @param args the folder with KITTI's detections, and the SVG to write
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: TrackBenchmarks DETECTIONS_FOLDER SVG");
      System.exit(2);
    }
    association(Path.of(args[0]), System.out);
    Map<TrackerKind, List<Cost>> costs = crowds();
    table(costs, System.out);
    Map<String, double[]> lines = new LinkedHashMap<>();
    costs.forEach(
        (kind, line) -> lines.put(kind.label(), line.stream().mapToDouble(Cost::micros).toArray()));
    Path svg = Path.of(args[1]);
    Files.createDirectories(svg.toAbsolutePath().getParent());
    Files.writeString(svg, CostPlot.svg(CROWDS, lines));
  }

  private static void association(Path folder, PrintStream out) throws IOException {
    out.println("| KITTI sequence | frames | detections a frame | frames/s | bytes a frame |");
    out.println("| --- | ---: | ---: | ---: | ---: |");
    for (String sequence : List.of("0001", "0006")) {
      DetectionFile file =
          DetectionFile.read(folder.resolve(sequence + "-detections.txt"), DetectionFormat.KITTI);
      int first = file.frames().firstKey();
      int last = file.frames().lastKey();
      long detections = file.frames().values().stream().mapToLong(List::size).sum();
      int frames = last - first + 1;
      Cost cost =
          Cost.of(
              WARM_UPS,
              PASSES,
              () -> {
                for (int round = 0; round < ROUNDS; round++) {
                  OcSort tracker = new OcSort(OcSortSettings.PUBLIC_DETECTIONS);
                  for (int frame = first; frame <= last; frame++) {
                    tracker.update(file.frame(frame), frame, 1);
                  }
                }
                return ROUNDS * frames;
              });
      out.printf(
          Locale.ROOT,
          "| %s | %d | %.1f | %,.0f | %,.0f |%n",
          sequence,
          frames,
          (double) detections / frames,
          cost.framesPerSecond(),
          cost.bytes());
    }
    out.println();
  }

  private static Map<TrackerKind, List<Cost>> crowds() {
    Map<TrackerKind, List<Cost>> costs = new LinkedHashMap<>();
    for (TrackerKind kind : TrackerKind.values()) {
      costs.put(kind, new ArrayList<>());
    }
    for (int people : CROWDS) {
      List<PanopticFrame> frames = Crowd.frames(people, people > MANY ? FRAMES_OF_MANY : FRAMES);
      for (TrackerKind kind : TrackerKind.values()) {
        costs.get(kind).add(Cost.of(WARM_UPS, PASSES, () -> track(kind, frames)));
      }
    }
    return costs;
  }

  private static int track(TrackerKind kind, List<PanopticFrame> frames) {
    Tracker tracker = kind.create(TrackSettings.DEFAULTS);
    for (PanopticFrame frame : frames) {
      tracker.update(frame);
    }
    return frames.size();
  }

  private static void table(Map<TrackerKind, List<Cost>> costs, PrintStream out) {
    StringBuilder names = new StringBuilder("| people |");
    StringBuilder rule = new StringBuilder("| ---: |");
    for (TrackerKind kind : costs.keySet()) {
      names.append(" `").append(kind.label()).append("` |");
      rule.append(" ---: |");
    }
    out.println(names);
    out.println(rule);
    for (int i = 0; i < CROWDS.length; i++) {
      StringBuilder row = new StringBuilder("| " + CROWDS[i] + " |");
      for (List<Cost> line : costs.values()) {
        row.append(
            String.format(
                Locale.ROOT,
                " %.3f ms, %,.0f KiB |",
                line.get(i).micros() / 1e3,
                line.get(i).bytes() / 1024));
      }
      out.println(row);
    }
  }
}
