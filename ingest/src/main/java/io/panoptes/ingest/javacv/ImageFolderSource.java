package io.panoptes.ingest.javacv;

import io.panoptes.ingest.CameraSettings;
import io.panoptes.ingest.FrameSource;
import io.panoptes.ingest.NaturalOrder;
import io.panoptes.ingest.Picture;
import io.panoptes.ingest.SourceException;
import io.panoptes.ingest.SourceInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** The images of one folder, in the natural order of their names. */
final class ImageFolderSource implements FrameSource {

  private static final Set<String> EXTENSIONS =
      Set.of("jpg", "jpeg", "png", "bmp", "webp", "tif", "tiff", "ppm", "pgm");

  private final CameraSettings settings;
  private final JpegWriters writers;
  private List<Path> images = List.of();
  private int next;
  private volatile boolean interrupted;

  ImageFolderSource(CameraSettings settings) {
    this.settings = settings;
    this.writers = new JpegWriters(settings.picture());
  }

  @Override
  public SourceInfo open() throws SourceException {
    Path folder = settings.source().path();
    try (Stream<Path> files = Files.list(folder)) {
      images =
          files
              .filter(ImageFolderSource::isImage)
              .sorted(Comparator.comparing(p -> p.getFileName().toString(), NaturalOrder.INSTANCE))
              .toList();
    } catch (IOException e) {
      throw new SourceException("folder " + folder + " cannot be listed: " + e, e);
    }
    if (images.isEmpty()) {
      throw new SourceException(
          "folder %s holds no image; %s are read"
              .formatted(folder, String.join(", ", EXTENSIONS.stream().sorted().toList())));
    }
    try (Mat first = opencv_imgcodecs.imread(images.get(0).toString())) {
      if (first.empty()) {
        throw new SourceException("the first image, " + images.get(0) + ", cannot be read");
      }
      return new SourceInfo(
          first.cols(),
          first.rows(),
          settings.playback().imageRate(),
          OptionalLong.of(images.size()),
          Optional.empty());
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && EXTENSIONS.contains(extension) && Files.isRegularFile(file);
  }

  @Override
  public Optional<Picture> next() throws SourceException {
    if (interrupted) {
      throw new SourceException(settings.source() + " was interrupted");
    }
    if (next >= images.size()) {
      return Optional.empty();
    }
    long pts = Math.round(next * 1e6 / settings.playback().imageRate());
    Mat pixels = opencv_imgcodecs.imread(images.get(next++).toString());
    return Optional.of(new MatPicture(pixels, pts, writers));
  }

  @Override
  public void interrupt() {
    interrupted = true;
  }

  @Override
  public void close() {
    writers.close();
  }
}
