package io.panoptes.sink.join;

/** Says that a message has had its full effect, so that it need not be read again. */
@FunctionalInterface
public interface Receipt {

  /** For messages that nobody waits for. */
  Receipt NONE = () -> {};

  /** To be called once, from any thread, when the message's effect is on disk. */
  void done();

  /** Both receipts as one. */
  default Receipt and(Receipt other) {
    return () -> {
      done();
      other.done();
    };
  }
}
