import BenchmarkHarness
import Leontief

extension SyntheticEconomy {
  /// Its name and version in documents of suites on these economies: raised with every change that gives other numbers.
  public static let tradingGenerator = "leontief-trading-economy 1"

  /// Regions that share their recipes and trade by size, as the published multi-regional tables show it (`GravityColumns`).
  ///
  /// Compared with the World Input-Output Database's table of 2011 (41 regions of 35 sectors): column sums have the quantiles
  /// 0.26, 0.53, 0.80 (5, 50 and 95 %) and there 0.23, 0.54, 0.77; domestic shares 0.41, 0.80, 0.95 and there 0.40, 0.79, 0.94.
  /// That table has zeros where less than half a million dollars flows, which leaves 20 % of it. `fullness` keeps as large a
  /// part of A here, the largest flows of all, and domestic blocks whole.
  /// Coefficients are multiples of 2⁻⁴⁰, v is exact. Errors: `AllocationError`.
  public convenience init(trading shape: EconomyShape, fullness: Double = 1, seed: UInt64) throws(AllocationError) {
    var columns = GravityColumns(shape: shape, seed: seed)
    var values = try Matrix<Double>(rows: shape.count, columns: shape.count)
    var target = values.mutableView
    for j in 0..<shape.count {
      columns.draw(j)
      for (i, units) in columns.units.enumerated() { target[i, j] = Double(units) * CoefficientColumns.unit }
    }
    if fullness < 1 { values.keepLargestTrade(shape, output: columns.output, fullness: fullness) }
    // Sums of multiples of 2⁻⁴⁰ under one are exact in any order.
    let added = values.columnComplements()
    self.init(labels: shape.labels, seed: seed, coefficients: values, valueAdded: added)
  }
}

extension Matrix where Scalar == Double {
  /// Sets the smallest flows between regions to zero until so large a part of A is left.
  fileprivate mutating func keepLargestTrade(_ shape: EconomyShape, output: [Double], fullness: Double) {
    let sectors = shape.sectors
    var flows: [Double] = []
    flows.reserveCapacity(shape.count * (shape.count - sectors))
    for i in 0..<shape.count {
      for j in 0..<shape.count where i / sectors != j / sectors { flows.append(self[i, j] * output[j]) }
    }
    let domestic = shape.count * sectors
    let kept = max(0, Int(fullness * Double(shape.count) * Double(shape.count)) - domestic)
    guard kept < flows.count else { return }
    flows.sort(by: >)
    let least = flows[kept]
    for i in 0..<shape.count {
      for j in 0..<shape.count where i / sectors != j / sectors && self[i, j] * output[j] <= least { self[i, j] = 0 }
    }
  }
}
