package io.panoptes.segment.motion;

import java.util.ArrayList;
import java.util.List;

/** One thing that the memory follows from frame to frame. */
final class MovingObject {

  final int number;
  SoftMask mask;

  /** The mask where it should be in the current frame. */
  SoftMask predicted;

  /** Working pixels a second, smoothed. */
  float velocityX;

  float velocityY;

  /** Where it was first, as the middle of its lower edge. */
  final float birthX;

  final float birthY;
  int frames;
  int misses;

  /** Components that gave it pixels in the current frame. */
  final List<Piece> pieces = new ArrayList<>();

  int framesApart;
  int framesTogether;

  /** Whether the people detector has ever seen somebody in it. */
  boolean detected;

  boolean confirmed;

  /** Whether only the people detector has seen it, before there was a background. */
  boolean guessed;

  /** Area that it has when nothing hides it, smoothed. */
  float usualMass;

  float personVotes;
  float vehicleVotes;
  float objectVotes;

  /** Event time in seconds of its first frame, of its last look by the detector, and of rest. */
  final double bornAt;

  double lookedAt = Double.NEGATIVE_INFINITY;
  double restingSince;
  float restX;
  float restY;

  /** Pixels that were assigned to it in the current frame. */
  int support;

  /** A component and how many of its pixels were given. */
  record Piece(Region box, int pixels) {}

  MovingObject(int number, SoftMask mask, double now) {
    this.number = number;
    this.mask = mask;
    this.predicted = mask;
    Region core = mask.core(0.5f);
    this.birthX = (core.left() + core.right()) / 2f;
    this.birthY = core.bottom();
    this.restX = birthX;
    this.restY = birthY;
    this.bornAt = now;
    this.restingSince = now;
    this.usualMass = mask.mass();
  }
}
