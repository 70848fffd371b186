package io.panoptes.sink.export;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.Segment;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.core.track.TrackedSegment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes tracked frames in the format of COCO's panoptic task: a folder {@code panoptic} of PNGs
 * and {@code panoptic.json}. Ids last through a recording, so that it is a video panoptic result,
 * too: stuff has the id of its category (a category's stuff segments are one), a track 65536 plus
 * its number, and a thing without a track an id from 16777215 downwards, in its frame only.
 *
 * <p>The entries wait in two files beside the result, so that memory does not grow; {@link #finish}
 * puts them together. Not safe for many threads.
 */
public final class PanopticExport implements FrameExport {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int FIRST_TRACK = 0x10000;
  private static final int LAST_ID = 0xFFFFFF;

  private final Path folder;
  private final Path imagesPart;
  private final Path annotationsPart;
  private final Map<Integer, Category> categories = new TreeMap<>();
  private final OutputStream images;
  private final OutputStream annotations;
  private boolean empty = true;

  /** One entry of {@code segments_info}. */
  private static final class Entry {
    final int id;
    final Category category;
    long area;
    Box box;

    Entry(int id, Category category, Segment segment) {
      this.id = id;
      this.category = category;
      this.area = segment.areaPixels();
      this.box = segment.box();
    }
  }

  /**
   * @param folder the camera's; an earlier export in it is replaced
   */
  public PanopticExport(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder.resolve("panoptic"));
    imagesPart = folder.resolve("panoptic.images.part");
    annotationsPart = folder.resolve("panoptic.annotations.part");
    images = Files.newOutputStream(imagesPart);
    annotations = Files.newOutputStream(annotationsPart);
  }

  /**
   * Writes one frame.
   *
   * @param number of the frame, from 1; the image's id and file name
   */
  @Override
  public void add(TrackedFrame frame, long number) throws IOException {
    String name = String.format(Locale.ROOT, "%06d", number);
    add(frame, number, name, name + ".jpg");
  }

  /**
   * Writes one picture that has a name of its own.
   *
   * @param number the image's id, from 1
   * @param name of the PNG, without its ending; no two pictures may share it
   * @param imageFile name of the picture's own file
   */
  public void add(TrackedFrame frame, long number, String name, String imageFile)
      throws IOException {
    SegmentMap map = frame.panoptic().map();
    Map<Integer, TrackedSegment> tracks = VisibleTracks.bySegment(frame);
    int highest = 0;
    for (Segment segment : frame.panoptic().segments()) {
      highest = Math.max(highest, segment.id());
    }
    int[] exported = new int[highest + 1];
    Map<Integer, Entry> entries = new TreeMap<>();
    int untracked = 0;
    for (Segment segment : frame.panoptic().segments()) {
      TrackedSegment track = tracks.get(segment.id());
      Category category = track == null ? segment.category() : track.category();
      int id =
          !category.isThing()
              ? category.id()
              : track == null ? LAST_ID - untracked++ : trackId(track.track().number());
      exported[segment.id()] = id;
      categories.putIfAbsent(category.id(), category);
      Entry known = entries.get(id);
      if (known == null) {
        entries.put(id, new Entry(id, category, segment));
      } else {
        known.area += segment.areaPixels();
        known.box = known.box.union(segment.box());
      }
    }
    Files.write(
        folder.resolve("panoptic").resolve(name + ".png"),
        IdPng.encode(map.width(), map.height(), recoded(map, exported)));
    separate();
    images.write(image(number, imageFile, map).getBytes(StandardCharsets.UTF_8));
    annotations.write(
        annotation(number, name, new ArrayList<>(entries.values()))
            .getBytes(StandardCharsets.UTF_8));
    images.flush();
    annotations.flush();
  }

  private static int trackId(long number) {
    if (number >= LAST_ID - FIRST_TRACK - SegmentMap.MAX_ID) {
      throw new IllegalArgumentException(
          "track number " + number + " does not fit into the 24 bits of a panoptic PNG");
    }
    return FIRST_TRACK + (int) number;
  }

  private static int[] recoded(SegmentMap map, int[] exported) {
    char[] ids = map.ids();
    int[] recoded = new int[ids.length];
    for (int i = 0; i < ids.length; i++) {
      recoded[i] = ids[i] < exported.length ? exported[ids[i]] : 0;
    }
    return recoded;
  }

  private void separate() throws IOException {
    if (!empty) {
      images.write(new byte[] {',', '\n'});
      annotations.write(new byte[] {',', '\n'});
    }
    empty = false;
  }

  private static String image(long number, String imageFile, SegmentMap map) throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("id", number);
      json.writeStringField("file_name", imageFile);
      json.writeNumberField("width", map.width());
      json.writeNumberField("height", map.height());
      json.writeEndObject();
    }
    return out.toString();
  }

  private static String annotation(long number, String name, List<Entry> entries)
      throws IOException {
    StringWriter out = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("image_id", number);
      json.writeStringField("file_name", name + ".png");
      json.writeArrayFieldStart("segments_info");
      for (Entry entry : entries) {
        json.writeStartObject();
        json.writeNumberField("id", entry.id);
        json.writeNumberField("category_id", entry.category.id());
        json.writeNumberField("area", entry.area);
        json.writeArrayFieldStart("bbox");
        json.writeNumber(Math.round(entry.box.left()));
        json.writeNumber(Math.round(entry.box.top()));
        json.writeNumber(Math.round(entry.box.width()));
        json.writeNumber(Math.round(entry.box.height()));
        json.writeEndArray();
        json.writeNumberField("iscrowd", 0);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return out.toString();
  }

  /** Writes {@code panoptic.json} with everything so far; more may follow. */
  @Override
  public void finish() throws IOException {
    Path target = folder.resolve("panoptic.json");
    try (OutputStream out = Files.newOutputStream(target)) {
      out.write("{\"images\":[\n".getBytes(StandardCharsets.UTF_8));
      Files.copy(imagesPart, out);
      out.write("\n],\n\"annotations\":[\n".getBytes(StandardCharsets.UTF_8));
      Files.copy(annotationsPart, out);
      out.write("\n],\n\"categories\":".getBytes(StandardCharsets.UTF_8));
      writeCategories(out);
      out.write("}\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void writeCategories(OutputStream out) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartArray();
      for (Category category : categories.values()) {
        json.writeStartObject();
        json.writeNumberField("id", category.id());
        json.writeStringField("name", category.name());
        json.writeStringField("supercategory", category.parent());
        json.writeNumberField("isthing", category.isThing() ? 1 : 0);
        json.writeArrayFieldStart("color");
        json.writeNumber(category.rgb() >> 16 & 0xFF);
        json.writeNumber(category.rgb() >> 8 & 0xFF);
        json.writeNumber(category.rgb() & 0xFF);
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  /** Writes the result and removes the two files. */
  @Override
  public void close() throws IOException {
    images.close();
    annotations.close();
    finish();
    Files.deleteIfExists(imagesPart);
    Files.deleteIfExists(annotationsPart);
  }
}
