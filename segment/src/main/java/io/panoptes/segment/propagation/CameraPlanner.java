package io.panoptes.segment.propagation;

import io.panoptes.segment.Image;
import io.panoptes.segment.Picture;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides of each of a camera's frames, in their order, whether the segmenter must see it. The
 * decision rests on the pictures alone and never on results, so that it can be made ahead of them
 * and is the same whatever the batches. One thread at a time.
 */
public final class CameraPlanner implements AutoCloseable {

  private final PropagationSettings settings;
  private final FlowEngine.Factory engines;
  private int frameWidth;
  private int frameHeight;
  private long epoch;
  private WorkingSize size;
  private FlowEngine engine;
  private FlowChain chain;
  private Stillness stillness;
  private boolean begun;
  private int sinceKey;
  private Instant keyAt;

  /** Whether the last result is a key frame's own, not a carried one. */
  private boolean fromKey;

  public CameraPlanner(PropagationSettings settings, FlowEngine.Factory engines) {
    this.settings = settings;
    this.engines = engines;
  }

  /** What becomes of the next frame. */
  public Plan plan(Picture picture) {
    fit(picture.image());
    byte[] grey = engine.grey(picture.image());
    if (!begun || picture.id().epoch() != epoch) {
      return key(picture, grey);
    }
    sinceKey++;
    boolean due = sinceKey >= settings.keyframeEvery();
    if (settings.stillGate() && (fromKey || !due) && isFresh(picture) && stillness.isStill(grey)) {
      return new Plan.Reuse();
    }
    if (due) {
      return key(picture, grey);
    }
    chain.advance(grey);
    if (chain.drift() > settings.keyframeDrift()) {
      return key(picture, grey);
    }
    stillness.remember(grey);
    fromKey = false;
    return new Plan.Carry(Displacement.of(size, chain.total(), frameWidth, frameHeight));
  }

  private void fit(Image image) {
    if (engine != null && image.width() == frameWidth && image.height() == frameHeight) {
      return;
    }
    close();
    frameWidth = image.width();
    frameHeight = image.height();
    size = WorkingSize.of(frameWidth, frameHeight);
    engine = engines.open(size.width(), size.height());
    chain = new FlowChain(size, engine);
    stillness = new Stillness(size, settings.stillLevel(), settings.stillArea());
  }

  private boolean isFresh(Picture picture) {
    Duration age = Duration.between(keyAt, picture.capturedAt());
    return !age.isNegative() && age.compareTo(settings.stillFor()) <= 0;
  }

  private Plan key(Picture picture, byte[] grey) {
    begun = true;
    fromKey = true;
    sinceKey = 0;
    epoch = picture.id().epoch();
    keyAt = picture.capturedAt();
    chain.begin(grey);
    stillness.remember(grey);
    return new Plan.Segment();
  }

  /** The last key frame was lost: the next frame is one. */
  public void restart() {
    begun = false;
  }

  /** Frees native memory; what follows begins anew. */
  @Override
  public void close() {
    if (engine != null) {
      engine.close();
      engine = null;
    }
    begun = false;
  }
}
