package io.panoptes.sink.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.track.TrackState;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes {@code coco-video.json}: one annotation for each confirmed track, with lists as long as
 * the video, as YouTube-VIS has them. {@code segmentations}, {@code bboxes} and {@code areas} hold
 * null where the track is not seen; {@code states}, {@code feet}, {@code velocities} and {@code
 * ages} where it is not alive, too. The category is the last vote, so that a track has one.
 *
 * <p>Rows wait in a file beside the result; memory holds 8 bytes for each. The lists make the
 * result grow with frames times tracks: this is a format for clips.
 */
public final class CocoVideoExport implements FrameExport {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int DECIMALS = 2;
  private static final int SCORE_DECIMALS = 4;

  private final CameraId camera;
  private final Path folder;
  private final TrackRows rows;
  private final Map<Long, Track> tracks = new TreeMap<>();
  private final StringBuilder digits = new StringBuilder();
  private long length;
  private int width;
  private int height;

  /** What is known of a track as of its last row. */
  private static final class Track {
    final TrackRows.Positions positions = new TrackRows.Positions();
    Category category;
    double confidence;
  }

  /** Writes one value of a row. */
  private interface Value {
    void write(TrackRow row) throws IOException;
  }

  /**
   * @param folder the camera's; an earlier export in it is replaced
   */
  public CocoVideoExport(CameraId camera, Path folder) throws IOException {
    this.camera = camera;
    this.folder = folder;
    rows = new TrackRows(folder.resolve("coco-video.part"));
  }

  @Override
  public void add(TrackedFrame frame, long number) throws IOException {
    length = Math.max(length, number);
    if (width == 0) {
      width = frame.panoptic().width();
      height = frame.panoptic().height();
    }
    Map<Long, Segment> segments = VisibleTracks.confirmed(frame);
    for (TrackedSegment tracked : frame.tracks()) {
      long trackNumber = tracked.track().number();
      if (tracked.state() == TrackState.TENTATIVE) {
        continue;
      }
      Track track = tracks.computeIfAbsent(trackNumber, key -> new Track());
      track.category = tracked.category();
      track.confidence = tracked.categoryConfidence();
      track.positions.add(rows.add(TrackRow.of(frame, number, tracked, segments.get(trackNumber))));
    }
  }

  @Override
  public void finish() throws IOException {
    rows.flush();
    try (JsonGenerator json =
        JSON.createGenerator(
            Files.newOutputStream(folder.resolve("coco-video.json")), JsonEncoding.UTF8)) {
      json.enable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      writeVideo(json);
      json.writeArrayFieldStart("annotations");
      for (Map.Entry<Long, Track> track : tracks.entrySet()) {
        List<TrackRow> alive = rows.read(track.getValue().positions);
        if (alive.stream().anyMatch(TrackRow::isSeen)) {
          json.writeRaw('\n');
          writeTrack(json, track.getKey(), track.getValue(), alive);
        }
      }
      json.writeRaw('\n');
      json.writeEndArray();
      writeCategories(json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void writeVideo(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("videos");
    json.writeStartObject();
    json.writeNumberField("id", 1);
    json.writeStringField("name", camera.value());
    json.writeNumberField("width", width);
    json.writeNumberField("height", height);
    json.writeNumberField("length", length);
    json.writeArrayFieldStart("file_names");
    for (long number = 1; number <= length; number++) {
      json.writeString(String.format(Locale.ROOT, "%s/%06d.jpg", camera, number));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private void writeTrack(JsonGenerator json, long number, Track track, List<TrackRow> alive)
      throws IOException {
    double score = 0;
    int seen = 0;
    for (TrackRow row : alive) {
      if (row.isSeen()) {
        score += row.score();
        seen++;
      }
    }
    json.writeStartObject();
    json.writeNumberField("id", number);
    json.writeNumberField("video_id", 1);
    json.writeNumberField("category_id", track.category.id());
    json.writeNumberField("iscrowd", 0);
    json.writeNumberField("width", width);
    json.writeNumberField("height", height);
    decimal(json, "score", seen == 0 ? 0 : score / seen, SCORE_DECIMALS);
    decimal(json, "category_confidence", track.confidence, SCORE_DECIMALS);
    list(json, "segmentations", alive, true, row -> writeMask(json, row));
    list(json, "bboxes", alive, true, row -> writeBox(json, row));
    list(json, "areas", alive, true, row -> json.writeNumber(row.area()));
    list(json, "states", alive, false, row -> json.writeString(state(row.state())));
    list(json, "feet", alive, false, row -> pair(json, row.footX(), row.footY()));
    list(json, "velocities", alive, false, row -> pair(json, row.velocityX(), row.velocityY()));
    list(json, "ages", alive, false, row -> json.writeNumber(row.ageMillis()));
    json.writeEndObject();
  }

  private static String state(TrackState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Writes a list as long as the video, null where there is no row. */
  private void list(
      JsonGenerator json, String name, List<TrackRow> alive, boolean onlySeen, Value value)
      throws IOException {
    json.writeArrayFieldStart(name);
    int next = 0;
    for (long number = 1; number <= length; number++) {
      TrackRow row = next < alive.size() ? alive.get(next) : null;
      if (row == null || row.frame() != number) {
        json.writeNull();
        continue;
      }
      next++;
      if (onlySeen && !row.isSeen()) {
        json.writeNull();
      } else {
        value.write(row);
      }
    }
    json.writeEndArray();
  }

  private void writeMask(JsonGenerator json, TrackRow row) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("size");
    json.writeNumber(row.maskHeight());
    json.writeNumber(row.maskWidth());
    json.writeEndArray();
    json.writeStringField("counts", row.mask());
    json.writeEndObject();
  }

  private void writeBox(JsonGenerator json, TrackRow row) throws IOException {
    json.writeStartArray();
    json.writeNumber(Math.round(row.box().left()));
    json.writeNumber(Math.round(row.box().top()));
    json.writeNumber(Math.round(row.box().width()));
    json.writeNumber(Math.round(row.box().height()));
    json.writeEndArray();
  }

  private void pair(JsonGenerator json, double x, double y) throws IOException {
    json.writeStartArray();
    json.writeNumber(fixed(x, DECIMALS));
    json.writeNumber(fixed(y, DECIMALS));
    json.writeEndArray();
  }

  private void decimal(JsonGenerator json, String name, double value, int decimals)
      throws IOException {
    json.writeFieldName(name);
    json.writeNumber(fixed(value, decimals));
  }

  private String fixed(double value, int decimals) {
    digits.setLength(0);
    FixedDecimals.append(digits, value, decimals);
    return digits.toString();
  }

  private void writeCategories(JsonGenerator json) throws IOException {
    Map<Integer, Category> categories = new TreeMap<>();
    for (Track track : tracks.values()) {
      categories.put(track.category.id(), track.category);
    }
    json.writeArrayFieldStart("categories");
    for (Category category : categories.values()) {
      json.writeStartObject();
      json.writeNumberField("id", category.id());
      json.writeStringField("name", category.name());
      json.writeStringField("supercategory", category.parent());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  @Override
  public void close() throws IOException {
    try {
      finish();
    } finally {
      rows.close();
    }
  }
}
