import Kernels
import MatrixCore

/// Q (I − A): the rows of I − A summed over groups of sectors that follow each other, Q |A| as a scan finds it on its way.
///
/// Shapes: m × n, of at most `RowGroupSums.most` groups.
struct AggregatedRows: Sendable {
  let groups: [Range<Int>]
  /// 1 − a_jj of every sector.
  private let diagonal: [Double]
  private let sums: RowGroupSums

  /// Nil where the scan has no sums of groups, or magnitudes of coefficients below zero.
  init?(_ scan: CoefficientScan) {
    guard let sums = scan.groups, scan.least >= 0 else { return nil }
    groups = sums.groups
    diagonal = scan.diagonal.map { 1 - $0 }
    self.sums = sums
  }

  var allocatedBytes: Int { sums.sums.allocatedBytes }

  /// What n sectors take at most.
  static func mostBytes(sectors n: Int) -> Int { MemoryBudget.bytes(rows: RowGroupSums.most(of: n), columns: n) }

  /// Q (I − A) X, m × k. Cost: 2mnk flops.
  func product(_ x: borrowing Matrix<Double>, on engine: Engine) throws(AllocationError) -> Matrix<Double> {
    var product = try Matrix<Double>(rows: groups.count, columns: x.columns, layout: .columnMajor)
    Self.subtract(sums.sums, x, from: &product, engine)
    for j in 0..<x.columns {
      let own = x.view.column(j)
      for (g, rows) in groups.enumerated() {
        var sum = product[g, j]
        for i in rows { sum += diagonal[i] * own[i] }
        product[g, j] = sum
      }
    }
    return product
  }

  /// The sum of a column of X over a group.
  func sum(_ g: Int, _ x: MatrixView<Double>, column j: Int) -> Double {
    let own = x.column(j)
    var sum = 0.0
    for i in groups[g] { sum += own[i] }
    return sum
  }

  /// Q (I − A) diag(w) Qᵀ, m × m: I − A of the aggregated economy where w are shares of output within groups, 1 on the diagonal
  /// for groups of which all are zero. Cost: 2mn flops.
  func aggregated(by w: [Double]) throws(AllocationError) -> Matrix<Double> {
    let m = groups.count
    var result = try Matrix<Double>(rows: m, columns: m)
    for (h, columns) in groups.enumerated() {
      for g in 0..<m { result[g, h] = -Self.dot(sums.sums, row: g, w, columns) }
      var own = 0.0
      for j in columns { own += diagonal[j] * w[j] }
      result[h, h] += columns.contains { w[$0] != 0 } ? own : 1
    }
    return result
  }

  private static func subtract(
    _ sums: borrowing Matrix<Double>, _ x: borrowing Matrix<Double>, from product: inout Matrix<Double>, _ engine: Engine
  ) {
    var target = product.mutableView
    engine.multiply(-1, sums.view, x.view, into: &target)
  }

  private static func dot(_ sums: borrowing Matrix<Double>, row g: Int, _ w: [Double], _ columns: Range<Int>) -> Double {
    let row = sums.view.row(g)
    // A single sum would wait for every product.
    var four = SIMD4<Double>()
    var j = columns.lowerBound
    while j + 4 <= columns.upperBound {
      let elements = SIMD4<Double>(row[j], row[j + 1], row[j + 2], row[j + 3])
      let factors = SIMD4<Double>(w[j], w[j + 1], w[j + 2], w[j + 3])
      four += elements * factors
      j += 4
    }
    for k in j..<columns.upperBound { four[k - j] += row[k] * w[k] }
    return four.sum()
  }
}
