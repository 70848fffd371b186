package io.panoptes.sink.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/**
 * One rule at work on one camera: remembers what it must about every track alive. The caller shows
 * every sighting in order of event time.
 */
interface RuleWatch {

  Rule rule();

  /** Fits the rule's shape to the size of the frames; called before the first sighting. */
  void resize(int width, int height);

  /** A track is seen. */
  void see(Sighting sighting, AlertWriter out);

  /** Forgets every track but those alive and ends their alerts, in ascending order of number. */
  void retain(Set<Long> alive, Instant at, AlertWriter out);

  /** Writes what is remembered; equal memories give equal bytes. */
  void write(DataOutput out) throws IOException;

  /** Reads what {@link #write} wrote. */
  void read(DataInput in) throws IOException;
}
