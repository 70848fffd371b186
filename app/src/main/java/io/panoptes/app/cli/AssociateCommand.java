package io.panoptes.app.cli;

import io.panoptes.track.TrackerKind;
import io.panoptes.track.association.Association;
import io.panoptes.track.association.DetectionFile;
import io.panoptes.track.association.DetectionFileException;
import io.panoptes.track.association.DetectionFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs a tracker on a file of detections, without pictures and without a broker. */
@Command(
    name = "associate",
    description = {
      "Link the boxes of a detection file over time, to compare trackers.",
      "Writes the confirmed tracks in the format of the detections, which 'panoptes eval mot' reads."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  panoptes associate --tracker ocsort --detections det.txt --out tracks.txt"
    })
final class AssociateCommand implements Callable<Integer> {

  @Option(
      names = "--tracker",
      required = true,
      paramLabel = "NAME",
      converter = TrackerName.class,
      description = "panoptic, botsort, ocsort, bytetrack or sort.")
  private TrackerKind tracker;

  @Option(
      names = "--detections",
      required = true,
      paramLabel = "FILE",
      description = "Boxes with scores, in MOT Challenge's or KITTI tracking's format.")
  private Path detections;

  @Option(
      names = "--format",
      paramLabel = "kitti|mot",
      converter = FormatName.class,
      description =
          "Format of the detections (default: mot when the first line has commas, else kitti).")
  private DetectionFormat format;

  @Option(
      names = "--fps",
      paramLabel = "N",
      description =
          "Frames a second, for trackers that reckon in seconds"
              + " (default: 10 for kitti, 25 for mot).")
  private Double framesPerSecond;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The tracks; a file that is there is replaced.")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (framesPerSecond != null && !(framesPerSecond > 0 && Double.isFinite(framesPerSecond))) {
      throw new ParameterException(
          spec.commandLine(), "--fps " + framesPerSecond + " must be more than 0, such as 25");
    }
    DetectionFile file = read();
    double rate = framesPerSecond != null ? framesPerSecond : defaultFramesPerSecond(file.format());
    StringBuilder rows = new StringBuilder();
    Association.Summary summary = Association.run(tracker, file, rate, rows);
    Files.createDirectories(out.toAbsolutePath().getParent());
    Files.writeString(out, rows);
    PrintWriter text = spec.commandLine().getOut();
    text.printf(
        "%s: %d frames, %d tracks, %d rows written to %s%n",
        tracker.label(), summary.frames(), summary.tracks(), summary.rows(), out);
    text.flush();
    return 0;
  }

  private DetectionFile read() throws IOException {
    if (Files.isDirectory(detections)) {
      throw new DetectionFileException(detections + " is a folder; name a file of detections");
    }
    try {
      return DetectionFile.read(detections, format != null ? format : detect(detections));
    } catch (MalformedInputException e) {
      throw new DetectionFileException(
          detections + " is not a text; name a file of detections in KITTI's or MOT's format");
    }
  }

  /** Only MOT Challenge separates columns with commas. */
  private static DetectionFormat detect(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          return line.contains(",") ? DetectionFormat.MOT : DetectionFormat.KITTI;
        }
      }
    }
    return DetectionFormat.MOT;
  }

  private static double defaultFramesPerSecond(DetectionFormat format) {
    return switch (format) {
      case KITTI -> 10;
      case MOT -> 25;
    };
  }

  private static <E extends Enum<E>> E named(Class<E> type, String text) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equalsIgnoreCase(text)) {
        return value;
      }
    }
    throw new TypeConversionException(
        "%s must be one of %s"
            .formatted(
                text,
                Arrays.stream(type.getEnumConstants())
                    .map(value -> value.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "))));
  }

  /** Reads trackers as configuration files name them. */
  static final class TrackerName implements ITypeConverter<TrackerKind> {
    @Override
    public TrackerKind convert(String text) {
      return named(TrackerKind.class, text);
    }
  }

  /** Reads formats in lower case. */
  static final class FormatName implements ITypeConverter<DetectionFormat> {
    @Override
    public DetectionFormat convert(String text) {
      return named(DetectionFormat.class, text);
    }
  }
}
