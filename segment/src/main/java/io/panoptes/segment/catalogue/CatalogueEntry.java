package io.panoptes.segment.catalogue;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A public model that a manifest of ours describes.
 *
 * @param name of its folder, lower case with hyphens
 * @param about what it finds, one line
 * @param licence SPDX identifier
 * @param source page that says so
 * @param url of the file or archive
 * @param megabytes about how large the download is, 0 when nobody knows
 * @param sha256 of the download in hexadecimal, empty to record it at the first download
 * @param archived what to take out of a {@code .tar.gz}: path in the model's folder by path in the
 *     archive; empty when the download is the model's file itself
 * @param file name of the model's file when the download is no archive, else empty
 * @param manifest text of its {@code model.yaml}
 */
public record CatalogueEntry(
    String name,
    String about,
    String licence,
    String source,
    URI url,
    int megabytes,
    String sha256,
    Map<String, String> archived,
    String file,
    String manifest) {

  public CatalogueEntry {
    requireNonNull(url, "url is null");
    requireNonNull(manifest, "manifest is null");
    archived = Collections.unmodifiableMap(new TreeMap<>(archived));
    if (!name.matches("[a-z0-9][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "model name '" + name + "' must have lower-case letters, digits and hyphens");
    }
    if (!sha256.isEmpty() && !sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "sha256 " + sha256 + " of model " + name + " must have 64 hexadecimal digits");
    }
    if (archived.isEmpty() == file.isEmpty()) {
      throw new IllegalArgumentException(
          "model " + name + " needs either files of an archive or the name of its one file");
    }
  }
}
