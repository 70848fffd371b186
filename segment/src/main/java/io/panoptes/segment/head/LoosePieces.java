package io.panoptes.segment.head;

import io.panoptes.segment.motion.Components;

/**
 * Finds a place for cells of things that reach no centre: a connected piece that is small beside a
 * thing of its label that it touches is a part of that thing, any other is a thing of its own.
 */
final class LoosePieces {

  private static final int LOOSE = -2;

  private final boolean apart;
  private final double join;

  /**
   * @param apart whether pieces that are not connected are told apart
   * @param join most share of the thing's cells that a piece which joins it may have
   */
  LoosePieces(boolean apart, double join) {
    this.apart = apart;
    this.join = join;
  }

  /**
   * @param instances of cells as {@link CentreGrouping#group} gives them; loose cells get another
   * @param centres instances that there are already
   * @return how many there are now, some of them without cells
   */
  int place(int[] instances, int[] labels, int width, int height, int centres) {
    byte[] loose = new byte[instances.length];
    boolean any = false;
    for (int i = 0; i < loose.length; i++) {
      loose[i] = (byte) (instances[i] == LOOSE ? 1 : 0);
      any |= loose[i] != 0;
    }
    if (!any) {
      return centres;
    }
    if (!apart) {
      for (int i = 0; i < loose.length; i++) {
        instances[i] = loose[i] != 0 ? centres : instances[i];
      }
      return centres + 1;
    }
    Components components = new Components(width, height);
    int pieces = components.find(loose);
    int[] piece = components.labels();
    int[] home = homes(instances, labels, piece, width, pieces, centres);
    for (int i = 0; i < loose.length; i++) {
      if (loose[i] != 0) {
        instances[i] = home[piece[i]];
      }
    }
    return centres + pieces;
  }

  /** The instance of each piece, numbered from 1: the one that it joins, or its own. */
  private int[] homes(
      int[] instances, int[] labels, int[] piece, int width, int pieces, int centres) {
    int[] areaOfPiece = new int[pieces + 1];
    int[] area = new int[centres];
    int[] contact = new int[(pieces + 1) * centres];
    for (int i = 0; i < instances.length; i++) {
      areaOfPiece[piece[i]]++;
      if (instances[i] >= 0) {
        area[instances[i]]++;
      }
      if (i % width > 0) {
        touch(i, i - 1, instances, labels, piece, centres, contact);
      }
      if (i >= width) {
        touch(i, i - width, instances, labels, piece, centres, contact);
      }
    }
    int[] home = new int[pieces + 1];
    for (int p = 1; p <= pieces; p++) {
      home[p] = centres + p - 1;
      int most = 0;
      for (int c = 0; c < centres; c++) {
        if (contact[p * centres + c] > most && areaOfPiece[p] <= join * area[c]) {
          most = contact[p * centres + c];
          home[p] = c;
        }
      }
    }
    return home;
  }

  /** Counts an edge between a piece and an instance where both look alike. */
  private static void touch(
      int a, int b, int[] instances, int[] labels, int[] piece, int centres, int[] contact) {
    if (labels[a] != labels[b]) {
      return;
    }
    if (piece[a] != 0 && instances[b] >= 0) {
      contact[piece[a] * centres + instances[b]]++;
    } else if (piece[b] != 0 && instances[a] >= 0) {
      contact[piece[b] * centres + instances[a]]++;
    }
  }
}
