import MatrixCore

/// Column sums of |A| without its diagonal, separately for groups of rows: Q |A| with one row of ones in Q for each group.
public final class RowGroupSums: Sendable, Equatable {
  /// Groups of one matrix at most: as many passes are saved by 32 as by 140 on the tables tried (2026-11, WIOD's table of 1435
  /// sectors split into 9800, and generated ones).
  public static let most = 64

  /// Groups of n rows at most: of so many rows each at least, and not of one group alone.
  public static func most(of n: Int) -> Int { n > leastHeight ? min(most, (n + leastHeight - 1) / leastHeight) : 0 }

  static let leastHeight = 64

  /// Rows of each group but the last, which may have fewer.
  public let height: Int
  /// m × n, row-major.
  public let sums: Matrix<Double>

  /// From m vectors of n sums behind each other; nil without memory.
  init?(groups m: Int, height: Int, order n: Int, _ partial: UnsafePointer<Double>) {
    guard var sums = try? Matrix<Double>(rows: m, columns: n) else { return nil }
    for g in 0..<m {
      for j in 0..<n { sums[g, j] = partial[g * n + j] }
    }
    self.height = height
    self.sums = sums
  }

  public var groups: [Range<Int>] {
    (0..<sums.rows).map { $0 * height..<min(sums.columns, ($0 + 1) * height) }
  }

  public static func == (left: RowGroupSums, right: RowGroupSums) -> Bool {
    left.groups == right.groups && equal(left.sums, right.sums)
  }

  private static func equal(_ left: borrowing Matrix<Double>, _ right: borrowing Matrix<Double>) -> Bool {
    for g in 0..<left.rows {
      for j in 0..<left.columns where left[g, j] != right[g, j] { return false }
    }
    return left.columns == right.columns
  }
}
