package io.panoptes.segment.catalogue;

import io.panoptes.core.config.ConfigDocument;
import io.panoptes.core.config.ConfigNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The public models that Panoptes knows how to describe. */
public final class Catalogue {

  private static final String RESOURCE = "catalogue.yaml";

  private final List<CatalogueEntry> entries;

  public Catalogue(List<CatalogueEntry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The one that comes with Panoptes. */
  public static Catalogue load() {
    try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
      return parse(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a catalogue.
   *
   * @throws io.panoptes.core.config.ConfigException with every problem
   */
  static Catalogue parse(String name, String yaml) {
    ConfigDocument document = ConfigDocument.parse(name, yaml, Map.of());
    List<CatalogueEntry> entries = new ArrayList<>();
    document.root().mapping("models").entries().forEach((key, node) -> read(key, node, entries));
    document.finish();
    return new Catalogue(entries);
  }

  private static void read(String name, ConfigNode node, List<CatalogueEntry> entries) {
    Map<String, String> archived = new LinkedHashMap<>();
    node.mapping("archived")
        .entries()
        .forEach((target, source) -> archived.put(source.asText(""), target));
    String about = node.requiredText("about");
    String licence = node.requiredText("licence");
    String source = node.requiredText("source");
    String url = node.requiredText("url");
    int megabytes = (int) node.integer("megabytes", 0, 0, 100_000);
    String sha256 = node.text("sha256", "");
    String file = node.text("file", "");
    String manifest = node.requiredText("manifest");
    try {
      entries.add(
          new CatalogueEntry(
              name,
              about,
              licence,
              source,
              URI.create(url),
              megabytes,
              sha256,
              archived,
              file,
              manifest));
    } catch (IllegalArgumentException e) {
      node.problem(e.getMessage());
    }
  }

  /** In the catalogue's order. */
  public List<CatalogueEntry> entries() {
    return entries;
  }

  public Optional<CatalogueEntry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /**
   * @throws ModelDownloadException when there is none of that name; the message lists all
   */
  public CatalogueEntry get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new ModelDownloadException(
                    "the catalogue has no model '%s'; it has %s"
                        .formatted(
                            name,
                            String.join(
                                ", ", entries.stream().map(CatalogueEntry::name).toList()))));
  }
}
