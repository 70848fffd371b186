package io.panoptes.eval.tracking;

import java.util.Arrays;

/**
 * The rectangular assignment problem by shortest augmenting paths (Crouse 2016). Among equally good
 * solutions it picks the one that scipy's solver picks, since the reference tools decide identity
 * switches by it: rows are served in order, free columns win ties, later columns are looked at
 * first. Keeps its working memory between calls and is not for several threads.
 */
final class LinearAssignment {

  private double[] cost = new double[0];
  private double[] rowDual = new double[0];
  private double[] columnDual = new double[0];
  private double[] shortest = new double[0];
  private int[] path = new int[0];
  private int[] columnOfRow = new int[0];
  private int[] rowOfColumn = new int[0];
  private int[] remaining = new int[0];
  private boolean[] rowSeen = new boolean[0];
  private boolean[] columnSeen = new boolean[0];
  private double sinkDistance;

  /**
   * The pairs with the largest sum of scores, as many as the shorter side has.
   *
   * @param scores row-major, {@code rows * columns} finite numbers
   * @param columnOfEachRow receives the column of each row, or −1; at least {@code rows} long
   */
  void maximise(double[] scores, int rows, int columns, int[] columnOfEachRow) {
    Arrays.fill(columnOfEachRow, 0, rows, -1);
    if (rows == 0 || columns == 0) {
      return;
    }
    boolean transposed = columns < rows;
    int n = transposed ? columns : rows;
    int m = transposed ? rows : columns;
    reserve(n, m);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        cost[transposed ? c * m + r : r * m + c] = -scores[r * columns + c];
      }
    }
    solve(n, m);
    for (int r = 0; r < n; r++) {
      if (transposed) {
        columnOfEachRow[columnOfRow[r]] = r;
      } else {
        columnOfEachRow[r] = columnOfRow[r];
      }
    }
  }

  private void solve(int n, int m) {
    Arrays.fill(rowDual, 0, n, 0);
    Arrays.fill(columnDual, 0, m, 0);
    Arrays.fill(columnOfRow, 0, n, -1);
    Arrays.fill(rowOfColumn, 0, m, -1);
    for (int row = 0; row < n; row++) {
      int nearest = nearest(row, m);
      if (rowOfColumn[nearest] < 0) {
        rowDual[row] = cost[row * m + nearest] - columnDual[nearest];
        rowOfColumn[nearest] = row;
        columnOfRow[row] = nearest;
      } else {
        assign(row, n, m);
      }
    }
  }

  /**
   * The nearest column of a row whose dual is still 0, ties as {@link #augment} decides them. When
   * it is free the search would end there at once, without touching any other dual.
   */
  private int nearest(int row, int m) {
    int base = row * m;
    int nearest = -1;
    double lowest = Double.POSITIVE_INFINITY;
    for (int column = m - 1; column >= 0; column--) {
      double distance = cost[base + column] - columnDual[column];
      if (distance < lowest || distance == lowest && rowOfColumn[column] == -1) {
        lowest = distance;
        nearest = column;
      }
    }
    return nearest;
  }

  private void assign(int row, int n, int m) {
    int sink = augment(row, n, m);
    rowDual[row] += sinkDistance;
    for (int r = 0; r < n; r++) {
      if (rowSeen[r] && r != row) {
        rowDual[r] += sinkDistance - shortest[columnOfRow[r]];
      }
    }
    for (int c = 0; c < m; c++) {
      if (columnSeen[c]) {
        columnDual[c] -= sinkDistance - shortest[c];
      }
    }
    int column = sink;
    int owner;
    do {
      owner = path[column];
      rowOfColumn[column] = owner;
      int next = columnOfRow[owner];
      columnOfRow[owner] = column;
      column = next;
    } while (owner != row);
  }

  /** Finds the nearest free column from {@code start}; returns it and sets the distance. */
  private int augment(int start, int n, int m) {
    for (int i = 0; i < m; i++) {
      remaining[i] = m - i - 1;
    }
    Arrays.fill(rowSeen, 0, n, false);
    Arrays.fill(columnSeen, 0, m, false);
    Arrays.fill(shortest, 0, m, Double.POSITIVE_INFINITY);
    int left = m;
    int row = start;
    double distance = 0;
    while (true) {
      rowSeen[row] = true;
      int nearest = -1;
      double lowest = Double.POSITIVE_INFINITY;
      int base = row * m;
      double dual = rowDual[row];
      for (int i = 0; i < left; i++) {
        int column = remaining[i];
        double candidate = distance + cost[base + column] - dual - columnDual[column];
        double best = shortest[column];
        if (candidate < best) {
          path[column] = row;
          shortest[column] = candidate;
          best = candidate;
        }
        if (best < lowest || best == lowest && rowOfColumn[column] == -1) {
          lowest = best;
          nearest = i;
        }
      }
      distance = lowest;
      int column = remaining[nearest];
      columnSeen[column] = true;
      remaining[nearest] = remaining[--left];
      if (rowOfColumn[column] == -1) {
        sinkDistance = distance;
        return column;
      }
      row = rowOfColumn[column];
    }
  }

  private void reserve(int n, int m) {
    if (cost.length < n * m) {
      cost = new double[2 * n * m];
    }
    if (rowDual.length < n) {
      rowDual = new double[2 * n];
      columnOfRow = new int[2 * n];
      rowSeen = new boolean[2 * n];
    }
    if (columnDual.length < m) {
      columnDual = new double[2 * m];
      shortest = new double[2 * m];
      path = new int[2 * m];
      rowOfColumn = new int[2 * m];
      remaining = new int[2 * m];
      columnSeen = new boolean[2 * m];
    }
  }
}
