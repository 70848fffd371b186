package io.panoptes.bench.tracking;

import io.panoptes.eval.tracking.TrackingMetrics;
import io.panoptes.segment.appearance.AppearanceSettings;
import io.panoptes.track.TrackSettings;
import io.panoptes.track.TrackerKind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints what looks are worth to the trackers that use them, on TUD-Campus end to end. */
public final class LookQuality {

  private LookQuality() {}

  /**
   * @param arguments the folder of test data, a segmenter, then what cameras may have as {@code
   *     appearance}
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream out = System.out;
    Path campus = Path.of(arguments[0]).resolve("mot/TUD-Campus");
    Truth truth = Truth.read(campus.resolve("gt.txt"));
    out.println("| looks | tracker | HOTA | IDF1 | MOTA | switches |");
    out.println("| --- | --- | ---: | ---: | ---: | ---: |");
    for (String looks : List.of(arguments).subList(2, arguments.length)) {
      Tape frames =
          LookedClip.frames(
              campus.resolve("clip.mp4"),
              arguments[1],
              new AppearanceSettings(looks, AppearanceSettings.defaults().most()));
      for (TrackerKind kind : List.of(TrackerKind.BOTSORT, TrackerKind.PANOPTIC)) {
        Contest contest = Contest.ofFrames(looks, truth, frames);
        TrackingMetrics metrics = new TrackingMetrics();
        metrics.add(
            truth.against(contest.entrance().run(kind, kind.create(TrackSettings.DEFAULTS))));
        TrackingMetrics.Result result = metrics.result();
        out.printf(
            Locale.ROOT,
            "| %s | %s | %.3f | %.3f | %.3f | %d |%n",
            looks,
            kind.label(),
            result.hota().hota(),
            result.identity().idf1(),
            result.clear().mota(),
            result.clear().switches());
      }
    }
  }
}
