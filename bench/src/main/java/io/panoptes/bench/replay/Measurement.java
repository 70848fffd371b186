package io.panoptes.bench.replay;

/**
 * One run in a process of its own.
 *
 * @param frames that it took to the overlay video
 * @param seconds by its own clock, without the start of the process
 * @param wallSeconds from the start of the process to its end
 * @param cpuSeconds of all its threads, start included
 */
record Measurement(long frames, double seconds, double wallSeconds, double cpuSeconds) {

  double framesPerSecond() {
    return frames / seconds;
  }

  double framesPerWallSecond() {
    return frames / wallSeconds;
  }

  double cpuMillisPerFrame() {
    return 1e3 * cpuSeconds / frames;
  }
}
