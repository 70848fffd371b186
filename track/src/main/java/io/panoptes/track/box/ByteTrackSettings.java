package io.panoptes.track.box;

/**
 * How {@link ByteTrack} links, and the stages of {@link BotSort}.
 *
 * @param highScore detections that score more take part in the first association and may begin
 *     tracks; raising it makes new tracks surer
 * @param lowScore detections that score less are left out altogether; raising it keeps fewer tracks
 *     through occlusions
 * @param birthMargin how much more than {@code highScore} a new track needs
 * @param firstLimit largest cost of the first association; raising it links over less overlap
 * @param secondLimit largest cost with faint detections
 * @param tentativeLimit largest cost of tracks seen once
 * @param maxAge how long a track is kept unseen, in the unit of time of the calls; raising it
 *     bridges longer gaps
 */
public record ByteTrackSettings(
    double highScore,
    double lowScore,
    double birthMargin,
    double firstLimit,
    double secondLimit,
    double tentativeLimit,
    double maxAge) {

  /** The authors' defaults; ages in frames. */
  public static final ByteTrackSettings PAPER =
      new ByteTrackSettings(0.6, 0.1, 0.1, 0.9, 0.5, 0.7, 30);

  /** The same with another threshold of sure detections and another age. */
  public ByteTrackSettings with(double newHighScore, double newMaxAge) {
    return new ByteTrackSettings(
        newHighScore, lowScore, birthMargin, firstLimit, secondLimit, tentativeLimit, newMaxAge);
  }
}
