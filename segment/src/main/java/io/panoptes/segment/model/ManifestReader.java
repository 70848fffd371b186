package io.panoptes.segment.model;

import io.panoptes.core.config.ConfigNode;
import io.panoptes.segment.head.EmbeddingSpec;
import io.panoptes.segment.head.Heads;
import io.panoptes.segment.interactive.PromptModels;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code model.yaml}; problems are recorded in its document. */
final class ManifestReader {

  private static final String SHA_256 = "[0-9a-f]{64}";
  private static final int LARGEST_SIDE = 8192;

  private ManifestReader() {}

  static ModelManifest read(Path file, ConfigNode root) {
    ModelManifest.Runtime runtime = root.choice("runtime", ModelManifest.Runtime.TENSORFLOW);
    boolean prompted = root.has("prompt");
    if (!prompted) {
      root.section("prompt");
    }
    boolean embeds = !prompted && root.mapping("head").text("kind", "").equals(EmbeddingSpec.KIND);
    ModelManifest manifest =
        new ModelManifest(
            file,
            runtime,
            readFormat(root, runtime),
            root.text("licence", ""),
            root.text("source", ""),
            readFiles(root),
            readInput(root.mapping("input")),
            prompted || embeds ? Optional.empty() : Optional.of(Heads.read(root.mapping("head"))),
            embeds ? Optional.of(EmbeddingSpec.read(root.mapping("head"))) : Optional.empty(),
            prompted ? Optional.of(PromptModels.read(root.mapping("prompt"))) : Optional.empty(),
            prompted ? Map.of() : CategoryReader.read(root),
            ScoreScale.read(root.mapping("scores")));
    if (embeds && manifest.input().size().isDynamic()) {
      root.mapping("input")
          .section("multiple-of")
          .problem("is not for crops; give the one 'width' and 'height' that they get");
    }
    return manifest;
  }

  private static ModelManifest.Format readFormat(ConfigNode root, ModelManifest.Runtime runtime) {
    boolean onnx = runtime == ModelManifest.Runtime.ONNX;
    ModelManifest.Format format =
        root.choice("format", onnx ? ModelManifest.Format.ONNX : ModelManifest.Format.SAVED_MODEL);
    if (onnx != (format == ModelManifest.Format.ONNX)) {
      root.section("format")
          .problem(
              onnx
                  ? "is not for the runtime onnx, which runs the format onnx"
                  : "is not for the runtime tensorflow, which runs saved-model and frozen-graph");
    }
    return format;
  }

  private static List<ModelManifest.ModelFile> readFiles(ConfigNode root) {
    List<ModelManifest.ModelFile> files = new ArrayList<>();
    for (ConfigNode item : root.list("files")) {
      String path = item.requiredText("path");
      String sha256 = item.text("sha256", "").toLowerCase(Locale.ROOT);
      String url = item.text("url", "");
      if (!sha256.isEmpty() && !sha256.matches(SHA_256)) {
        item.section("sha256").problem("is " + sha256 + "; 64 hexadecimal digits are needed");
      }
      if (!path.isEmpty() && isInside(item, path)) {
        files.add(new ModelManifest.ModelFile(Path.of(path), sha256, url));
      }
    }
    if (root.list("files").isEmpty()) {
      root.problem("has no 'files'; list at least the graph with its path");
    }
    return files;
  }

  private static boolean isInside(ConfigNode item, String path) {
    try {
      Path read = Path.of(path);
      if (!read.isAbsolute() && !read.normalize().startsWith("..")) {
        return true;
      }
    } catch (InvalidPathException e) {
      // Told below, like a path that leads elsewhere.
    }
    item.section("path").problem("is " + path + "; a path inside the model's folder is needed");
    return false;
  }

  private static ModelInput readInput(ConfigNode node) {
    return new ModelInput(
        node.requiredText("name"),
        readSize(node),
        node.choice("layout", ModelManifest.Layout.NHWC),
        node.choice("colour", ModelInput.Colour.RGB),
        node.choice("type", ModelInput.Type.FLOAT),
        node.number("scale", 1, -1000, 1000),
        three(node, "mean", 0, -1000),
        three(node, "std", 1, 1e-6),
        new ModelInput.Fit(
            node.choice("fit", ModelInput.FitMode.STRETCH),
            node.number("pad", 0, 0, 255),
            node.choice("align", ModelInput.Align.CENTRE)));
  }

  private static ModelInput.Size readSize(ConfigNode node) {
    int multipleOf = (int) node.integer("multiple-of", 0, 0, 1024);
    int maxSide = (int) node.integer("max-side", 0, 0, LARGEST_SIDE);
    int minSide = (int) node.integer("min-side", 0, 0, LARGEST_SIDE);
    int otherwise = multipleOf > 0 ? 0 : 512;
    int width = (int) node.integer("width", otherwise, 1, LARGEST_SIDE);
    int height = (int) node.integer("height", otherwise, 1, LARGEST_SIDE);
    if ((width == 0) != (height == 0)) {
      node.problem("has one of 'width' and 'height'; give both, or none for the frame's own size");
    } else if (multipleOf > 0 && (width % multipleOf != 0 || height % multipleOf != 0)) {
      node.problem(
          "has the size %dx%d; with 'multiple-of' both must be multiples of %d"
              .formatted(width, height, multipleOf));
    } else if (maxSide > 0 && (multipleOf == 0 || maxSide % multipleOf != 0)) {
      node.section("max-side")
          .problem(
              "is %d; it must be a multiple of 'multiple-of', %d".formatted(maxSide, multipleOf));
    } else if (minSide > 0 && (multipleOf == 0 || width > 0 || maxSide > 0 && minSide > maxSide)) {
      node.section("min-side")
          .problem(
              "is %d; it goes with 'multiple-of', without 'width' and 'height', and up to 'max-side', %d"
                  .formatted(minSide, maxSide));
    } else {
      return new ModelInput.Size(width, height, multipleOf, maxSide, minSide);
    }
    return new ModelInput.Size(512, 512, 0);
  }

  private static List<Double> three(ConfigNode node, String key, double value, double min) {
    List<ConfigNode> items = node.list(key);
    if (!items.isEmpty() && items.size() != 3) {
      node.section(key).problem("has " + items.size() + " numbers; 3 are needed");
    }
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      numbers.add(items.size() == 3 ? items.get(i).asNumber(value, min, 1000) : value);
    }
    return numbers;
  }
}
