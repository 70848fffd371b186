package io.panoptes.segment.worker;

import io.panoptes.core.panoptic.Origin;
import java.time.Duration;

/** Hears what a worker does, to count it. Called from many threads; must return at once. */
public interface WorkerObserver {

  /** Hears nothing. */
  WorkerObserver NONE =
      new WorkerObserver() {
        @Override
        public void waited(String model, Duration wait) {}

        @Override
        public void ran(String model, String device, int pictures, Duration time) {}

        @Override
        public void segmented(String model, String device, Origin origin) {}
      };

  /** A picture's time from being accepted to the beginning of its batch, decoding included. */
  void waited(String model, Duration wait);

  /** A segmenter has seen a batch, whatever came of it. */
  void ran(String model, String device, int pictures, Duration time);

  /** A frame has a result. */
  void segmented(String model, String device, Origin origin);
}
