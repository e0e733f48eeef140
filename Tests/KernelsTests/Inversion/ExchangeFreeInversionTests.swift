import Kernels
import MatrixCore
import TestSupport
import Testing

/// Inverses without row exchanges: of all sizes, placements and precisions, and on every path of the elimination.
@Suite struct ExchangeFreeInversionTests {
  @Test(arguments: EngineUnderTest.all, AccuracyMatrix.needingNoExchange)
  func allSizes(_ subject: EngineUnderTest, _ kind: AccuracyMatrix) throws {
    for n in edgeSizes {
      for placement in [Placement.columnMajor, .rowMajor] {
        try check(Double.self, subject.engine, kind.numbers(n), placement)
      }
    }
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func allPlacements(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for n in [0, 1, 2, 7, 24, 25, 66] {
      try check(Double.self, subject.engine, AccuracyMatrix.dominantRows.numbers(n), placement)
      try check(Float.self, subject.engine, AccuracyMatrix.economy.numbers(n), placement)
    }
  }

  /// M X = I and X M = I, in the measure of LAPACK's dget03: ‖M X − I‖₁ / (n ‖M‖₁ ‖X‖₁ ε).
  private func check<Scalar: MatrixScalar>(
    _: Scalar.Type, _ engine: Engine, _ m: [[Double]], _ placement: Placement
  ) throws {
    let n = m.count
    var placed = try PlacedMatrix<Scalar>(m, columns: n, placement)
    let rounded = placed.numbers
    var target = placed.mutableView
    try engine.invert(withoutExchanges: &target)
    let x = placed.numbers
    let unit = Double(max(n, 1)) * rounded.norm * x.norm * Scalar.epsilon
    for product in [AccurateMatrixProduct(rounded, x, columns: n), AccurateMatrixProduct(x, rounded, columns: n)] {
      // Observed over all engines, sizes and placements: 0.2 in double, 0.1 in single precision.
      #expect(product.values.subtractedFromIdentity.norm <= unit, "\(n), \(placement)")
    }
    // An M-matrix has an inverse without negative elements, and no rounding makes one.
    #expect(x.allSatisfy { $0.allSatisfy { $0 >= 0 } }, "\(n), \(placement)")
    placed.expectUntouchedSurroundings()
  }

  /// Formulas to 4 n ε of the largest entry; powers of two exactly.
  @Test(arguments: EngineUnderTest.all) func closedForms(_ subject: EngineUnderTest) throws {
    for n in [1, 10, 65, 127] {
      let form = ClosedForms.uniform(n, c: 0.75)
      let found = try inverse(subject.engine, form.coefficients)
      let largest = form.inverse.joined().max() ?? 0
      for (row, exact) in zip(found, form.inverse) {
        for (value, exact) in zip(row, exact) { #expect(abs(value - exact) <= 4 * Double(n) * .ulpOfOne * largest) }
      }
      let chain = ClosedForms.chain(n, exponent: 1)
      #expect(try inverse(subject.engine, chain.coefficients) == chain.inverse)
    }
  }

  private func inverse(_ engine: Engine, _ coefficients: [[Double]]) throws -> [[Double]] {
    var placed = try PlacedMatrix<Double>(coefficients.subtractedFromIdentity, columns: coefficients.count, .columnMajor)
    var target = placed.mutableView
    try engine.invert(withoutExchanges: &target)
    return placed.numbers
  }

  /// The same bits from run to run and from teams of any size, on either layout.
  @Test(arguments: SwiftKernels.all) func reproducible(_ kernels: SwiftKernels) throws {
    // Beyond the orders at which a second thread and a third pay.
    let a = AccuracyMatrix.economy.numbers(kernels.blocks == nil ? 290 : 130)
    let alone = try inverse(kernels.engine(threads: 1), a.subtractedFromIdentity)
    for threads in [2, 3, 7, 3, 3, 3] {
      #expect(try inverse(kernels.engine(threads: threads), a.subtractedFromIdentity) == alone, "\(threads) threads")
    }
  }
}
