import Kernels
import MatrixCore
import Tables

/// The elimination of a `GTHMatrix`: Gaussian elimination in which a pivot is never read but added up.
///
/// Column k below its diagonal holds what is left of −a_ik and, in the last row, of −v_k. The pivot is minus their sum; what
/// was left on the diagonal itself has lost its digits and is overwritten. All sums are of numbers of one sign.
/// Right-looking by panels; a panel by halves (Toledo 1997) down to its columns, so that nearly all work is products.
struct GTHElimination {
  /// 2026-11, two cores of Zen 5, n = 2,464 and 4,915: panels of 64, 128 and 256 columns take the same time within 4 %, that of
  /// `Engine.factorize`.
  static let panelWidth = 128
  /// Flops between two questions to the monitor.
  private static let flopsPerQuestion = 2e10

  let engine: Engine
  let panel: Int

  /// F ← its factors. Shapes: F (n + 1) × n, column-major.
  @_lifetime(f: copy f)
  func run(_ f: inout MutableMatrixView<Double>, _ sectors: SectorIndex, _ monitor: WorkMonitor) throws(SolverError) {
    let n = f.columns
    for first in stride(from: 0, to: n, by: panel) {
      let block = first..<min(first + panel, n)
      try eliminate(block, &f, sectors)
      for columns in pieces(of: block.upperBound..<n, by: block) {
        update(columns, by: block, &f)
        let share = Double(columns.upperBound - block.upperBound) / Double(n - block.upperBound)
        let (before, after) = (fraction(first, n), fraction(block.upperBound, n))
        guard monitor.allows(before + share * (after - before)) else { throw .stopped }
      }
    }
  }

  /// The part of the work that is done when k of n columns are eliminated.
  private func fraction(_ k: Int, _ n: Int) -> Double {
    let left = 1 - Double(k) / Double(n)
    return 1 - left * left * left
  }

  /// The columns right of a panel in pieces that take less than a second each.
  private func pieces(of columns: Range<Int>, by block: Range<Int>) -> [Range<Int>] {
    let flops = 2 * Double(columns.count + 1) * Double(block.count)
    let width = max(block.count, Int(Self.flopsPerQuestion / flops))
    return stride(from: columns.lowerBound, to: columns.upperBound, by: width).map {
      $0..<min($0 + width, columns.upperBound)
    }
  }

  @_lifetime(f: copy f)
  private func eliminate(
    _ columns: Range<Int>, _ f: inout MutableMatrixView<Double>, _ sectors: SectorIndex
  ) throws(SolverError) {
    if columns.count == 1 {
      try divide(columns.lowerBound, &f, sectors)
    } else {
      let half = columns.lowerBound + columns.count / 2
      try eliminate(columns.lowerBound..<half, &f, sectors)
      update(half..<columns.upperBound, by: columns.lowerBound..<half, &f)
      try eliminate(half..<columns.upperBound, &f, sectors)
    }
  }

  /// Makes column k one of L, and the sum of what it divides by the pivot.
  @_lifetime(f: copy f)
  private func divide(
    _ k: Int, _ f: inout MutableMatrixView<Double>, _ sectors: SectorIndex
  ) throws(SolverError) {
    var below = f.window(rows: k + 1..<f.rows, columns: k..<k + 1)
    // Compensated, so that the pivot's error does not grow with n.
    let pivot = -engine.columnSums(below.view)[0]
    guard pivot > 0 else { throw .closedGroup(sector: sectors[k]) }
    var column = below.column(0)
    for i in column.indices { column[i] /= pivot }
    f[k, k] = pivot
  }

  /// Columns to the right become rows of U in the block's rows, and lose the product of L and U below them.
  @_lifetime(f: copy f)
  private func update(_ columns: Range<Int>, by block: Range<Int>, _ f: inout MutableMatrixView<Double>) {
    let (rows, depth) = (block.lowerBound..<f.rows, block.count)
    var halves = f.split(atColumn: block.upperBound)
    let l = halves.done.window(rows: rows, columns: block)
    let first = columns.lowerBound - block.upperBound
    var target = halves.rest.window(rows: rows, columns: first..<first + columns.count)
    var top = target.window(rows: 0..<depth, columns: 0..<columns.count)
    // The elements are those of I − A and L, so that each step subtracts the product of two that are not positive.
    engine.solveTriangular(.lower, .unit, l.window(rows: 0..<depth, columns: 0..<depth), &top)
    var parts = target.split(atRow: depth)
    let below = l.window(rows: depth..<l.rows, columns: 0..<depth)
    engine.multiply(-1, below, parts.done, plus: 1, into: &parts.rest)
  }
}
