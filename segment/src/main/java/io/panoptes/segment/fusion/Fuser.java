package io.panoptes.segment.fusion;

import io.panoptes.segment.Segmentation;

/** Makes one result of two for the same picture. */
interface Fuser {

  Segmentation fuse(Segmentation first, Segmentation second);
}
