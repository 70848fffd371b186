package io.panoptes.segment.head;

import io.panoptes.core.config.ConfigNode;

/** A way to decode, by the name that manifests give as {@code kind}. */
interface HeadKind {

  /** Such as {@code label-map}. */
  String name();

  /** Reads the kind's own keys; problems are recorded in the document. */
  HeadSpec read(ConfigNode head);
}
