package io.panoptes.eval.dataset.coco;

/**
 * A picture of a COCO file.
 *
 * @param id number or text
 * @param fileName as written, empty when it is not
 * @param width in pixels, 0 when the file does not say
 * @param height in pixels, 0 when the file does not say
 * @param video which video it is a frame of, empty when the file does not say
 * @param labels who labelled it, empty when the file does not say
 */
public record CocoImage(
    String id, String fileName, int width, int height, String video, String labels) {

  /** A picture whose file does not say who labelled it. */
  public CocoImage(String id, String fileName, int width, int height, String video) {
    this(id, fileName, width, height, video, "");
  }

  static CocoImage read(JsonReader json) throws java.io.IOException {
    String[] texts = {"", "", "", ""};
    int[] size = new int[2];
    json.object(
        "image",
        name -> {
          switch (name) {
            case "id" -> texts[0] = json.id("image id");
            case "file_name" -> texts[1] = json.text("file_name");
            case "video_id" -> texts[2] = json.id("video_id");
            case "labels" -> {
              if (json.isText()) {
                texts[3] = json.text("labels");
              } else {
                json.skip();
              }
            }
            case "width" -> size[0] = json.int32("width");
            case "height" -> size[1] = json.int32("height");
            default -> json.skip();
          }
        });
    if (texts[0].isEmpty()) {
      throw json.problem("an image has no id");
    }
    return new CocoImage(texts[0], texts[1], size[0], size[1], texts[2], texts[3]);
  }
}
