import BigInt
import Tables
import TestSupport

/// The three terms of a table in fractions, whatever its multipliers: sectors are divided and merged by weights, with nothing
/// rounded.
struct ExactTerms {
  let backward: Double
  let forward: Double
  let doubleCounted: Double
  /// The three terms together, with nothing rounded.
  let exactTotal: Rational

  /// `weights`: each new sector's share of each old one, exact in binary. `digital`: the new sectors that are digital.
  ///
  /// With W the weights the new table is W Z Wᵀ, W x, W y and W va, and L = x̂ (x̂ − Z)⁻¹. Nil where it is singular. `output`: x
  /// with nothing rounded, where the table's is not meant.
  init?(_ table: borrowing InputOutputTable, weights: [[Double]], digital: [Int], output: [Rational]? = nil) {
    let w = weights.map { $0.map(Rational.init(exactly:)) }
    func weighted(_ vector: [Rational]) -> [Rational] { w.map { Self.dot($0, vector) } }
    func merged(_ vector: [Double]) -> [Rational] { weighted(vector.map(Rational.init(exactly:))) }
    let flows = table.flowRows.map { $0.map(Rational.init(exactly:)) }
    let bought = flows.map { row in w.map { Self.dot($0, row) } }
    let z = w.map { row in w.indices.map { j in Self.dot(row, bought.map { $0[j] }) } }
    let x = output.map(weighted) ?? merged(table.output ?? [])
    let (y, valueAdded) = (merged(table.totalFinalDemand), merged(table.valueAdded ?? []))
    let matrix = x.indices.map { i in x.indices.map { (i == $0 ? x[i] : Rational(0)) - z[i][$0] } }
    let sides = x.indices.map { i in [y[i]] + digital.map { Rational(i == $0 ? 1 : 0) } }
    guard let answers = FractionFreeElimination.solve(matrix, sides) else { return nil }
    // Of row i: va_i / x_i times output, and output is x_i times the answer.
    let columns = digital.indices.map { k in x.indices.map { valueAdded[$0] * answers[$0][k + 1] * y[digital[k]] } }
    let backward = columns.reduce(Rational(0)) { $1.reduce($0, +) }
    let forward = digital.reduce(Rational(0)) { $0 + valueAdded[$1] * answers[$1][0] }
    let own = columns.reduce(Rational(0)) { sum, column in digital.reduce(sum) { $0 + column[$1] } }
    (self.backward, self.forward, doubleCounted) = (backward.approximation, forward.approximation, own.approximation)
    exactTotal = backward + forward - own
  }

  var total: Double { backward + forward - doubleCounted }

  private static func dot(_ a: [Rational], _ b: [Rational]) -> Rational {
    zip(a, b).reduce(Rational(0)) { $1.0.isZero || $1.1.isZero ? $0 : $0 + $1.0 * $1.1 }
  }
}
