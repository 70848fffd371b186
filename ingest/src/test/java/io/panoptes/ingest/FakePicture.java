package io.panoptes.ingest;

import io.panoptes.core.frame.EncodedImage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A picture without pixels that counts how many of its kind are open. */
final class FakePicture implements Picture {

  private final Condition condition;
  private final long ptsMicros;
  private final AtomicInteger open;
  private final Supplier<EncodedPicture> encoder;

  FakePicture(
      Condition condition, long ptsMicros, AtomicInteger open, Supplier<EncodedPicture> encoder) {
    this.condition = condition;
    this.ptsMicros = ptsMicros;
    this.open = open;
    this.encoder = encoder;
    open.incrementAndGet();
  }

  static EncodedPicture jpegOf(int... bytes) {
    byte[] image = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      image[i] = (byte) bytes[i];
    }
    return new EncodedPicture(4, 3, EncodedImage.jpeg(image));
  }

  @Override
  public Condition condition() {
    return condition;
  }

  @Override
  public long ptsMicros() {
    return ptsMicros;
  }

  @Override
  public EncodedPicture encode() {
    return encoder.get();
  }

  @Override
  public void close() {
    open.decrementAndGet();
  }
}
