import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport

/// A table with what is expected of the solvers on it.
struct AccuracyCase: Sendable, CustomStringConvertible {
  /// How its right-hand sides are solved for.
  enum Panels { case oneByOne, together }

  let name: String
  /// A, or Z where there is an output.
  let flows: [[Double]]
  let output: [Double]?
  /// What the columns of A leave of one, exactly; nil where that is computed.
  let deficits: [Double]?
  /// What certificates prove of I − A.
  let matrixClass: MatrixClass
  /// So near the edge that the answers of some methods are no proof; those of LU are.
  let isNearlyCritical: Bool
  /// The methods that give no answer, and say so.
  let refusals: Set<SolverKind>
  /// Those that get there on some processors and give up on others.
  let unsteady: Set<SolverKind>
  let panels: [[[Double]]]

  init(
    _ name: String, _ flows: [[Double]], output: [Double]? = nil, deficits: [Double]? = nil,
    _ matrixClass: MatrixClass = .mMatrix, isNearlyCritical: Bool = false, refusing refusals: Set<SolverKind> = [],
    unsteady: Set<SolverKind> = [], solving panels: Panels = .oneByOne
  ) {
    (self.name, self.flows, self.output, self.deficits) = (name, flows, output, deficits)
    (self.matrixClass, self.isNearlyCritical) = (matrixClass, isNearlyCritical)
    (self.refusals, self.unsteady) = (refusals, unsteady)
    let sides = Self.rightHandSides(flows.count)
    self.panels = panels == .together ? [sides] : sides.map { [$0] }
  }

  var description: String { name }
  var count: Int { flows.count }

  /// a_ij, rounded where it is made from flows.
  func coefficient(_ i: Int, _ j: Int) -> Double { flows[i][j] / (output.map { $0[j] == 0 ? 1 : $0[j] } ?? 1) }

  var oracle: LeontiefOracle {
    output.map { LeontiefOracle(flows: flows, output: $0) } ?? LeontiefOracle(coefficients: flows)
  }

  /// Small regions, so that there are several blocks.
  func operand(on engine: Engine) throws -> CoefficientMatrix {
    let sizes = stride(from: 0, to: count, by: 6).map { min(6, count - $0) }
    let sectors = try SparseTables.sectors(sizes)
    guard let output else { return try CoefficientMatrix(sectors: sectors, values: Matrix(flows), on: engine) }
    let table = try InputOutputTable(
      sectors: sectors, transactions: Matrix(flows), demand: [], finalDemand: Matrix(rows: count, columns: 0), output: output,
      valueAdded: nil)
    return try CoefficientMatrix(flowsOf: table, on: engine)
  }

  /// One of each kind: all sectors, a single one, magnitudes and signs of all sizes, nothing.
  private static func rightHandSides(_ n: Int) -> [[Double]] {
    var numbers = SeededNumbers(901)
    let mixed = (0..<n).map { i in numbers.unit() * Double(sign: .plus, exponent: -(i * 7 % 40), significand: 1) }
    let unit = (0..<n).map { $0 == n / 3 ? 1.0 : 0 }
    return [[Double](repeating: 1, count: n), unit, mixed, [Double](repeating: 0, count: n)]
  }
}
