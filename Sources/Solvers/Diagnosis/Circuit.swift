import Kernels
import MatrixCore
import Tables

/// Sectors of which each uses what the one before it makes, and the last one supplies the first.
public struct Circuit: Sendable, Equatable {
  /// In the order of deliveries; one sector that uses itself is a circuit of one.
  public var sectors: [SectorLabel]
  /// The product of the coefficients: what one unit of any of them needs of itself, one round on.
  public var gain: Double
  /// Whether the gain is proved to be one or more, rounding included: the table is then not productive.
  public var isProved: Bool

  /// The circuit through these sectors of `b`. Cost: its coefficients.
  init(_ circuit: [Int], in b: any CoefficientOperator, on engine: Engine) throws(AllocationError) {
    sectors = circuit.map { b.sectors[$0] }
    var (product, isExact) = (1.0, b.elementRoundings == 0)
    for (k, i) in circuit.enumerated() {
      let j = circuit[(k + 1) % circuit.count]
      let element = try Self.element(i, j, of: b, on: engine)
      let next = product * element
      isExact = isExact && (-next).addingProduct(product, element) == 0
      product = next
    }
    gain = product
    let gamma = RoundingBound.gamma(circuit.count * (1 + b.elementRoundings) + 4)
    isProved = product.isFinite && (isExact ? product >= 1 : product * (1 - gamma) >= 1)
  }

  private static func element(
    _ i: Int, _ j: Int, of b: any CoefficientOperator, on engine: Engine
  ) throws(AllocationError) -> Double {
    var cell = try Matrix<Double>(rows: 1, columns: 1)
    copy(i, j, of: b, into: &cell, on: engine)
    return cell[0, 0]
  }

  private static func copy(
    _ i: Int, _ j: Int, of b: any CoefficientOperator, into cell: inout Matrix<Double>, on engine: Engine
  ) {
    var target = cell.mutableView
    b.copy(rows: i..<i + 1, columns: j..<j + 1, into: &target, on: engine)
  }

  /// "R/a → R/b → R/a", shortened in the middle.
  public var path: String {
    let codes = sectors.map(\.qualifiedCode)
    let shown = codes.count > 8 ? codes[..<6] + ["… (\(codes.count - 7) more)"] + codes.suffix(1) : codes[...]
    return (shown + codes.prefix(1)).joined(separator: " → ")
  }
}
