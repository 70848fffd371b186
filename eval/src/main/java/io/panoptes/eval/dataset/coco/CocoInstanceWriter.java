package io.panoptes.eval.dataset.coco;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.panoptes.core.geometry.Box;
import io.panoptes.core.mask.Rle;
import io.panoptes.core.mask.RleString;
import io.panoptes.eval.EvalCategory;
import io.panoptes.eval.instance.InstanceDetection;
import io.panoptes.eval.instance.InstanceTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes COCO's instance and result formats; masks as compressed run lengths. */
public final class CocoInstanceWriter {

  private CocoInstanceWriter() {}

  /** Writes ground truth to the file's path. */
  public static void write(CocoInstanceFile file) throws IOException {
    try (JsonGenerator json = generator(file.path())) {
      json.writeStartObject();
      json.writeArrayFieldStart("images");
      for (CocoImage image : file.images().values()) {
        json.writeStartObject();
        json.writeNumberField("id", Long.parseLong(image.id()));
        json.writeStringField("file_name", image.fileName());
        json.writeNumberField("width", image.width());
        json.writeNumberField("height", image.height());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("categories");
      for (EvalCategory category : file.categories()) {
        json.writeStartObject();
        json.writeNumberField("id", category.id());
        json.writeStringField("name", category.name());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("annotations");
      for (Map.Entry<Long, List<InstanceTruth>> image : file.annotations().entrySet()) {
        for (InstanceTruth truth : image.getValue()) {
          json.writeStartObject();
          json.writeNumberField("id", truth.id());
          json.writeNumberField("image_id", image.getKey());
          json.writeNumberField("category_id", truth.categoryId());
          json.writeNumberField("area", truth.area());
          json.writeNumberField("iscrowd", truth.crowd() ? 1 : 0);
          place(json, truth.box(), truth.mask());
          json.writeEndObject();
        }
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  /**
   * Writes results.
   *
   * @param detections by picture
   */
  public static void write(Path path, Map<Long, List<InstanceDetection>> detections)
      throws IOException {
    try (JsonGenerator json = generator(path)) {
      json.writeStartArray();
      for (Map.Entry<Long, List<InstanceDetection>> image : detections.entrySet()) {
        for (InstanceDetection detection : image.getValue()) {
          json.writeStartObject();
          json.writeNumberField("image_id", image.getKey());
          json.writeNumberField("category_id", detection.categoryId());
          json.writeNumberField("score", detection.score());
          place(json, detection.box(), detection.mask());
          json.writeEndObject();
        }
      }
      json.writeEndArray();
    }
  }

  private static JsonGenerator generator(Path path) throws IOException {
    return new JsonFactory().createGenerator(path.toFile(), JsonEncoding.UTF8);
  }

  private static void place(JsonGenerator json, Box box, Rle mask) throws IOException {
    json.writeArrayFieldStart("bbox");
    for (double value : new double[] {box.left(), box.top(), box.width(), box.height()}) {
      json.writeNumber(value);
    }
    json.writeEndArray();
    if (mask != null) {
      json.writeObjectFieldStart("segmentation");
      json.writeArrayFieldStart("size");
      json.writeNumber(mask.height());
      json.writeNumber(mask.width());
      json.writeEndArray();
      json.writeStringField("counts", RleString.encode(mask));
      json.writeEndObject();
    }
  }
}
