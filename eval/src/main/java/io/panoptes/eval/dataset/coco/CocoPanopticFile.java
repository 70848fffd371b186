package io.panoptes.eval.dataset.coco;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.EvalInputException;
import io.panoptes.eval.dataset.coco.PanopticAnnotation.SegmentInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The JSON half of COCO's panoptic format, for pictures and, with {@code videos} that nest their
 * annotations, for VIPSeg. Result files may leave out images and categories.
 *
 * @param path where it was read
 * @param images by id, in the order of the file
 * @param categories in the order of the file
 * @param annotations in the order of the file, one for each picture
 */
public record CocoPanopticFile(
    Path path,
    Map<String, CocoImage> images,
    List<EvalCategory> categories,
    List<PanopticAnnotation> annotations) {

  /**
   * @throws EvalInputException when the file is missing, is no JSON or no panoptic annotations, or
   *     a picture is annotated twice
   */
  public static CocoPanopticFile read(Path path) {
    return JsonReader.read(path, json -> new Parser(path, json).parse());
  }

  /** The annotation of each picture, in the order of the file. */
  public Map<String, PanopticAnnotation> byImage() {
    Map<String, PanopticAnnotation> byImage = new LinkedHashMap<>();
    for (PanopticAnnotation annotation : annotations) {
      byImage.put(annotation.image(), annotation);
    }
    return byImage;
  }

  /** Writes the file to its path; areas that are unknown are left out. */
  public void write() throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (JsonGenerator json = new JsonFactory().createGenerator(path.toFile(), JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      for (CocoImage image : images.values()) {
        json.writeStartObject();
        writeId(json, "id", image.id());
        json.writeStringField("file_name", image.fileName());
        json.writeNumberField("width", image.width());
        json.writeNumberField("height", image.height());
        if (!image.video().isEmpty()) {
          writeId(json, "video_id", image.video());
        }
        if (!image.labels().isEmpty()) {
          json.writeStringField("labels", image.labels());
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      for (EvalCategory category : categories) {
        json.writeStartObject();
        json.writeNumberField("id", category.id());
        json.writeStringField("name", category.name());
        json.writeNumberField("isthing", category.thing() ? 1 : 0);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      for (PanopticAnnotation annotation : annotations) {
        write(json, annotation);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, PanopticAnnotation annotation) throws IOException {
    json.writeStartObject();
    writeId(json, "image_id", annotation.image());
    json.writeStringField("file_name", annotation.fileName());
    json.writeArrayFieldStart("segments_info");
    for (SegmentInfo segment : annotation.segments()) {
      json.writeStartObject();
      json.writeNumberField("id", segment.id());
      json.writeNumberField("category_id", segment.category());
      if (segment.area() != PanopticAnnotation.NO_AREA) {
        json.writeNumberField("area", segment.area());
      }
      json.writeNumberField("iscrowd", segment.crowd() ? 1 : 0);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Ids that were numbers stay numbers. */
  private static void writeId(JsonGenerator json, String name, String id) throws IOException {
    if (id.matches("0|[1-9][0-9]{0,17}")) {
      json.writeNumberField(name, Long.parseLong(id));
    } else {
      json.writeStringField(name, id);
    }
  }

  private static final class Parser {
    private final Path path;
    private final JsonReader json;
    private final Map<String, CocoImage> images = new LinkedHashMap<>();
    private final List<EvalCategory> categories = new ArrayList<>();
    private final List<PanopticAnnotation> annotations = new ArrayList<>();
    private final Set<String> annotated = new HashSet<>();

    Parser(Path path, JsonReader json) {
      this.path = path;
      this.json = json;
    }

    CocoPanopticFile parse() throws IOException {
      boolean[] found = {false};
      json.object(
          "the file",
          name -> {
            switch (name) {
              case "images" -> json.array("images", () -> addImage(CocoImage.read(json)));
              case "videos" -> json.array("videos", this::readVideo);
              case "categories" -> categories.addAll(CocoCategories.read(json));
              case "annotations" -> {
                found[0] = true;
                json.array("annotations", () -> readAnnotation(""));
              }
              default -> json.skip();
            }
          });
      if (!found[0]) {
        throw json.problem("", "has no \"annotations\"");
      }
      return new CocoPanopticFile(path, images, categories, annotations);
    }

    private void addImage(CocoImage image) {
      if (images.put(image.id(), image) != null) {
        throw json.problem("image " + image.id(), "the id appears twice");
      }
    }

    private void readVideo() throws IOException {
      String[] video = {""};
      List<CocoImage> frames = new ArrayList<>();
      json.object(
          "video",
          name -> {
            switch (name) {
              case "video_id", "id" -> video[0] = json.id("video_id");
              case "images" -> json.array("images", () -> frames.add(CocoImage.read(json)));
              default -> json.skip();
            }
          });
      for (CocoImage frame : frames) {
        addImage(
            new CocoImage(
                video[0] + "/" + frame.id(),
                frame.fileName(),
                frame.width(),
                frame.height(),
                video[0],
                frame.labels()));
      }
    }

    /** A picture's annotation, or a video's with those of its frames inside. */
    private void readAnnotation(String outerVideo) throws IOException {
      String[] texts = {"", "", outerVideo};
      List<SegmentInfo> segments = new ArrayList<>();
      boolean[] shape = {false, false};
      json.object(
          "annotation",
          name -> {
            switch (name) {
              case "image_id" -> texts[0] = json.id("image_id");
              case "file_name" -> texts[1] = json.text("file_name");
              case "video_id" -> texts[2] = json.id("video_id");
              case "segments_info" -> {
                shape[0] = true;
                json.array("segments_info", () -> segments.add(readSegment(texts[0])));
              }
              case "annotations" -> {
                shape[1] = true;
                json.array("annotations", () -> readAnnotation(texts[2]));
              }
              default -> json.skip();
            }
          });
      if (shape[1]) {
        return;
      }
      if (texts[0].isEmpty()) {
        throw json.problem("an annotation has no image_id");
      }
      if (!shape[0]) {
        throw json.problem(
            "image " + texts[0], "its annotation has no segments_info; is this a panoptic file?");
      }
      String image = outerVideo.isEmpty() ? texts[0] : outerVideo + "/" + texts[0];
      if (!annotated.add(image)) {
        throw json.problem("image " + image, "is annotated twice");
      }
      annotations.add(new PanopticAnnotation(image, texts[1], segments));
    }

    private SegmentInfo readSegment(String image) throws IOException {
      int[] numbers = {0, -1};
      long[] area = {PanopticAnnotation.NO_AREA};
      boolean[] crowd = {false};
      json.object(
          "segment",
          name -> {
            switch (name) {
              case "id" -> numbers[0] = json.int32("segment id");
              case "category_id" -> numbers[1] = json.int32("category_id");
              case "area" -> area[0] = json.integer("area");
              case "iscrowd" -> crowd[0] = json.flag("iscrowd");
              default -> json.skip();
            }
          });
      if (numbers[1] < 0) {
        throw json.problem("image " + image, "segment " + numbers[0] + " has no category_id");
      }
      return new SegmentInfo(numbers[0], numbers[1], area[0], crowd[0]);
    }
  }
}
