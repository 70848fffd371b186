package io.panoptes.sink.export;

import io.panoptes.core.mask.Rle;
import io.panoptes.core.mask.RleString;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes {@code mots.txt}: a line {@code frame id class height width rle} for each confirmed track
 * that a frame shows, frames from 1, masks as COCO's compressed run lengths. The class is the last
 * vote on the track, so that a track has one class from its first line on; the id is class times
 * 1000 plus the track's number, or class times 1,000,000 plus the number from 1000 on.
 *
 * <p>The lines wait in a file beside the result until their classes are known.
 */
public final class MotsExport implements FrameExport {

  private static final int STEP = 1_000;
  private static final int WIDE_STEP = 1_000_000;

  private final Path folder;
  private final Path part;
  private final Writer out;
  private final Map<Long, Integer> classes = new HashMap<>();

  /**
   * @param folder the camera's; an earlier export in it is replaced
   */
  public MotsExport(Path folder) throws IOException {
    this.folder = folder;
    part = folder.resolve("mots.part");
    out = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
  }

  @Override
  public void add(TrackedFrame frame, long number) throws IOException {
    Map<Long, Segment> segments = VisibleTracks.confirmed(frame);
    for (TrackedSegment track : frame.tracks()) {
      long trackNumber = track.track().number();
      Segment segment = segments.get(trackNumber);
      if (segment != null) {
        Rle mask = Rle.of(frame.panoptic().map(), segment);
        classes.put(trackNumber, StandardClasses.mots(track.category()));
        out.write(
            "%d %d %d %d %s\n"
                .formatted(
                    number, trackNumber, mask.height(), mask.width(), RleString.encode(mask)));
      }
    }
  }

  /** The id of a track in the file. */
  static long id(int motsClass, long track) {
    return (track < STEP ? STEP : WIDE_STEP) * (long) motsClass + track;
  }

  @Override
  public void finish() throws IOException {
    out.flush();
    try (BufferedReader lines = Files.newBufferedReader(part, StandardCharsets.UTF_8);
        Writer result =
            Files.newBufferedWriter(folder.resolve("mots.txt"), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] fields = line.split(" ", 3);
        long track = Long.parseLong(fields[1]);
        int motsClass = classes.get(track);
        result.write(
            "%s %d %d %s\n".formatted(fields[0], id(motsClass, track), motsClass, fields[2]));
      }
    }
  }

  @Override
  public void close() throws IOException {
    finish();
    out.close();
    Files.deleteIfExists(part);
  }
}
