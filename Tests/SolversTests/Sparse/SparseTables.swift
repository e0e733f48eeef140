import MatrixCore
import Solvers
import Tables
import TestSupport

/// Coefficients with many zeros, made anew for every test.
enum SparseTables {
  /// Regions of the sizes given, each labelled by its number.
  static func sectors(_ sizes: [Int]) throws -> SectorIndex {
    try SectorIndex(
      sizes.enumerated().flatMap { region, size in
        (0..<size).map { SectorLabel(region: "R\(region)", code: "s\($0)", name: "") }
      })
  }

  static func codes(_ n: Int) throws -> SectorIndex { try sectors([Int](repeating: n, count: n == 0 ? 0 : 1)) }

  /// Regions that are full inside and trade a tenth of the cells; columns sum to `columnSum` at most, some rows and columns
  /// are empty. With `negatives`, a few cells change their sign.
  static func trading(_ sizes: [Int], columnSum: Double, seed: UInt64, negatives: Bool = false) -> [[Double]] {
    let n = sizes.reduce(0, +)
    var region: [Int] = []
    for (r, size) in sizes.enumerated() { region += [Int](repeating: r, count: size) }
    let all = [[Double]].coefficients(n, columnSum: columnSum, seed: seed)
    let chance = [[Double]].random(n, n, seed: seed + 1)
    return (0..<n).map { i in
      (0..<n).map { j in
        guard i % 17 != 5, j % 19 != 7, region[i] == region[j] || abs(chance[i][j]) < 0.1 else { return 0 }
        return negatives && chance[i][j] > 0.07 && chance[i][j] < 0.1 ? -all[i][j] : all[i][j]
      }
    }
  }

  /// Both operands of the same numbers: all by its non-zeros, and dense inside regions.
  static func operands(_ rows: [[Double]], _ sizes: [Int], on test: TestEngine) throws -> [any CoefficientOperator] {
    let dense = try Matrix(rows)
    let sectors = try sectors(sizes)
    return [
      try SparseCoefficients(sectors: sectors, dense: dense.view, on: test.engine),
      try RegionCoefficients(sectors: sectors, dense: dense.view, on: test.engine),
    ]
  }
}
