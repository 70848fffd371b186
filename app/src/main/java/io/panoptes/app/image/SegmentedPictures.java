package io.panoptes.app.image;

import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.PanopticFrame;
import io.panoptes.core.track.TrackedFrame;
import io.panoptes.segment.Image;
import io.panoptes.segment.Segmentation;
import io.panoptes.sink.SinkSettings;
import io.panoptes.sink.draw.Picture;
import io.panoptes.sink.export.PanopticExport;
import io.panoptes.sink.javacv.JavaCvTools;
import io.panoptes.sink.record.MediaTools;
import io.panoptes.sink.record.PictureCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes what segmenters make of single pictures into a folder: {@code NAME.overlay.jpg}, {@code
 * panoptic/NAME.png} and one {@code panoptic.json}. One thread.
 */
public final class SegmentedPictures implements AutoCloseable {

  private static final int QUALITY = 92;

  private final Path folder;
  private final PanopticExport export;
  private final MediaTools tools = new JavaCvTools(SinkSettings.DEFAULTS);
  private final Set<String> names = new HashSet<>();
  private long written;

  /**
   * @param folder is made when it is not there; files of the same names are replaced
   */
  public SegmentedPictures(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
    export = new PanopticExport(folder);
  }

  /**
   * Writes a picture's results.
   *
   * @param file the picture's own; a second one of the same name gets a number behind it
   * @param model name of the segmenter
   * @return the overlay's file
   */
  public Path add(Path file, Image image, Segmentation segmentation, String model)
      throws IOException {
    String name = name(file);
    written++;
    export.add(
        new TrackedFrame(
            new PanopticFrame(
                new FrameId(CameraId.sanitised(name), 1, written),
                Instant.EPOCH,
                0,
                segmentation.map(),
                segmentation.segments(),
                model),
            List.of(),
            "none"),
        written,
        name,
        file.getFileName().toString());
    Path overlay = folder.resolve(name + ".overlay.jpg");
    Files.write(overlay, overlay(image, segmentation));
    return overlay;
  }

  private String name(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String free = stem;
    for (int number = 2; !names.add(free); number++) {
      free = stem + "-" + number;
    }
    return free;
  }

  private byte[] overlay(Image image, Segmentation segmentation) throws IOException {
    Picture picture = new Picture(image.width(), image.height());
    image.bgr().get(0, picture.bgr());
    new SegmentationPainter(tools).paint(picture, segmentation);
    try (PictureCodec codec = tools.pictures()) {
      return codec.jpeg(picture, QUALITY);
    }
  }

  /** Writes {@code panoptic.json}. */
  @Override
  public void close() throws IOException {
    export.close();
  }
}
