import Kernels
import MatrixCore
import TestSupport
import Testing

/// The inner loop of the checks of tables, of every instruction set: whole vectors and what is left over behind them.
@Suite struct LineKernelTests {
  /// Around the lengths of the vectors of all sets.
  private static let widths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31]

  @Test(arguments: InstructionSet.available, widths) func sumsAreCompensated(_ set: InstructionSet, _ width: Int) throws {
    // Every column cancels to its position, and every row adds up to what no plain sum would keep.
    var matrix = try Matrix<Double>(rows: 5, columns: width)
    for j in 0..<width {
      for (i, value) in [1e16, Double(j), 1, -1e16, -1].enumerated() { matrix[i, j] = value }
    }
    let (lines, scan) = LineScan.scan(matrix.view, on: Engine.swift(set, threads: 1).loop)
    let n = Double(width)
    #expect(scan.columnSums == (0..<width).map(Double.init))
    #expect(lines.map(\.sum) == [1e16 * n, n * (n - 1) / 2, n, -1e16 * n, -n])
    #expect(lines.map(\.nonZeroCount) == [width, max(0, width - 1), width, width, width])
    #expect(lines.map(\.isRemarkable) == [false, false, false, width > 0, width > 0])
    #expect(scan.isColumnUsed == [Bool](repeating: true, count: width))
  }

  @Test(arguments: InstructionSet.available) func aRowThatCancelsAcrossItsLanes(_ set: InstructionSet) throws {
    var row = [Double](repeating: 0, count: 19)
    (row[0], row[3], row[9], row[12], row[18]) = (1, 1e100, 1e-30, -1e100, 1)
    let matrix = try Matrix<Double>([row, row.reversed()])
    let lines = LineScan.scan(matrix.view, on: Engine.swift(set, threads: 1).loop).lines
    #expect(lines.map(\.sum) == [2, 2])
    #expect(lines.map(\.nonZeroCount) == [5, 5])
  }

  /// In the first line of a pair, in the second and in one that is alone; in every lane and behind the last vector.
  @Test(arguments: InstructionSet.available, [Double.nan, .infinity, -.infinity, -1])
  func whatIsNoOrdinaryFlow(_ set: InstructionSet, _ value: Double) throws {
    let loop = Engine.swift(set, threads: 1).loop
    for place in 0..<3 * 18 {
      var matrix = try Matrix<Double>(rows: 3, columns: 18)
      for i in 0..<3 { for j in 0..<18 { matrix[i, j] = 1 } }
      matrix[place / 18, place % 18] = value
      let lines = LineScan.scan(matrix.view, on: loop).lines
      #expect(lines.map(\.isRemarkable) == (0..<3).map { $0 == place / 18 })
      #expect(lines[place / 18].sum.isFinite == value.isFinite)
      #expect(lines.map(\.nonZeroCount) == [18, 18, 18])
    }
  }

  /// Threads take strips of rows: the same bits for any number of them.
  @Test(arguments: InstructionSet.available) func threadsDoNotMatter(_ set: InstructionSet) throws {
    var matrix = try Matrix<Double>(rows: 403, columns: 1029)
    for i in 0..<403 { for j in 0..<1029 { matrix[i, j] = 1e16 / Double(1 + (i * 31 + j * 17) % 1000) } }
    let (one, three) = (
      LineScan.scan(matrix.view, on: Engine.swift(set, threads: 1).loop),
      LineScan.scan(matrix.view, on: Engine.swift(set, threads: 3).loop)
    )
    #expect(one.lines == three.lines)
    #expect(one.columns.columnSums == three.columns.columnSums)
    // These sums are right to the last bit in any order; others are not.
    let mixed = [[Double]].cancelling(403, 1029, magnitude: 0x1p70, seed: 17)
    let cancelling = try Matrix(mixed)
    let backwards = try Matrix(Array(mixed.reversed()))
    let scans = [1, 2, 3, 7].map { LineScan.scan(cancelling.view, on: Engine.swift(set, threads: $0).loop) }
    #expect(scans.dropFirst().allSatisfy { $0.lines == scans[0].lines })
    #expect(scans.dropFirst().allSatisfy { $0.columns.columnSums == scans[0].columns.columnSums })
    let other = LineScan.scan(backwards.view, on: Engine.swift(set, threads: 1).loop)
    #expect(other.columns.columnSums != scans[0].columns.columnSums)
    // All positive: compensated sums in any order are within a rounding of the exact one. Observed: equal.
    for j in 0..<1029 {
      let expected = (0..<403).map { matrix[$0, j] }.compensatedSum()
      #expect(abs(one.columns.columnSums[j] - expected) <= 2 * expected.ulp)
    }
  }
}
