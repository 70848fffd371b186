package io.panoptes.ingest.synthetic;

/** Something that moves through a scene. */
interface Actor {

  /** Whether it is on its way, perhaps still outside the picture. */
  boolean isThere(double seconds);

  /** Where it touches the ground: what stands lower hides what stands higher. */
  double footY(double seconds);

  Drawing draw(double seconds);
}
