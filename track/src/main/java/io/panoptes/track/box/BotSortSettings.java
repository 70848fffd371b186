package io.panoptes.track.box;

/**
 * How {@link BotSort} links, besides what it has from ByteTrack.
 *
 * @param stages thresholds and ages of the stages
 * @param leastOverlap looks count only where boxes overlap by at least this; the paper's proximity
 *     gate is 1 minus this; raising it trusts looks less
 * @param lookLimit what a look costs at the threshold of its space, beyond which looks do not
 *     count; the same look costs 0; raising it trusts overlap more
 * @param lookInertia weight of the past in a track's look, 0 to 1; raising it makes the look
 *     steadier
 */
public record BotSortSettings(
    ByteTrackSettings stages, double leastOverlap, double lookLimit, double lookInertia) {

  /** The authors' defaults; ages in frames. */
  public static final BotSortSettings PAPER =
      new BotSortSettings(new ByteTrackSettings(0.6, 0.1, 0.1, 0.8, 0.5, 0.7, 30), 0.5, 0.25, 0.9);

  public BotSortSettings {
    if (stages == null) {
      throw new NullPointerException("stages is null");
    }
  }
}
