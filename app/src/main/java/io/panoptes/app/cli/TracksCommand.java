package io.panoptes.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.panoptes.app.RunTracks;
import io.panoptes.core.track.TrackState;
import io.panoptes.sink.export.TrackLife;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what became of each track of a run. */
@Command(
    name = "tracks",
    description = "Sum up the tracks of a run: who was seen from when to when, and how well.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Frames are those of tracks.txt, from 1. 'gap' is the longest time between two frames that",
      "showed the track, 'speed' the mean of the tracker's estimates in pixels a second; t, c, o, l",
      "are the frames in which it was tentative, confirmed, occluded and lost.",
      "",
      "Example:",
      "  panoptes tracks panoptes-out"
    })
final class TracksCommand implements Callable<Integer> {

  private static final String ROW =
      "%8s  %-14s %5s  %7s %7s  %8s  %7s  %7s  %7s  %6s %6s %6s %6s%n";

  @Parameters(
      paramLabel = "DIR",
      description = "Folder that a run has written, or that of one camera in it.")
  private Path folder;

  @Option(names = "--json", description = "Print JSON instead of tables.")
  private boolean json;

  @Option(names = "--all", description = "Also list tracks that were never confirmed.")
  private boolean all;

  @Spec private CommandSpec spec;

  /**
   * Sums of one camera.
   *
   * @param gapOf the track with the longest gap, 0 when nobody has one
   */
  private record Totals(
      int confirmed,
      int unconfirmed,
      Map<String, Integer> byCategory,
      Duration meanSpan,
      Duration longestGap,
      long gapOf,
      double meanSpeed) {

    static Totals of(List<TrackLife> lives) {
      List<TrackLife> confirmed = lives.stream().filter(TrackLife::isConfirmed).toList();
      Map<String, Integer> byCategory = new TreeMap<>();
      confirmed.forEach(life -> byCategory.merge(life.category(), 1, Integer::sum));
      TrackLife gap =
          confirmed.stream().max(Comparator.comparing(TrackLife::longestGap)).orElse(null);
      boolean hasGap = gap != null && !gap.longestGap().isZero();
      long seen = confirmed.stream().mapToLong(TrackLife::framesSeen).sum();
      return new Totals(
          confirmed.size(),
          lives.size() - confirmed.size(),
          byCategory,
          Duration.ofMillis(
              Math.round(
                  confirmed.stream()
                      .mapToLong(life -> life.span().toMillis())
                      .average()
                      .orElse(0))),
          hasGap ? gap.longestGap() : Duration.ZERO,
          hasGap ? gap.track() : 0,
          seen == 0
              ? 0
              : confirmed.stream().mapToDouble(life -> life.meanSpeed() * life.framesSeen()).sum()
                  / seen);
    }
  }

  @Override
  public Integer call() throws IOException {
    RunTracks tracks = RunTracks.read(folder);
    PrintWriter text = spec.commandLine().getOut();
    if (json) {
      print(tracks, text);
    } else {
      tracks.cameras().forEach((camera, lives) -> print(camera, lives, text));
    }
    text.flush();
    return 0;
  }

  private void print(String camera, List<TrackLife> lives, PrintWriter text) {
    Totals totals = Totals.of(lives);
    text.printf(
        "%s: %s%n",
        camera,
        lives.isEmpty()
            ? "no tracks; the segmenter saw no things, or the run is not over yet"
            : "%d tracks%s, %d more never confirmed"
                .formatted(totals.confirmed, categories(totals), totals.unconfirmed));
    List<TrackLife> listed = all ? lives : lives.stream().filter(TrackLife::isConfirmed).toList();
    if (listed.isEmpty()) {
      return;
    }
    text.printf(
        ROW,
        "id",
        "category",
        "conf",
        "first",
        "last",
        "span",
        "seen",
        "gap",
        "speed",
        "t",
        "c",
        "o",
        "l");
    for (TrackLife life : listed) {
      text.printf(
          Locale.ROOT,
          ROW,
          life.track(),
          life.category(),
          decimal(life.categoryConfidence(), 2),
          life.firstFrame(),
          life.lastFrame(),
          seconds(life.span()),
          life.framesSeen(),
          life.longestGap().isZero() ? "-" : seconds(life.longestGap()),
          decimal(life.meanSpeed(), 1),
          life.frames(TrackState.TENTATIVE),
          life.frames(TrackState.CONFIRMED),
          life.frames(TrackState.OCCLUDED),
          life.frames(TrackState.LOST));
    }
    text.printf(
        "mean span %s, mean speed %s px/s, longest gap %s%n",
        seconds(totals.meanSpan),
        decimal(totals.meanSpeed, 1),
        totals.gapOf == 0 ? "none" : seconds(totals.longestGap) + " of " + totals.gapOf);
  }

  private static String categories(Totals totals) {
    return totals.byCategory.isEmpty()
        ? ""
        : " ("
            + String.join(
                ", ",
                totals.byCategory.entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey())
                    .toList())
            + ")";
  }

  private static String seconds(Duration duration) {
    return decimal(duration.toMillis() / 1e3, 1) + " s";
  }

  private static String decimal(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static void print(RunTracks tracks, PrintWriter text) throws IOException {
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      out.useDefaultPrettyPrinter();
      out.writeStartObject();
      for (Map.Entry<String, List<TrackLife>> camera : tracks.cameras().entrySet()) {
        Totals totals = Totals.of(camera.getValue());
        out.writeObjectFieldStart(camera.getKey());
        out.writeNumberField("confirmed", totals.confirmed);
        out.writeNumberField("unconfirmed", totals.unconfirmed);
        out.writeObjectFieldStart("byCategory");
        for (Map.Entry<String, Integer> category : totals.byCategory.entrySet()) {
          out.writeNumberField(category.getKey(), category.getValue());
        }
        out.writeEndObject();
        out.writeNumberField("meanSpanMillis", totals.meanSpan.toMillis());
        out.writeNumberField("longestGapMillis", totals.longestGap.toMillis());
        out.writeNumberField("longestGapOf", totals.gapOf);
        out.writeFieldName("meanSpeed");
        out.writeNumber(decimal(totals.meanSpeed, 4));
        out.writeArrayFieldStart("tracks");
        for (TrackLife life : camera.getValue()) {
          life.write(out);
        }
        out.writeEndArray();
        out.writeEndObject();
      }
      out.writeEndObject();
    }
    text.println();
  }
}
