package io.panoptes.segment.model;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigException;
import io.panoptes.core.panoptic.Category;
import io.panoptes.segment.Hashes;
import io.panoptes.segment.SegmenterException;
import io.panoptes.segment.head.EmbeddingSpec;
import io.panoptes.segment.head.HeadSpec;
import io.panoptes.segment.interactive.PromptSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code model.yaml} says of a model: its files, what it takes and what it gives.
 *
 * @param file the manifest itself
 * @param runtime what runs it
 * @param format how its files are made
 * @param licence SPDX identifier, empty when nobody knows
 * @param source where the model comes from, empty when nobody knows
 * @param files with their checksums; the first is the graph, or lies in the SavedModel's folder
 * @param input the picture that it takes
 * @param head how what it gives is decoded; empty for a model that does not segment
 * @param embedding how it describes crops; empty for a model that segments or answers prompts
 * @param prompt how it answers prompts; empty for a model that answers none
 * @param categories by label, in ascending order
 * @param scores where its scores lie on the scale of all models
 */
public record ModelManifest(
    Path file,
    Runtime runtime,
    Format format,
    String licence,
    String source,
    List<ModelFile> files,
    ModelInput input,
    Optional<HeadSpec> head,
    Optional<EmbeddingSpec> embedding,
    Optional<PromptSpec> prompt,
    Map<Integer, Category> categories,
    ScoreScale scores) {

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

  /**
   * A file of the model.
   *
   * @param path below the folder
   * @param sha256 in hexadecimal, empty when nobody knows
   * @param url where it can be had, empty when nobody knows
   */
  public record ModelFile(Path path, String sha256, String url) {}

  public ModelManifest {
    files = List.copyOf(files);
    categories = Collections.unmodifiableMap(new TreeMap<>(categories));
  }

  /** Where the manifest and the model's files lie. */
  public Path folder() {
    return file.getParent();
  }

  /** The same model with pictures of another size. */
  public ModelManifest withSize(ModelInput.Size size) {
    return new ModelManifest(
        file,
        runtime,
        format,
        licence,
        source,
        files,
        input.withSize(size),
        head,
        embedding,
        prompt,
        categories,
        scores);
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
      ModelManifest manifest =
          ManifestReader.read(file.toAbsolutePath().normalize(), document.root());
      document.finish();
      return manifest;
    } catch (ConfigException e) {
      throw new SegmenterException(e.getMessage(), e);
    }
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
      all.append(Hashes.ofFile(this.file));
      for (ModelFile file : files) {
        Path path = folder().resolve(file.path());
        if (!Files.isRegularFile(path)) {
          throw new SegmenterException(
              "model file " + path + " is missing; put it there, or get the model again");
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
      throw new SegmenterException("model in " + folder() + " cannot be read: " + e, e);
    }
    return Hashes.ofText(all.toString());
  }
}
