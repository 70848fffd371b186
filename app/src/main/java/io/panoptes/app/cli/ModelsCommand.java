package io.panoptes.app.cli;

import io.panoptes.app.image.SegmentedPictures;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.catalogue.Catalogue;
import io.panoptes.segment.catalogue.CatalogueEntry;
import io.panoptes.segment.catalogue.Download;
import io.panoptes.segment.catalogue.EnvironmentProxies;
import io.panoptes.segment.catalogue.ModelStore;
import io.panoptes.segment.javacv.PictureFile;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.street.StreetSegmenterProvider;
import io.panoptes.segment.versions.ModelVersions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Models: public ones, how to get and try them, and the versions of a camera's own. */
@Command(
    name = "models",
    description = {
      "Get public models with permissive licences, try models on pictures, and choose among the"
          + " versions of a camera's model."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelsCommand.ListModels.class,
      ModelsCommand.Show.class,
      ModelsCommand.Pull.class,
      ModelsCommand.Check.class,
      ModelsCommand.Versions.class,
      ModelsCommand.Use.class
    },
    footer = {
      "",
      "Example:",
      "  panoptes models pull deeplabv3-mobilenetv2-voc",
      "  panoptes models check models/deeplabv3-mobilenetv2-voc street.jpg --out tried",
      "  panoptes models use models/gate 3"
    })
final class ModelsCommand implements Runnable {

  private static final String DEFAULT_FOLDER = "models";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command given; 'panoptes models --help' lists them");
  }

  private static ModelStore store(Path folder) {
    return new ModelStore(
        folder, new Download(EnvironmentProxies.ofThisProcess(), 5, Duration.ofSeconds(60)));
  }

  /** Lists the catalogue. */
  @Command(name = "list", description = "List the catalogue.", mixinStandardHelpOptions = true)
  static final class ListModels implements Callable<Integer> {

    @Option(
        names = "--to",
        paramLabel = "DIR",
        defaultValue = DEFAULT_FOLDER,
        description = "Folder of models (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      PrintWriter text = spec.commandLine().getOut();
      ModelStore store = store(folder);
      for (CatalogueEntry entry : Catalogue.load().entries()) {
        text.printf(
            "%-34s %-12s %s%s%n",
            entry.name(), entry.licence(), entry.about(), store.has(entry) ? " (here)" : "");
      }
      text.flush();
      return 0;
    }
  }

  /** Shows one entry. */
  @Command(
      name = "show",
      description = "Show where a model comes from, and its manifest.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "A name from 'panoptes models list'.")
    private String name;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      CatalogueEntry entry = Catalogue.load().get(name);
      PrintWriter text = spec.commandLine().getOut();
      text.printf("%s: %s%n", entry.name(), entry.about());
      text.printf("licence   %s%n", entry.licence());
      text.printf("source    %s%n", entry.source());
      text.printf("download  %s%n", entry.url());
      if (entry.megabytes() > 0) {
        text.printf("size      about %d MB%n", entry.megabytes());
      }
      text.printf(
          "checksum  %s%n%n%s",
          entry.sha256().isEmpty() ? "recorded at the first download" : entry.sha256(),
          entry.manifest());
      text.flush();
      return 0;
    }
  }

  /** Downloads models. */
  @Command(
      name = "pull",
      description = "Download models; a broken download goes on where it was.",
      mixinStandardHelpOptions = true)
  static final class Pull implements Callable<Integer> {

    private static final long STEP = 8L << 20;

    @Parameters(
        arity = "1..*",
        paramLabel = "NAME",
        description = "Names from 'panoptes models list'.")
    private List<String> names;

    @Option(
        names = "--to",
        paramLabel = "DIR",
        defaultValue = DEFAULT_FOLDER,
        description = "Where models go (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
      Catalogue catalogue = Catalogue.load();
      List<CatalogueEntry> entries = names.stream().map(catalogue::get).toList();
      ModelStore store = store(folder);
      PrintWriter text = spec.commandLine().getOut();
      for (CatalogueEntry entry : entries) {
        if (store.has(entry)) {
          text.printf("%s is in %s already%n", entry.name(), store.path(entry));
        } else {
          text.printf("%s: %s, %s%n", entry.name(), entry.url(), entry.licence());
          long[] shown = {-1};
          Path path = store.pull(entry, (bytes, total) -> show(text, shown, bytes, total));
          text.printf("%s is in %s; use --model %s%n", entry.name(), path, path);
        }
        text.flush();
      }
      return 0;
    }

    private static void show(PrintWriter text, long[] shown, long bytes, long total) {
      if (bytes / STEP != shown[0] || bytes == total) {
        shown[0] = bytes / STEP;
        text.printf(
            Locale.ROOT,
            total > 0 ? "  %.1f of %.1f MB%n" : "  %.1f MB%n",
            bytes / 1e6,
            total / 1e6);
        text.flush();
      }
    }
  }

  /** Runs a model on a picture. */
  @Command(
      name = "check",
      description = "Run a model on a picture, write the overlay and say how long a run takes.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {

    @Parameters(
        index = "0",
        paramLabel = "MODEL",
        description = "Folder of a model, or a name from the catalogue that was pulled.")
    private String model;

    @Parameters(index = "1", paramLabel = "IMAGE", description = "JPEG, PNG and the like.")
    private Path picture;

    @Option(
        names = "--out",
        required = true,
        paramLabel = "DIR",
        description = "Where results go; files of the same names are replaced.")
    private Path out;

    @Option(
        names = "--runs",
        paramLabel = "N",
        defaultValue = "5",
        description = "Runs to time, behind one that is not (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
        names = "--to",
        paramLabel = "DIR",
        defaultValue = DEFAULT_FOLDER,
        description = "Folder of pulled models (default: ${DEFAULT-VALUE}).")
    private Path folder;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      if (runs < 1 || runs > 10_000) {
        throw new ParameterException(spec.commandLine(), "--runs " + runs + " must be 1 to 10000");
      }
      Path path = Path.of(model);
      Path found = Files.exists(path) ? path : folder.resolve(model);
      Image image = PictureFile.read(picture);
      List<Picture> batch =
          List.of(new Picture(new FrameId(new CameraId("picture"), 1, 1), Instant.EPOCH, image));
      SegmentSettings settings = SegmentSettings.defaults();
      String name = "model:" + found;
      long[] nanos = new long[runs];
      PrintWriter text = spec.commandLine().getOut();
      try (Segmenter segmenter =
              Segmenters.load()
                  .choose(name, settings)
                  .open(CameraSegmentation.defaults(), settings);
          SegmentedPictures pictures = new SegmentedPictures(out)) {
        Segmentation result = segmenter.segment(batch).get(0);
        for (int i = 0; i < runs; i++) {
          long start = System.nanoTime();
          segmenter.segment(batch);
          nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        Path overlay = pictures.add(picture, image, result, name);
        text.printf(
            Locale.ROOT,
            "%s: %d segments in %dx%d, median %.1f ms of %d runs, %s%n",
            found,
            result.segments().size(),
            image.width(),
            image.height(),
            nanos[runs / 2] / 1e6,
            runs,
            overlay);
        text.flush();
      }
      return 0;
    }
  }

  /**
   * @throws NoSuchFileException when the folder is not there
   */
  private static ModelVersions versionsIn(Path folder) throws NoSuchFileException {
    if (!Files.isDirectory(folder)) {
      throw new NoSuchFileException(folder.toString());
    }
    return new ModelVersions(folder);
  }

  /** Lists the versions of a camera's model. */
  @Command(
      name = "versions",
      description = "List the versions of the model behind 'segmenter: distilled:DIR'.",
      mixinStandardHelpOptions = true)
  static final class Versions implements Callable<Integer> {

    private static final int SHOWN_DIGITS = 12;

    @Parameters(paramLabel = "DIR", description = "The folder behind 'distilled:'.")
    private Path folder;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      ModelVersions versions = versionsIn(folder);
      int current = versions.current();
      PrintWriter text = spec.commandLine().getOut();
      text.printf("  %-7s  %-20s  SHA-256%n", "version", "written");
      String street =
          new StreetSegmenterProvider()
              .hash(
                  StreetSegmenterProvider.NAME,
                  CameraSegmentation.defaults(),
                  SegmentSettings.defaults());
      show(text, ModelVersions.BUNDLED, current, "bundled", shortened(street));
      for (int version : versions.all()) {
        Path manifest = versions.folder(version).resolve(ModelManifest.FILE_NAME);
        String written =
            Files.exists(manifest)
                ? Files.getLastModifiedTime(manifest)
                    .toInstant()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .toString()
                : "unknown";
        show(text, version, current, written, state(versions.folder(version)));
      }
      text.flush();
      return 0;
    }

    private static void show(
        PrintWriter text, int version, int current, String written, String state) {
      text.printf("%s %7d  %-20s  %s%n", version == current ? "*" : " ", version, written, state);
    }

    private static String state(Path model) {
      try {
        return shortened(ModelManifest.read(model).verify());
      } catch (SegmenterException e) {
        return "damaged: " + e.getMessage().strip();
      }
    }

    private static String shortened(String sha256) {
      return sha256.substring(0, SHOWN_DIGITS);
    }
  }

  /** Puts another version of a camera's model to use. */
  @Command(
      name = "use",
      description = {
        "Put another version of the model behind 'segmenter: distilled:DIR' to use, older or newer.",
        "Running workers take it within seconds."
      },
      mixinStandardHelpOptions = true)
  static final class Use implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "DIR", description = "The folder behind 'distilled:'.")
    private Path folder;

    @Parameters(
        index = "1",
        paramLabel = "N",
        description = "A version from 'panoptes models versions', 0 for the bundled model.")
    private int version;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      versionsIn(folder).use(version);
      PrintWriter text = spec.commandLine().getOut();
      text.printf(
          "%s uses %s%n",
          folder, version == ModelVersions.BUNDLED ? "the bundled model" : "version " + version);
      text.flush();
      return 0;
    }
  }
}
