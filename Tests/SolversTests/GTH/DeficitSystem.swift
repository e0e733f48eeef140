import MatrixCore
import Solvers
import TestSupport

/// Off-diagonal coefficients and deficits, and the A they imply.
struct DeficitSystem {
  /// The diagonal is not used.
  var offDiagonal: [[Double]]
  var deficits: [Double]

  /// Columns whose coefficients off the diagonal sum to 0.7, with deficits between half and one and a half of `deficit`.
  init(_ n: Int, deficit: Double, seed: UInt64) {
    offDiagonal = .coefficients(n, columnSum: 0.7, seed: seed)
    var numbers = SeededNumbers(seed + 1000)
    deficits = (0..<n).map { _ in deficit * (1 + numbers.unit() / 2) }
  }

  init(_ offDiagonal: [[Double]], _ deficits: [Double]) {
    self.offDiagonal = offDiagonal
    self.deficits = deficits
  }

  var count: Int { deficits.count }

  /// A, its diagonal rounded from 1 − v_j − Σ_{i≠j} a_ij.
  var rows: [[Double]] {
    var rows = offDiagonal
    for j in 0..<count {
      let used = (0..<count).filter { $0 != j }.reduce(DoublePair(deficits[j])) { $0 + DoublePair(offDiagonal[$1][j]) }
      rows[j][j] = (DoublePair(1) - used).high
    }
    return rows
  }

  func coefficients() throws -> CoefficientMatrix {
    try CoefficientMatrix(codes: (0..<count).map { "s\($0)" }, rows: rows, on: TestEngines.swift)
  }

  func exact(_ y: [Double], _ orientation: Orientation) -> [Double]? {
    let isTransposed = orientation == .transposed
    return count <= 12
      ? DeficitOracle.exact(offDiagonal, deficits, y, isTransposed: isTransposed)
      : DeficitOracle.pairs(offDiagonal, deficits, y, isTransposed: isTransposed)
  }
}

/// The largest relative error of a component; infinite where zero is not met exactly.
func worstComponent(_ found: [Double], _ exact: [Double]) -> Double {
  guard found.count == exact.count else { return .infinity }
  return zip(found, exact).map(relativeError).max() ?? 0
}

private func relativeError(_ found: Double, _ exact: Double) -> Double {
  if found == exact { return 0 }
  return exact == 0 ? .infinity : abs(found - exact) / abs(exact)
}
