package io.panoptes.train.data;

import io.panoptes.eval.LabelMap;
import io.panoptes.eval.dataset.coco.PanopticPictures;
import io.panoptes.eval.image.PngWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Writes small training sets in COCO's panoptic format: upright red people on a grey road. */
public final class TrainingFolder {

  /** Person, road and sky. */
  public static final LabelSet LABELS =
      new LabelSet(
          List.of(
              LabelSet.STREET.category(0),
              LabelSet.STREET.category(LabelSet.STREET.find("road")),
              LabelSet.STREET.category(LabelSet.STREET.find("sky"))));

  private TrainingFolder() {}

  /** Writes pictures of generated scenes; equal seeds give equal files. */
  public static Path write(Path folder, int pictures, int width, int height, long seed)
      throws IOException {
    Files.createDirectories(folder.resolve("images"));
    List<String> images = new ArrayList<>();
    List<String> annotations = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int n = 1; n <= pictures; n++) {
      int[] ids = new int[width * height];
      BufferedImage picture = scene(width, height, 2 + random.nextInt(2), ids, random);
      String name = "scene_%03d.png".formatted(n);
      ImageIO.write(picture, "png", folder.resolve("images").resolve(name).toFile());
      Files.createDirectories(folder.resolve("panoptic"));
      PanopticPictures.write(folder.resolve("panoptic"), name, new LabelMap(width, height, ids));
      images.add(
          "{\"id\":%d,\"file_name\":\"%s\",\"width\":%d,\"height\":%d}"
              .formatted(n, name, width, height));
      annotations.add(
          "{\"image_id\":%d,\"file_name\":\"%s\",\"segments_info\":[%s]}"
              .formatted(n, name, table(ids)));
    }
    return json(folder, images, annotations);
  }

  static Path json(Path folder, List<String> images, List<String> annotations) throws IOException {
    String categories =
        "{\"id\":1,\"name\":\"person\",\"isthing\":1},{\"id\":21,\"name\":\"road\",\"isthing\":0},"
            + "{\"id\":27,\"name\":\"sky\",\"isthing\":0}";
    Files.writeString(
        folder.resolve("panoptic.json"),
        "{\"categories\":[%s],\"images\":[%s],\"annotations\":[%s]}"
            .formatted(categories, String.join(",", images), String.join(",", annotations)),
        StandardCharsets.UTF_8);
    return folder;
  }

  private static String table(int[] ids) {
    List<String> segments = new ArrayList<>();
    for (int id = 1; id <= 9; id++) {
      int wanted = id;
      if (Arrays.stream(ids).anyMatch(value -> value == wanted)) {
        int category = id == 1 ? 21 : id == 2 ? 27 : 1;
        segments.add("{\"id\":%d,\"category_id\":%d}".formatted(id, category));
      }
    }
    return String.join(",", segments);
  }

  private static BufferedImage scene(
      int width, int height, int people, int[] ids, SplittableRandom random) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    int horizon = height / 4 + random.nextInt(height / 8);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        boolean sky = y < horizon;
        ids[y * width + x] = sky ? 2 : 1;
        picture.setRGB(x, y, shade(sky ? 0x4682B4 : 0x707070, random));
      }
    }
    int lane = width / people;
    for (int n = 0; n < people; n++) {
      int tall = height / 3 + random.nextInt(height / 6);
      int wide = tall / 3;
      int left = n * lane + random.nextInt(Math.max(1, lane - wide));
      int top = height / 6 + random.nextInt(height - height / 6 - tall);
      for (int y = top; y < top + tall; y++) {
        for (int x = left; x < Math.min(width, left + wide); x++) {
          ids[y * width + x] = 3 + n;
          picture.setRGB(x, y, shade(0xC03028, random));
        }
      }
    }
    return picture;
  }

  private static int shade(int rgb, SplittableRandom random) {
    int add = random.nextInt(24);
    return rgb + add * 0x010101;
  }

  /** Writes a folder of label PNGs with one picture. */
  static Path writeLabels(Path folder, String name, LabelMap labels) throws IOException {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("labels"));
    BufferedImage picture =
        new BufferedImage(labels.width(), labels.height(), BufferedImage.TYPE_INT_RGB);
    ImageIO.write(picture, "png", folder.resolve("images").resolve(name).toFile());
    PngWriter.write(folder.resolve("labels").resolve(name), PngWriter.grey8(labels));
    return folder;
  }
}
