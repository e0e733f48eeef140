import BenchmarkHarness
import Leontief

/// A multi-regional economy made from a seed, the same to the last bit on every host.
///
/// By a shape alone: every coefficient is an integer times 2⁻⁴⁰, computed in integers. So are the column sums and the
/// value-added coefficients v = 1 − 1'A, which a `Double` holds exactly. Column sums lie in `columnSums`, so the economy is
/// productive; of each column, `domesticShare` comes from the column's own region (all of it when there is one region).
/// Coefficients are dense and skewed: a few large suppliers, many small ones. `SyntheticEconomy(trading:)` is harder to solve
/// and nearer to real tables, `SyntheticEconomy(generated:)` splits one of those.
///
/// Shapes: A n × n, row-major. Units: value per unit of value. Cost: two passes, one random number a coefficient.
/// Memory: n² doubles.
public final class SyntheticEconomy: Sendable {
  public let seed: UInt64
  /// Regions and sectors in the order of A.
  public let labels: [SectorLabel]
  public let coefficients: Matrix<Double>
  /// v, one less the column sums: exact, or rounded once for generated economies.
  public let valueAdded: [Double]
  /// Tells this input from any other.
  public let inputHash: UInt64

  /// Its name and version in documents: raised with every change that gives other numbers.
  public static let generator = "leontief-synthetic-economy 1"

  public static let columnSums = 0.35...0.65
  public static let domesticShare = 0.8

  /// Joins the parts.
  init(labels: [SectorLabel], seed: UInt64, coefficients: consuming Matrix<Double>, valueAdded: [Double]) {
    inputHash = coefficients.bitHash()
    self.labels = labels
    self.seed = seed
    self.coefficients = coefficients
    self.valueAdded = valueAdded
  }

  /// Errors: `AllocationError`.
  public convenience init(_ shape: EconomyShape, seed: UInt64) throws(AllocationError) {
    var columns = CoefficientColumns(shape: shape, seed: seed)
    var values = try Matrix<Double>(rows: shape.count, columns: shape.count)
    var added: [Double] = []
    var target = values.mutableView
    for j in 0..<shape.count {
      columns.draw(j)
      for (i, units) in columns.units.enumerated() { target[i, j] = Double(units) * CoefficientColumns.unit }
      added.append(Double(CoefficientColumns.one - columns.total) * CoefficientColumns.unit)
    }
    self.init(labels: shape.labels, seed: seed, coefficients: values, valueAdded: added)
  }

  public var count: Int { valueAdded.count }

  /// Final demand in whole units from 1 to 2²⁰, so that totals are exact. Shapes: n × m, column-major.
  public func finalDemand(columns m: Int) throws(AllocationError) -> Matrix<Double> {
    try Self.finalDemand(of: count, columns: m, seed: seed)
  }

  static func finalDemand(of n: Int, columns m: Int, seed: UInt64) throws(AllocationError) -> Matrix<Double> {
    var generator = SplitMix64(seed: seed, stream: "final demand")
    var demand = try Matrix<Double>(rows: n, columns: m, layout: .columnMajor)
    for j in 0..<m {
      for i in 0..<n { demand[i, j] = Double(generator.next(in: 1...1 << 20)) }
    }
    return demand
  }

  /// M = I − A, exact, column-major as LAPACK likes it.
  public func leontiefMatrix() throws(AllocationError) -> Matrix<Double> {
    var matrix = try coefficients.copied(layout: .columnMajor)
    var target = matrix.mutableElements
    for k in target.indices { target[k] = -target[k] }
    for j in 0..<count { matrix[j, j] += 1 }
    return matrix
  }

  /// The same rounded to a precision once.
  func leontiefMatrix<Scalar: MatrixScalar>(in _: Scalar.Type) throws(AllocationError) -> Matrix<Scalar> {
    try coefficients.leontief(in: Scalar.self)
  }
}

extension EconomyShape {
  /// Labels "R1/S1", "R1/S2", …
  var labels: [SectorLabel] {
    (0..<regions).flatMap { region in
      (0..<sectors).map { sector in
        SectorLabel(region: "R\(region + 1)", code: "S\(sector + 1)", name: "Sector \(sector + 1) of region \(region + 1)")
      }
    }
  }
}
