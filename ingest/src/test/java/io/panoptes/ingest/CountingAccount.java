package io.panoptes.ingest;

import io.panoptes.core.frame.CameraId;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Counts events by name, whatever the camera. */
final class CountingAccount implements IngestAccount {

  private final Map<String, Integer> counts = new TreeMap<>();

  synchronized Map<String, Integer> counts() {
    return new TreeMap<>(counts);
  }

  private synchronized void count(String event) {
    counts.merge(event, 1, Integer::sum);
    notifyAll();
  }

  synchronized void await(String event, int count) throws InterruptedException {
    while (counts.getOrDefault(event, 0) < count) {
      wait();
    }
  }

  @Override
  public void in(CameraId camera) {
    count("in");
  }

  @Override
  public void processed(CameraId camera, Duration latency) {
    count("processed");
  }

  @Override
  public void dropped(CameraId camera, DropReason reason) {
    count("dropped " + reason);
  }

  @Override
  public void failed(CameraId camera, FailReason reason) {
    count("failed " + reason);
  }
}
