package io.panoptes.eval.tracking;

/** HOTA, CLEAR and identity together, since they are nearly always wanted together. */
public final class TrackingMetrics {

  private final Hota hota = new Hota();
  private final Clear clear = new Clear();
  private final Identity identity = new Identity();

  /** Adds one whole sequence. */
  public void add(TrackingSequence sequence) {
    hota.add(sequence);
    clear.add(sequence);
    identity.add(sequence);
  }

  /** Adds the sequences of another instance. */
  public void merge(TrackingMetrics other) {
    hota.merge(other.hota);
    clear.merge(other.clear);
    identity.merge(other.identity);
  }

  public Result result() {
    return new Result(hota.result(), clear.result(), identity.result());
  }

  /** The three results. */
  public record Result(HotaResult hota, ClearResult clear, IdentityResult identity) {}
}
