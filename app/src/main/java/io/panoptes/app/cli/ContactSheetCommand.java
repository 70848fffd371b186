package io.panoptes.app.cli;

import io.panoptes.app.image.ContactSheet;
import io.panoptes.ingest.SourceException;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a segmenter on frames of a recording at one glance. */
@Command(
    name = "contact-sheet",
    description = {
      "Draw what a segmenter says of some frames of a recording into one picture.",
      "The frames are evenly spread, the first and the last among them."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  panoptes contact-sheet gate.mp4 --segmenter street --out gate.jpg"
    })
final class ContactSheetCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The recording.")
  private String file;

  @Option(
      names = "--segmenter",
      paramLabel = "NAME",
      defaultValue = "street",
      description = "Segmenter or model folder (default: ${DEFAULT-VALUE}).")
  private String segmenter;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "JPEG to write; one that is there is replaced.")
  private Path out;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "9",
      description = "Frames of the sheet (default: ${DEFAULT-VALUE}).")
  private int frames;

  @Option(
      names = "--columns",
      paramLabel = "N",
      defaultValue = "3",
      description = "Frames beside each other (default: ${DEFAULT-VALUE}).")
  private int columns;

  @Option(
      names = "--width",
      paramLabel = "PIXELS",
      defaultValue = "480",
      description = "Most pixels across of a frame (default: ${DEFAULT-VALUE}).")
  private int width;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, SourceException {
    if (frames < 1 || columns < 1 || width < 32) {
      throw new ParameterException(
          spec.commandLine(),
          "--frames and --columns must be at least 1 and --width at least 32 pixels");
    }
    Recording recording = Recording.open(file);
    Set<Long> wanted = spread(recording.frames(), frames);
    boolean needsAll = OtherModels.needsEveryFrame(segmenter);
    ContactSheet sheet = new ContactSheet(columns, width);
    try (Segmenter opened = OtherModels.open(segmenter)) {
      opened.warmUp();
      recording.read(
          number -> needsAll || wanted.contains(number),
          () -> false,
          frame -> {
            Segmentation found = frame.segment(opened);
            if (wanted.contains(frame.number())) {
              sheet.add(frame.pixels(), found);
            }
          });
    }
    Files.write(out, sheet.jpeg());
    PrintWriter text = spec.commandLine().getOut();
    text.printf("%s: %d of %d frames of %s%n", out, wanted.size(), recording.frames(), file);
    text.flush();
    return 0;
  }

  /** Numbers from 0 to {@code all} - 1, evenly spread. */
  static Set<Long> spread(long all, int most) {
    Set<Long> numbers = new TreeSet<>();
    for (int i = 0; i < most; i++) {
      numbers.add(most == 1 ? all / 2 : i * (all - 1) / (most - 1));
    }
    return numbers;
  }
}
