package io.panoptes.track.association;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.track.TrackState;
import io.panoptes.track.TrackSettings;
import io.panoptes.track.Tracker;
import io.panoptes.track.TrackerKind;
import io.panoptes.track.box.BotSort;
import io.panoptes.track.box.BotSortSettings;
import io.panoptes.track.box.BoxTrack;
import io.panoptes.track.box.BoxTracker;
import io.panoptes.track.box.ByteTrack;
import io.panoptes.track.box.ByteTrackSettings;
import io.panoptes.track.box.Detection;
import io.panoptes.track.box.OcSort;
import io.panoptes.track.box.OcSortSettings;
import io.panoptes.track.box.Sort;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Runs a tracker on a file of detections, for comparing trackers with each other and with their
 * authors' implementations. The reference trackers run with their papers' parameters, in frames;
 * {@code ocsort} treats KITTI detections, which have categories, as its authors treat other
 * people's detections.
 */
public final class Association {

  private Association() {}

  /**
   * What a run did.
   *
   * @param frames from the first to the last that the file mentions
   * @param rows written
   * @param tracks with at least one row
   */
  public record Summary(int frames, long rows, int tracks) {}

  /**
   * Tracks every frame of the file and writes the confirmed tracks that are seen, in the format of
   * the file, frame by frame and by number.
   *
   * @param framesPerSecond for trackers that reckon in seconds, more than 0
   * @param out not closed
   * @throws IOException when writing fails
   */
  public static Summary run(
      TrackerKind kind, DetectionFile file, double framesPerSecond, Appendable out)
      throws IOException {
    if (!(framesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "framesPerSecond " + framesPerSecond + " must be more than 0");
    }
    if (file.frames().isEmpty()) {
      return new Summary(0, 0, 0);
    }
    return run(tracker(kind, file, framesPerSecond), file, out);
  }

  /**
   * The same with a tracker of panoptic maps and parameters of its own.
   *
   * @param tracker fresh; must not be used elsewhere afterwards
   */
  public static Summary run(
      Tracker tracker, DetectionFile file, double framesPerSecond, Appendable out)
      throws IOException {
    if (file.frames().isEmpty()) {
      return new Summary(0, 0, 0);
    }
    return run(new DrawnDetections(tracker, file, framesPerSecond)::update, file, out);
  }

  private static Summary run(
      BiFunction<List<Detection>, Integer, List<BoxTrack>> tracker,
      DetectionFile file,
      Appendable out)
      throws IOException {
    int first = file.frames().firstKey();
    int last = file.frames().lastKey();
    long rows = 0;
    Set<Long> numbers = new HashSet<>();
    for (int frame = first; frame <= last; frame++) {
      for (BoxTrack track : tracker.apply(file.frame(frame), frame)) {
        if (track.state() == TrackState.CONFIRMED && track.detection() >= 0) {
          out.append(row(file, frame, track));
          numbers.add(track.number());
          rows++;
        }
      }
    }
    return new Summary(last - first + 1, rows, numbers.size());
  }

  private static BiFunction<List<Detection>, Integer, List<BoxTrack>> tracker(
      TrackerKind kind, DetectionFile file, double framesPerSecond) {
    if (kind == TrackerKind.PANOPTIC) {
      return new DrawnDetections(kind.create(TrackSettings.DEFAULTS), file, framesPerSecond)
          ::update;
    }
    BoxTracker tracker =
        switch (kind) {
          case OCSORT ->
              new OcSort(
                  file.format() == DetectionFormat.KITTI
                      ? OcSortSettings.PUBLIC_DETECTIONS
                      : OcSortSettings.PAPER);
          case BOTSORT -> new BotSort(BotSortSettings.PAPER);
          case BYTETRACK -> new ByteTrack(ByteTrackSettings.PAPER);
          case SORT -> new Sort();
          case PANOPTIC -> throw new IllegalStateException("handled above");
        };
    return (detections, frame) -> tracker.update(detections, frame, 1);
  }

  private static String row(DetectionFile file, int frame, BoxTrack track) {
    Box box = track.box();
    double score = file.frame(frame).get(track.detection()).score();
    if (file.format() == DetectionFormat.KITTI) {
      return String.format(
          Locale.ROOT,
          "%d %d %s -1 -1 -1 %.4f %.4f %.4f %.4f -1 -1 -1 -1000 -1000 -1000 -10 %s\n",
          frame,
          track.number(),
          file.categories().get(track.category()),
          box.left(),
          box.top(),
          box.right(),
          box.bottom(),
          score);
    }
    return String.format(
        Locale.ROOT,
        "%d,%d,%.4f,%.4f,%.4f,%.4f,%s,-1,-1,-1\n",
        frame,
        track.number(),
        box.left(),
        box.top(),
        box.width(),
        box.height(),
        score);
  }
}
