package io.panoptes.track.assign;

import java.util.Arrays;

/**
 * Solves the linear assignment problem exactly by shortest augmenting paths (Jonker and Volgenant
 * 1987, without their initial column reduction). It keeps its working memory between calls and is
 * not for several threads. Equal costs are decided by the order of rows and columns, so that equal
 * input gives equal output.
 */
public final class AssignmentSolver {

  private double[] rowPotential = new double[0];
  private double[] columnPotential = new double[0];
  private double[] distance = new double[0];
  private int[] rowOfColumn = new int[0];
  private int[] previous = new int[0];
  private boolean[] visited = new boolean[0];
  private double[] reduced = new double[0];
  private int[] group = new int[0];
  private int[] members = new int[0];

  /**
   * The cheapest way to give as many rows as possible a column of their own: all rows when there
   * are at least as many columns, else all columns.
   *
   * @param cost row-major, {@code rows * columns} finite numbers (more are ignored)
   * @return for each row its column, or -1
   */
  public int[] solve(double[] cost, int rows, int columns) {
    int[] columnOfRow = new int[rows];
    Arrays.fill(columnOfRow, -1);
    if (rows == 0 || columns == 0) {
      return columnOfRow;
    }
    if (rows <= columns) {
      augment(cost, rows, columns, columns, 1);
      for (int column = 0; column < columns; column++) {
        if (rowOfColumn[column] >= 0) {
          columnOfRow[rowOfColumn[column]] = column;
        }
      }
    } else {
      augment(cost, columns, rows, 1, columns);
      for (int row = 0; row < rows; row++) {
        columnOfRow[row] = rowOfColumn[row];
      }
    }
    return columnOfRow;
  }

  /**
   * The cheapest set of pairs when every pair saves {@code limit}: what {@code lapjv} gives with a
   * cost limit, where leaving a row and a column alone costs half of it each. This is not the same
   * as solving without a limit and dropping the dear pairs: one dear pair is not taken in order to
   * make another one cheaper.
   *
   * @param cost row-major; may be infinite for pairs that are not allowed
   * @param limit only pairs that cost less are made
   * @return for each row its column, or -1
   */
  public int[] solve(double[] cost, int rows, int columns, double limit) {
    int[] columnOfRow = new int[rows];
    Arrays.fill(columnOfRow, -1);
    joinGroups(cost, rows, columns, limit);
    for (int first = 0; first < rows; first++) {
      if (group[first] == first) {
        solveGroup(cost, rows, columns, limit, first, columnOfRow);
      }
    }
    return columnOfRow;
  }

  /** Rows and columns that no allowed pair connects can be solved apart. */
  private void joinGroups(double[] cost, int rows, int columns, double limit) {
    if (group.length < rows + columns) {
      group = new int[2 * (rows + columns)];
      members = new int[2 * (rows + columns)];
    }
    for (int i = 0; i < rows + columns; i++) {
      group[i] = i;
    }
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (cost[row * columns + column] < limit) {
          int a = root(row);
          int b = root(rows + column);
          group[Math.max(a, b)] = Math.min(a, b);
        }
      }
    }
    for (int i = 0; i < rows + columns; i++) {
      group[i] = root(i);
    }
  }

  private int root(int member) {
    int root = member;
    while (group[root] != root) {
      root = group[root];
    }
    while (group[member] != root) {
      int next = group[member];
      group[member] = root;
      member = next;
    }
    return root;
  }

  private void solveGroup(
      double[] cost, int rows, int columns, double limit, int root, int[] columnOfRow) {
    int groupRows = 0;
    for (int row = root; row < rows; row++) {
      if (group[row] == root) {
        members[groupRows++] = row;
      }
    }
    int groupColumns = 0;
    for (int column = 0; column < columns; column++) {
      if (group[rows + column] == root) {
        members[groupRows + groupColumns++] = column;
      }
    }
    if (groupColumns == 0) {
      return;
    }
    if (groupRows == 1 && groupColumns == 1) {
      columnOfRow[members[0]] = members[1];
      return;
    }
    if (reduced.length < groupRows * groupColumns) {
      reduced = new double[2 * groupRows * groupColumns];
    }
    for (int i = 0; i < groupRows; i++) {
      for (int j = 0; j < groupColumns; j++) {
        double saved = cost[members[i] * columns + members[groupRows + j]] - limit;
        reduced[i * groupColumns + j] = saved < 0 ? saved : 0;
      }
    }
    int[] solution = solve(reduced, groupRows, groupColumns);
    for (int i = 0; i < groupRows; i++) {
      if (solution[i] >= 0 && reduced[i * groupColumns + solution[i]] < 0) {
        columnOfRow[members[i]] = members[groupRows + solution[i]];
      }
    }
  }

  /** Leaves in {@link #rowOfColumn} the row of each column, or -1; needs rows &lt;= columns. */
  private void augment(double[] cost, int rows, int columns, int rowStride, int columnStride) {
    reserve(rows, columns);
    Arrays.fill(rowPotential, 0, rows, 0);
    Arrays.fill(columnPotential, 0, columns, 0);
    Arrays.fill(rowOfColumn, 0, columns, -1);
    for (int start = 0; start < rows; start++) {
      Arrays.fill(distance, 0, columns, Double.POSITIVE_INFINITY);
      Arrays.fill(visited, 0, columns, false);
      int row = start;
      int column = -1;
      while (row >= 0) {
        double best = Double.POSITIVE_INFINITY;
        int nearest = -1;
        for (int j = 0; j < columns; j++) {
          if (visited[j]) {
            continue;
          }
          double slack =
              cost[row * rowStride + j * columnStride] - rowPotential[row] - columnPotential[j];
          if (slack < distance[j]) {
            distance[j] = slack;
            previous[j] = column;
          }
          if (distance[j] < best) {
            best = distance[j];
            nearest = j;
          }
        }
        rowPotential[start] += best;
        for (int j = 0; j < columns; j++) {
          if (visited[j]) {
            rowPotential[rowOfColumn[j]] += best;
            columnPotential[j] -= best;
          } else {
            distance[j] -= best;
          }
        }
        column = nearest;
        visited[column] = true;
        row = rowOfColumn[column];
      }
      while (column >= 0) {
        int before = previous[column];
        rowOfColumn[column] = before < 0 ? start : rowOfColumn[before];
        column = before;
      }
    }
  }

  private void reserve(int rows, int columns) {
    if (rowPotential.length < rows) {
      rowPotential = new double[2 * rows];
    }
    if (columnPotential.length < columns) {
      columnPotential = new double[2 * columns];
      distance = new double[2 * columns];
      rowOfColumn = new int[2 * columns];
      previous = new int[2 * columns];
      visited = new boolean[2 * columns];
    }
  }
}
