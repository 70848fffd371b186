package io.panoptes.ingest;

import io.panoptes.core.frame.EncodedImage;

/**
 * A picture ready to be published.
 *
 * @param width in pixels
 * @param height in pixels
 * @param image the pixels, privacy masks burnt in
 */
public record EncodedPicture(int width, int height, EncodedImage image) {}
