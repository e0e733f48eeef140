/// The answers of (I − Z x̂⁻¹) X = Y and its transpose to more than 100 bits, by arithmetic of its own: in fractions for
/// small tables, else by an elimination that is refined with residuals in 106 bits.
public struct LeontiefOracle: Sendable {
  private let flows: [[Double]]
  private let output: [Double]
  private let isExact: Bool
  /// Nil for tables that are solved in fractions, and for singular ones.
  private let refined: RefinedElimination?

  /// Shapes: n × n, row by row, and n. The output of sectors whose columns are zero does not matter. `mostExact`: tables of
  /// more sectors are not solved in fractions.
  public init(flows: [[Double]], output: [Double], mostExact: Int = 60) {
    self.flows = flows
    self.output = output.map { $0 == 0 ? 1 : $0 }
    isExact = flows.count <= mostExact
    refined = flows.count > mostExact ? RefinedElimination(flows: flows, output: self.output) : nil
  }

  public init(coefficients: [[Double]]) {
    self.init(flows: coefficients, output: [Double](repeating: 1, count: coefficients.count))
  }

  /// X, n × m, row by row; nil when the system is singular, or so nearly that refinement does not converge.
  public func solve(_ y: [[Double]], isTransposed: Bool) -> [[DoubleDouble]]? {
    guard !isExact else { return fractions(y, isTransposed)?.map { $0.map(DoubleDouble.init) } }
    var columns: [[DoubleDouble]] = []
    for j in 0..<(y.first?.count ?? 0) {
      guard let column = refined?.solve(y.map { $0[j] }, isTransposed: isTransposed) else { return nil }
      columns.append(column)
    }
    return flows.indices.map { i in columns.map { $0[i] } }
  }

  /// |M⁻¹| as binary numbers, row by row, of small tables. Cost: that of n right-hand sides.
  public func inverseMagnitudes(isTransposed: Bool) -> [[Double]]? {
    let unit = flows.indices.map { i in flows.indices.map { i == $0 ? 1.0 : 0 } }
    return fractions(unit, isTransposed)?.map { $0.map { abs($0.approximation) } }
  }

  /// With (x̂ − Z) W = Y the answer is x̂ W; the transposed one solves (x̂ − Z)ᵀ X = x̂ Y.
  private func fractions(_ y: [[Double]], _ isTransposed: Bool) -> [[Rational]]? {
    let scale = output.map(Rational.init(exactly:))
    let matrix = flows.indices.map { i in
      flows.indices.map { j in
        let flow = Rational(exactly: isTransposed ? flows[j][i] : flows[i][j])
        return (i == j ? scale[i] : Rational(0)) - flow
      }
    }
    let sides = y.map { $0.map(Rational.init(exactly:)) }
    guard isTransposed else {
      return FractionFreeElimination.solve(matrix, sides).map { zip(scale, $0).map { d, row in row.map { d * $0 } } }
    }
    return FractionFreeElimination.solve(matrix, zip(scale, sides).map { d, row in row.map { d * $0 } })
  }
}

extension DoubleDouble {
  /// A fraction to 106 bits.
  public init(_ fraction: Rational) {
    let high = fraction.approximation
    self.init(high, (fraction - Rational(exactly: high)).approximation)
  }
}
