/// (I − Z x̂⁻¹) x = y for larger tables: an elimination in double precision corrects an answer of 106 bits until it stays.
///
/// The elimination's quality shows in the number of corrections and not in the answer. Components that no chain of sales
/// reaches are zero by the pattern of Z. Cost: n³ for the factors, n² operations on pairs of doubles a correction.
struct RefinedElimination: Sendable {
  private let flows: [[Double]]
  private let output: [Double]
  private let factors: PlainFactors

  /// Corrections end when they change no component by more than 2⁻⁸⁰ of it.
  private static let (converged, mostCorrections) = (0x1p-80, 60)

  /// nil when a pivot vanishes.
  init?(flows: [[Double]], output: [Double]) {
    let n = flows.count
    let matrix = (0..<n).map { i in (0..<n).map { (i == $0 ? 1 : 0) - flows[i][$0] / output[$0] } }
    guard let factors = PlainFactors(matrix) else { return nil }
    (self.flows, self.output, self.factors) = (flows, output, factors)
  }

  /// nil when it does not converge.
  func solve(_ y: [Double], isTransposed: Bool) -> [DoubleDouble]? {
    let isReached = reached(y, isTransposed)
    var x = [DoubleDouble](repeating: DoubleDouble(0), count: y.count)
    for _ in 0..<Self.mostCorrections {
      let correction = factors.solve(residual(x, y, isTransposed), isTransposed: isTransposed)
      var change = 0.0
      for i in x.indices where isReached[i] {
        x[i] = x[i] + DoubleDouble(correction[i])
        if correction[i] != 0 { change = max(change, abs(correction[i]) / abs(x[i].high)) }
      }
      if change <= Self.converged { return x }
    }
    return nil
  }

  /// y − x + Z x̂⁻¹ x, or y − x + x̂⁻¹ Zᵀ x, rounded at the end.
  private func residual(_ x: [DoubleDouble], _ y: [Double], _ isTransposed: Bool) -> [Double] {
    let n = x.count
    var sums = [DoubleDouble](repeating: DoubleDouble(0), count: n)
    if isTransposed {
      for j in 0..<n where x[j].high != 0 {
        for i in 0..<n where flows[j][i] != 0 { sums[i] = sums[i] + DoubleDouble(flows[j][i]) * x[j] }
      }
      for i in 0..<n { sums[i] = sums[i] / DoubleDouble(output[i]) }
    } else {
      let w = (0..<n).map { x[$0] / DoubleDouble(output[$0]) }
      for i in 0..<n {
        for j in 0..<n where flows[i][j] != 0 { sums[i] = sums[i] + DoubleDouble(flows[i][j]) * w[j] }
      }
    }
    return (0..<n).map { (DoubleDouble(y[$0]) - x[$0] + sums[$0]).high }
  }

  /// The sectors that demand reaches through any number of sales.
  private func reached(_ y: [Double], _ isTransposed: Bool) -> [Bool] {
    var isReached = y.map { $0 != 0 }
    var open = y.indices.filter { isReached[$0] }
    while let j = open.popLast() {
      for i in y.indices where !isReached[i] && (isTransposed ? flows[j][i] : flows[i][j]) != 0 {
        isReached[i] = true
        open.append(i)
      }
    }
    return isReached
  }
}

/// Textbook factors P M = L U in double precision with exchanges of rows.
private struct PlainFactors: Sendable {
  private var rows: [[Double]]
  private var order: [Int]

  init?(_ matrix: [[Double]]) {
    rows = matrix
    order = Array(matrix.indices)
    guard eliminate() else { return nil }
  }

  private mutating func eliminate() -> Bool {
    let n = rows.count
    for k in 0..<n {
      let pivot = (k..<n).reduce(k) { abs(rows[$1][k]) > abs(rows[$0][k]) ? $1 : $0 }
      guard rows[pivot][k] != 0 else { return false }
      rows.swapAt(k, pivot)
      order.swapAt(k, pivot)
      let source = rows[k]
      for i in k + 1..<max(n, k + 1) where rows[i][k] != 0 {
        rows[i][k] /= source[k]
        Self.subtract(source.span, times: rows[i][k], from: &rows[i], first: k + 1)
      }
    }
    return true
  }

  private static func subtract(_ source: Span<Double>, times factor: Double, from row: inout [Double], first: Int) {
    var target = row.mutableSpan
    for j in first..<max(first, source.count) { target[j] -= factor * source[j] }
  }

  func solve(_ b: [Double], isTransposed: Bool) -> [Double] { isTransposed ? solveTransposed(b) : solve(b) }

  private func solve(_ b: [Double]) -> [Double] {
    let n = rows.count
    var x = order.map { b[$0] }
    for k in 0..<n {
      for j in 0..<k { x[k] -= rows[k][j] * x[j] }
    }
    for k in (0..<n).reversed() {
      for j in k + 1..<max(n, k + 1) { x[k] -= rows[k][j] * x[j] }
      x[k] /= rows[k][k]
    }
    return x
  }

  private func solveTransposed(_ b: [Double]) -> [Double] {
    let n = rows.count
    var x = b
    for k in 0..<n {
      x[k] /= rows[k][k]
      for j in k + 1..<max(n, k + 1) { x[j] -= rows[k][j] * x[k] }
    }
    for k in (0..<n).reversed() {
      for j in 0..<k { x[j] -= rows[k][j] * x[k] }
    }
    var result = x
    for (k, row) in order.enumerated() { result[row] = x[k] }
    return result
  }
}
