package io.panoptes.app.cli;

import io.panoptes.app.PanoptesConfig;
import io.panoptes.app.image.SegmentedPictures;
import io.panoptes.core.frame.CameraId;
import io.panoptes.core.frame.FrameId;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.segment.CameraSegmentation;
import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import io.panoptes.segment.SegmentSettings;
import io.panoptes.segment.Segmentation;
import io.panoptes.segment.Segmenter;
import io.panoptes.segment.Segmenters;
import io.panoptes.segment.interactive.PromptModels;
import io.panoptes.segment.javacv.GrabCut;
import io.panoptes.segment.javacv.PictureFile;
import io.panoptes.segment.model.ModelManifest;
import io.panoptes.segment.prompt.Prompt;
import io.panoptes.segment.prompt.PromptResult;
import io.panoptes.segment.prompt.PromptSegmenter;
import io.panoptes.segment.prompt.PromptSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Segments single pictures, without a broker. */
@Command(
    name = "segment-image",
    description = {
      "Segment pictures with any segmenter, or cut out what you point at.",
      "Writes NAME.overlay.jpg, panoptic/NAME.png and panoptic.json in COCO's panoptic format."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Positions are pixels of the picture. Options that point at a thing use the model's prompts,",
      "or GrabCut where no model is named.",
      "",
      "Examples:",
      "  panoptes segment-image yard.jpg --segmenter watershed --out regions",
      "  panoptes segment-image *.png --model models/street --out street",
      "  panoptes segment-image yard.jpg --box 40,60,220,300 --point 200,290,- --out cut"
    })
final class SegmentImageCommand implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "JPEG, PNG and the like.")
  private List<Path> images;

  @Option(names = "--segmenter", paramLabel = "NAME", description = "Segmenter to use.")
  private String segmenter;

  @Option(names = "--model", paramLabel = "DIR", description = "Folder of a model to use.")
  private Path model;

  @Mixin private PromptOptions pointing;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration whose parameters and models are used.")
  private Path config;

  @Option(
      names = "--camera",
      paramLabel = "NAME",
      description = "Camera of the configuration (default: its defaults).")
  private String camera;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where results go; files of the same names are replaced.")
  private Path out;

  @Spec private CommandSpec spec;

  /** Makes the segmentation of one picture. */
  private interface Method extends AutoCloseable {
    Segmentation segment(Image image, long number);

    @Override
    void close();
  }

  @Override
  public Integer call() throws IOException {
    List<Prompt> prompts = pointing.prompts();
    if (segmenter != null && model != null) {
      throw usage("--segmenter and --model exclude each other; name one");
    }
    if (camera != null && config == null) {
      throw usage("--camera needs a configuration; name it with --config");
    }
    if (segmenter == null && model == null && prompts.isEmpty()) {
      throw usage("name a --segmenter or a --model, or point at a thing with --box or --point");
    }
    if (!prompts.isEmpty() && segmenter != null && !segmenter.equals(GrabCut.NAME)) {
      throw usage(
          "the segmenter '%s' takes no prompts; leave it out to use grabcut, or name a --model"
              .formatted(segmenter));
    }
    PanoptesConfig all = config == null ? null : PanoptesConfig.read(config);
    SegmentSettings settings = all == null ? SegmentSettings.defaults() : all.segment();
    PrintWriter text = spec.commandLine().getOut();
    try (Method method =
            prompts.isEmpty()
                ? whole(name(), settings, parameters(all))
                : pointed(prompts, settings, parameters(all));
        SegmentedPictures pictures = new SegmentedPictures(out)) {
      long number = 0;
      for (Path file : images) {
        Image image = PictureFile.read(file);
        long start = System.nanoTime();
        Segmentation result = method.segment(image, ++number);
        double millis = (System.nanoTime() - start) / 1e6;
        Path overlay = pictures.add(file, image, result, name());
        text.printf(
            Locale.ROOT,
            "%s: %dx%d, %d segments in %.0f ms, %s%n",
            file,
            image.width(),
            image.height(),
            result.segments().size(),
            millis,
            overlay);
        text.flush();
      }
    }
    return 0;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private String name() {
    if (model != null) {
      return "model:" + model;
    }
    return segmenter == null ? GrabCut.NAME : segmenter;
  }

  private CameraSegmentation parameters(PanoptesConfig all) {
    if (all == null) {
      return CameraSegmentation.defaults();
    }
    if (camera == null) {
      return all.otherSegmentation();
    }
    CameraSegmentation found = all.segmentation().get(CameraId.sanitised(camera));
    if (found == null) {
      throw usage("%s has no camera '%s'".formatted(config, camera));
    }
    return found;
  }

  private static Method whole(
      String name, SegmentSettings settings, CameraSegmentation parameters) {
    Segmenter opened = Segmenters.load().choose(name, settings).open(parameters, settings);
    opened.warmUp();
    return new Method() {
      @Override
      public Segmentation segment(Image image, long number) {
        FrameId id = new FrameId(new CameraId("picture"), number, 1);
        return opened.segment(List.of(new Picture(id, Instant.EPOCH, image))).get(0);
      }

      @Override
      public void close() {
        opened.close();
      }
    };
  }

  private PromptSegmenter prompted(SegmentSettings settings) {
    ModelManifest manifest = ModelManifest.read(model);
    manifest.verify();
    return PromptModels.open(name(), manifest, settings.runtime());
  }

  private Method pointed(
      List<Prompt> prompts, SegmentSettings settings, CameraSegmentation parameters) {
    PromptSegmenter opened =
        model == null
            ? new GrabCut(
                parameters.classic().grabCut().workingHeight(),
                parameters.classic().grabCut().iterations())
            : prompted(settings);
    return new Method() {
      @Override
      public Segmentation segment(Image image, long number) {
        try (PromptSession session = opened.open(image)) {
          return cutOut(session.segment(prompts));
        }
      }

      @Override
      public void close() {
        opened.close();
      }
    };
  }

  private static Segmentation cutOut(PromptResult result) {
    Map<Integer, Category> categories =
        Map.of(
            1, CategoryCatalog.STREET.get("background"), 2, CategoryCatalog.STREET.get("object"));
    byte[] inside = result.mask().inside();
    char[] ids = new char[inside.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (char) (inside[i] != 0 ? 2 : 1);
    }
    return Segmentation.of(
        new SegmentMap(result.mask().width(), result.mask().height(), ids),
        categories::get,
        id -> id == 2 ? result.score() : 1);
  }
}
