import MatrixCore
import Tables

/// A supply and use table without commodities nobody makes and industries that make nothing.
struct ActiveSupplyUse: ~Copyable {
  let commodities: SectorIndex
  let industries: SectorIndex
  let use: Matrix<Double>
  let make: Matrix<Double>
  let finalDemand: Matrix<Double>
  let valueAdded: [Double]?
  /// q and x, none of them zero.
  let commodityOutput: [Double]
  let industryOutput: [Double]
  let dropped: [SectorLabel]

  /// Errors: a commodity that is used but not made, an industry that uses or adds value but makes nothing, negative output.
  init(_ table: borrowing SupplyUseTable) throws(SupplyUseError) {
    let (q, x) = (table.commodityOutput, table.industryOutput)
    let made = q.indices.filter { q[$0] != 0 }
    let making = x.indices.filter { x[$0] != 0 }
    try Self.check(table, q, x)
    let use = try Self.part(table.use, made, making)
    let make = try Self.part(table.make, making, made)
    let finalDemand = try Self.part(table.finalDemand, made, Array(table.demand.indices))
    let (commodities, industries) = (try Self.index(table.commodities, made), try Self.index(table.industries, making))
    // All that throws is done before a member is set.
    self.use = use
    self.make = make
    self.finalDemand = finalDemand
    (self.commodities, self.industries) = (commodities, industries)
    valueAdded = table.valueAdded.map { all in making.map { all[$0] } }
    commodityOutput = made.map { q[$0] }
    industryOutput = making.map { x[$0] }
    dropped = Self.idle(q, table.commodities) + Self.idle(x, table.industries)
  }

  private static func index(_ all: SectorIndex, _ kept: [Int]) throws(SupplyUseError) -> SectorIndex {
    do { return try SectorIndex(kept.map { all[$0] }) } catch { throw .labels(error) }
  }

  private static func idle(_ output: [Double], _ sectors: SectorIndex) -> [SectorLabel] {
    output.indices.filter { output[$0] == 0 }.map { sectors[$0] }
  }

  private static func check(
    _ table: borrowing SupplyUseTable, _ q: [Double], _ x: [Double]
  ) throws(SupplyUseError) {
    for c in q.indices {
      guard q[c] >= 0 else { throw .negativeOutput(table.commodities[c], output: q[c]) }
      guard q[c] == 0 else { continue }
      for j in x.indices where table.use[c, j] != 0 { throw .usedButNotMade(table.commodities[c]) }
      for k in table.demand.indices where table.finalDemand[c, k] != 0 { throw .usedButNotMade(table.commodities[c]) }
      // Makes that cancel.
      for j in x.indices where table.make[j, c] != 0 { throw .usedButNotMade(table.commodities[c]) }
    }
    for j in x.indices {
      guard x[j] >= 0 else { throw .negativeOutput(table.industries[j], output: x[j]) }
      guard x[j] == 0 else { continue }
      for c in q.indices where table.use[c, j] != 0 || table.make[j, c] != 0 { throw .usesButMakesNothing(table.industries[j]) }
      guard (table.valueAdded?[j] ?? 0) == 0 else { throw .usesButMakesNothing(table.industries[j]) }
    }
  }

  private static func part(
    _ matrix: borrowing Matrix<Double>, _ rows: [Int], _ columns: [Int]
  ) throws(SupplyUseError) -> Matrix<Double> {
    var part = try SupplyUseTransformation.matrix(rows.count, columns.count)
    for (i, row) in rows.enumerated() {
      for (j, column) in columns.enumerated() { part[i, j] = matrix[row, column] }
    }
    return part
  }
}
