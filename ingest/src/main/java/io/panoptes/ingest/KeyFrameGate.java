package io.panoptes.ingest;

/**
 * Keeps damaged pictures out, and all that may be built upon them: once a picture is damaged, none
 * passes until the next key frame. Not safe for several threads.
 */
public final class KeyFrameGate {

  /**
   * Cameras with rolling intra refresh may never send a key frame; after so many undamaged pictures
   * in a row the whole picture has been refreshed.
   */
  static final int PATIENCE = 300;

  private boolean open;
  private int intactInARow;

  /**
   * @param open false to begin with waiting for a key frame, as a network stream must that is
   *     joined in the middle
   */
  public KeyFrameGate(boolean open) {
    this.open = open;
  }

  /** Whether a picture in this condition may pass. */
  public boolean passes(Picture.Condition condition) {
    switch (condition) {
      case KEY -> open = true;
      case INTACT -> {
        intactInARow++;
        open |= intactInARow > PATIENCE;
        return open;
      }
      case DAMAGED -> open = false;
    }
    intactInARow = 0;
    return open;
  }
}
