package io.panoptes.track.mask;

import io.panoptes.core.geometry.Box;
import io.panoptes.core.panoptic.SegmentMap;
import io.panoptes.track.state.StateReader;
import io.panoptes.track.state.StateWriter;

/**
 * The shape of one segment in at most {@value #MAX_SIDE} x {@value #MAX_SIDE} square cells, a bit
 * each: small enough to be stored for every track of every camera, fine enough to tell two people
 * side by side. A cell is set when the pixel in its middle belongs to the segment.
 */
public final class CoarseMask {

  /** Most cells in a row or column. */
  public static final int MAX_SIDE = 32;

  private final int left;
  private final int top;
  private final int cell;
  private final int columns;
  private final int rows;
  private final int[] bits;
  private final int count;

  private CoarseMask(int left, int top, int cell, int columns, int rows, int[] bits) {
    this.left = left;
    this.top = top;
    this.cell = cell;
    this.columns = columns;
    this.rows = rows;
    this.bits = bits;
    int set = 0;
    for (int row : bits) {
      set += Integer.bitCount(row);
    }
    this.count = set;
  }

  /** The shape of segment {@code id}, whose pixels all lie in {@code box}. */
  public static CoarseMask of(SegmentMap map, int id, Box box) {
    int left = (int) Math.max(0, Math.floor(box.left()));
    int top = (int) Math.max(0, Math.floor(box.top()));
    int right = (int) Math.min(map.width(), Math.ceil(box.right()));
    int bottom = (int) Math.min(map.height(), Math.ceil(box.bottom()));
    int longest = Math.max(1, Math.max(right - left, bottom - top));
    int cell = (longest + MAX_SIDE - 1) / MAX_SIDE;
    int columns = Math.max(0, (right - left + cell - 1) / cell);
    int rows = Math.max(0, (bottom - top + cell - 1) / cell);
    int[] bits = new int[rows];
    char[] ids = map.ids();
    for (int row = 0; row < rows; row++) {
      int y = Math.min(bottom - 1, top + row * cell + cell / 2);
      int line = y * map.width();
      int word = 0;
      for (int column = 0; column < columns; column++) {
        int x = Math.min(right - 1, left + column * cell + cell / 2);
        if (ids[line + x] == id) {
          word |= 1 << column;
        }
      }
      bits[row] = word;
    }
    return new CoarseMask(left, top, cell, columns, rows, bits);
  }

  /** How many cells are set; 0 for a segment so thin that no cell's middle met it. */
  public int count() {
    return count;
  }

  /** Side of a cell in pixels. */
  public int cell() {
    return cell;
  }

  public int rows() {
    return rows;
  }

  /** Bit c of the number is set when the cell in column c of the row is. */
  public int row(int row) {
    return bits[row];
  }

  /** Column of pixels in the middle of a column of cells. */
  public int pixelX(int column) {
    return left + column * cell + cell / 2;
  }

  /** Row of pixels in the middle of a row of cells. */
  public int pixelY(int row) {
    return top + row * cell + cell / 2;
  }

  public void write(StateWriter out) {
    out.writeInt(left).writeInt(top).writeInt(cell).writeInt(columns).writeInt(rows);
    for (int row : bits) {
      out.writeLong(Integer.toUnsignedLong(row));
    }
  }

  public static CoarseMask read(StateReader in) {
    int left = in.readInt();
    int top = in.readInt();
    int cell = in.readCount(1 << 16);
    int columns = in.readCount(MAX_SIDE);
    int[] bits = new int[in.readCount(MAX_SIDE)];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = (int) in.readLong();
    }
    return new CoarseMask(left, top, cell, columns, bits.length, bits);
  }
}
