package io.panoptes.segment.model;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.config.ConfigNode;
import io.panoptes.core.panoptic.Category;
import io.panoptes.core.panoptic.CategoryCatalog;
import io.panoptes.segment.Hashes;
import io.panoptes.segment.SegmenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code model.yaml} says of a model: its files, what it takes and what it gives.
 *
 * @param folder where the manifest lies
 * @param runtime what runs it
 * @param format how its files are made
 * @param files with their checksums; the first is the graph, or lies in the SavedModel's folder
 * @param input the picture that it takes
 * @param output what it gives
 * @param categories by label, in ascending order
 * @param minArea smallest thing as a share of the frame's area; raising it leaves out specks
 */
public record ModelManifest(
    Path folder,
    Runtime runtime,
    Format format,
    List<ModelFile> files,
    Input input,
    Output output,
    Map<Integer, Category> categories,
    double minArea) {

  /** Name of the file in a model's folder. */
  public static final String FILE_NAME = "model.yaml";

  /** Ids of categories that the common catalogue does not have begin here, plus their label. */
  static final int FIRST_OWN_ID = 100;

  /** What runs a model. */
  public enum Runtime {
    TENSORFLOW,
    ONNX
  }

  /** How a model's files are made. */
  public enum Format {
    SAVED_MODEL,
    FROZEN_GRAPH,
    ONNX
  }

  /** Order of a tensor's dimensions: channels last or channels before rows and columns. */
  public enum Layout {
    NHWC,
    NCHW
  }

  /** Order of an input's channels. */
  public enum Colour {
    RGB,
    BGR
  }

  /** Type of an input's numbers. */
  public enum Type {
    FLOAT,
    UINT8
  }

  /** What an output's numbers are. */
  public enum Kind {
    /** One label a pixel. */
    LABEL_MAP,
    /** One score a pixel and label; the largest wins, the lower label on ties. */
    LOGITS
  }

  /**
   * A file of the model.
   *
   * @param path below the folder
   * @param sha256 in hexadecimal, empty when nobody knows
   */
  public record ModelFile(Path path, String sha256) {}

  /**
   * What a model takes: {@code (value * scale - mean) / std} of each channel, in the input's order
   * of channels.
   */
  public record Input(
      String name,
      int width,
      int height,
      Layout layout,
      Colour colour,
      Type type,
      double scale,
      List<Double> mean,
      List<Double> std) {

    public Input {
      mean = List.copyOf(mean);
      std = List.copyOf(std);
    }
  }

  /** What a model gives; its size may differ from the input's. */
  public record Output(String name, Kind kind, Layout layout) {}

  public ModelManifest {
    files = List.copyOf(files);
    categories = java.util.Collections.unmodifiableMap(new TreeMap<>(categories));
  }

  /**
   * Reads a model's manifest.
   *
   * @param folder the model's, or the manifest itself
   * @throws SegmenterException when it is missing or wrong; the message has every problem
   */
  public static ModelManifest read(Path folder) {
    Path file = Files.isDirectory(folder) ? folder.resolve(FILE_NAME) : folder;
    if (!Files.isRegularFile(file)) {
      throw new SegmenterException(
          "there is no model manifest "
              + file
              + "; name a folder with a "
              + FILE_NAME
              + " that describes the model");
    }
    try {
      ConfigDocument document = ConfigDocument.read(file);
      ModelManifest manifest = read(file.toAbsolutePath().getParent(), document.root());
      document.finish();
      return manifest;
    } catch (ConfigException e) {
      throw new SegmenterException(e.getMessage(), e);
    }
  }

  private static ModelManifest read(Path folder, ConfigNode root) {
    Runtime runtime = root.choice("runtime", Runtime.TENSORFLOW);
    Format format =
        root.choice("format", runtime == Runtime.ONNX ? Format.ONNX : Format.SAVED_MODEL);
    List<ModelFile> files = new ArrayList<>();
    for (ConfigNode item : root.list("files")) {
      files.add(
          new ModelFile(
              Path.of(item.requiredText("path")),
              item.text("sha256", "").toLowerCase(java.util.Locale.ROOT)));
    }
    if (files.isEmpty()) {
      root.problem("has no 'files'; list at least the graph with its path");
    }
    return new ModelManifest(
        folder,
        runtime,
        format,
        files,
        readInput(root.mapping("input")),
        readOutput(root.mapping("output")),
        readCategories(root),
        root.number("min-area", 0.0005, 0, 1));
  }

  private static Input readInput(ConfigNode node) {
    return new Input(
        node.requiredText("name"),
        (int) node.integer("width", 512, 1, 8192),
        (int) node.integer("height", 512, 1, 8192),
        node.choice("layout", Layout.NHWC),
        node.choice("colour", Colour.RGB),
        node.choice("type", Type.FLOAT),
        node.number("scale", 1, -1000, 1000),
        three(node, "mean", 0, -1000),
        three(node, "std", 1, 1e-6));
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

  private static Output readOutput(ConfigNode node) {
    return new Output(
        node.requiredText("name"),
        node.choice("kind", Kind.LABEL_MAP),
        node.choice("layout", Layout.NHWC));
  }

  private static Map<Integer, Category> readCategories(ConfigNode root) {
    Map<Integer, Category> categories = new TreeMap<>();
    Map<Integer, String> usedIds = new HashMap<>();
    List<ConfigNode> items = root.list("categories");
    for (int i = 0; i < items.size(); i++) {
      ConfigNode item = items.get(i);
      int label = (int) item.integer("label", i, 0, 60000);
      Category category = readCategory(item, label);
      if (category == null) {
        continue;
      }
      if (categories.putIfAbsent(label, category) != null) {
        item.problem("has label " + label + ", which another category has already");
      }
      String other = usedIds.putIfAbsent(category.id(), category.name());
      if (other != null && !other.equals(category.name())) {
        item.problem("has the same id " + category.id() + " as " + other);
      }
    }
    if (categories.isEmpty()) {
      root.problem("has no 'categories'; list what each label of the output means");
    }
    return categories;
  }

  private static Category readCategory(ConfigNode item, int label) {
    String name = item.requiredText("name");
    Category known = CategoryCatalog.STREET.find(name).orElse(null);
    String colour = item.text("colour", "");
    if (known == null && !item.has("kind")) {
      item.problem(
          "names the unknown category '"
              + name
              + "'; give it a kind (thing or stuff), or use one of "
              + CategoryCatalog.STREET);
    }
    Category.Kind kind = item.choice("kind", known == null ? Category.Kind.STUFF : known.kind());
    if (name.isEmpty()) {
      return null;
    }
    if (known != null && kind == known.kind() && colour.isEmpty()) {
      return known;
    }
    return new Category(
        known == null ? FIRST_OWN_ID + label : known.id(),
        name,
        kind,
        colour.isEmpty() ? ownColour(label) : readColour(item, colour),
        item.text("parent", known == null ? "" : known.parent()));
  }

  private static int readColour(ConfigNode item, String colour) {
    if (colour.matches("#[0-9a-fA-F]{6}")) {
      return Integer.parseInt(colour.substring(1), 16);
    }
    item.problem("has the colour " + colour + "; write it as \"#rrggbb\"");
    return 0;
  }

  /** A fixed colour that differs well from those of neighbouring labels. */
  private static int ownColour(int label) {
    return java.awt.Color.HSBtoRGB(label * 0.618034f % 1, 0.65f, 0.9f) & 0xFFFFFF;
  }

  /**
   * Compares every file with its checksum.
   *
   * @return SHA-256 over the manifest's and the files' checksums
   * @throws SegmenterException when a file is missing or another than the manifest says
   */
  public String verify() {
    StringBuilder all = new StringBuilder();
    try {
      all.append(Hashes.ofFile(folder.resolve(FILE_NAME)));
      for (ModelFile file : files) {
        Path path = folder.resolve(file.path());
        if (!Files.isRegularFile(path)) {
          throw new SegmenterException("model file " + path + " is missing");
        }
        String actual = Hashes.ofFile(path);
        if (!file.sha256().isEmpty() && !file.sha256().equals(actual)) {
          throw new SegmenterException(
              "model file %s has SHA-256 %s where the manifest says %s; get the right file"
                  .formatted(path, actual, file.sha256()));
        }
        all.append('\n').append(file.path()).append(' ').append(actual);
      }
    } catch (IOException e) {
      throw new SegmenterException("model in " + folder + " cannot be read: " + e, e);
    }
    return Hashes.ofText(all.toString());
  }
}
