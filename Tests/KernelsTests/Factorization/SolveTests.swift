import BigInt
import Kernels
import MatrixCore
import TestSupport
import Testing

/// Solutions and inverses against exact fractions and formulas.
@Suite struct SolveTests {
  /// κ₁ is exact here; elimination of a dominant M-matrix has growth below 2, and so an error below 8 n u κ₁. The largest
  /// seen is below a tenth of it.
  @Test(arguments: EngineUnderTest.inverting, [1, 2, 5, 12])
  func exactFractions(_ subject: EngineUnderTest, _ n: Int) throws {
    let a = [[Double]].coefficients(n, columnSum: 0.75, seed: UInt64(30 + n)).subtractedFromIdentity
    let exactA = a.map { $0.map { Rational(exactly: $0) } }
    let exact = try #require(RationalElimination.inverse(exactA))
    let condition = RationalElimination.norm(exactA) * RationalElimination.norm(exact)
    let bound = 8 * Double(n) * Double.unitRoundoff * condition
    for placement in [Placement.columnMajor, .rowMajor] {
      var factors = try PlacedMatrix<Double>(a, columns: n, placement)
      var target = factors.mutableView
      let pivots = try subject.engine.factorize(&target)
      for transposed in [false, true] {
        let identity = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0 } }
        var b = try PlacedMatrix<Double>(identity, columns: n, placement)
        var right = b.mutableView
        subject.engine.solve(factors: factors.view, pivots: pivots, transposed: transposed, &right)
        let expected = transposed ? (0..<n).map { i in exact.map { $0[i] } } : exact
        #expect(relativeError(b.numbers, expected) <= bound)
      }
      var inverse = factors.mutableView
      try subject.engine.invert(factors: &inverse, pivots: pivots)
      #expect(relativeError(factors.numbers, exact) <= bound)
    }
  }

  private func relativeError(_ computed: [[Double]], _ exact: [[Rational]]) -> Double {
    let difference = zip(computed, exact).map { zip($0, $1).map { Rational(exactly: $0) - $1 } }
    return RationalElimination.norm(difference) / RationalElimination.norm(exact)
  }

  @Test func fractionsAreExact() {
    #expect(Rational(exactly: 0.1).denominator == BigInt(1) << 55)
    #expect(Rational(exactly: -0.75) == Rational(-3, over: 4))
    #expect((Rational(1, over: 3) + Rational(1, over: 6)) == Rational(1, over: 2))
    #expect(Rational(1, over: 3).approximation == 1.0 / 3)
    #expect(RationalElimination.inverse([[Rational(1), Rational(2)], [Rational(2), Rational(4)]]) == nil)
  }

  /// ‖A X − I‖₁ / (n ‖A‖₁ ‖X‖₁ ε) below 30, as in dget03; with exchanges, in every placement.
  @Test(arguments: EngineUnderTest.inverting, Placement.allCases)
  func inverses(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for n in placement == .columnMajor || placement == .rowMajor ? edgeSizes : [0, 1, 31, 65] {
      try checkInverse(Double.self, subject, n, placement)
      try checkInverse(Float.self, subject, n, placement)
    }
  }

  private func checkInverse<Scalar: MatrixScalar>(
    _: Scalar.Type, _ subject: EngineUnderTest, _ n: Int, _ placement: Placement
  ) throws {
    let a = [[Double]].random(n, n, seed: 31)
    var placed = try PlacedMatrix<Scalar>(a, columns: n, placement)
    var target = placed.mutableView
    let pivots = try subject.engine.factorize(&target)
    try subject.engine.invert(factors: &target, pivots: pivots)
    let x = placed.numbers
    let product = AccurateMatrixProduct(a, x, columns: n).values
    #expect(
      product.subtractedFromIdentity.norm <= 30 * Double(max(n, 1)) * a.norm * x.norm * Scalar.epsilon, "\(n), \(placement)")
    placed.expectUntouchedSurroundings()
  }

  /// Nothing is changed then, so that the factors can still be used.
  @Test func anInversionWithoutMemoryIsAnError() throws {
    let engine = EngineUnderTest.withoutScratch(threads: 1)
    let a = [[Double]].random(9, 9, seed: 33)
    var placed = try PlacedMatrix<Double>(a, columns: 9, .columnMajor)
    var target = placed.mutableView
    let pivots = try engine.factorize(&target)
    let factors = placed.numbers
    var again = placed.mutableView
    // A panel of 4 · 6 columns would do, so all nine.
    #expect(throws: InversionError.allocation(AllocationError(bytes: 9 * 9 * 8))) {
      try engine.invert(factors: &again, pivots: pivots)
    }
    #expect(placed.numbers == factors)
  }

  /// Formulas, through I − A, to 4 n ε of the largest entry; powers of two exactly.
  @Test(arguments: EngineUnderTest.inverting)
  func closedForms(_ subject: EngineUnderTest) throws {
    for n in [1, 10, 65, 127] {
      var numbers = SeededNumbers(32)
      let u = (0..<n).map { _ in abs(numbers.unit()) / Double(n) }
      let w = (0..<n).map { _ in abs(numbers.unit()) }
      for form in [ClosedForms.rankOne(u, w), ClosedForms.uniform(n, c: 0.75)] {
        let inverse = try leontiefInverse(subject.engine, form.coefficients)
        let largest = form.inverse.joined().max() ?? 0
        #expect(largestDifference(inverse, form.inverse) <= 4 * Double(n) * Double.epsilon * largest)
      }
      let chain = ClosedForms.chain(n, exponent: 1)
      #expect(try leontiefInverse(subject.engine, chain.coefficients) == chain.inverse)
    }
  }

  private func leontiefInverse(_ engine: Engine, _ coefficients: [[Double]]) throws -> [[Double]] {
    let n = coefficients.count
    let a = try PlacedMatrix<Double>(coefficients, columns: n, .rowMajor)
    var m = try PlacedMatrix<Double>(coefficients, columns: n, .columnMajor)
    var target = m.mutableView
    engine.identityMinus(a.view, into: &target)
    let pivots = try engine.factorize(&target)
    try engine.invert(factors: &target, pivots: pivots)
    return m.numbers
  }

  private func largestDifference(_ a: [[Double]], _ b: [[Double]]) -> Double {
    zip(a, b).map { zip($0, $1).map { abs($0 - $1) }.max() ?? 0 }.max() ?? 0
  }
}
