import Kernels
import MatrixCore
import TestSupport
import Testing

/// R = (Y − X) + P with its figures, against the formulas element by element.
@Suite struct ResidualFiguresTests {
  /// Around vectors of four, pieces of 2048 rows, and the size from which threads share the work.
  static let shapes = [(1, 1), (3, 2), (4, 1), (7, 3), (2047, 1), (2048, 2), (2051, 5), (4097, 9)]

  private struct Problem: ~Copyable {
    var x: Matrix<Double>
    var y: Matrix<Double>
    var p: Matrix<Double>
    let shares: [Double]

    init(_ n: Int, _ m: Int, signed: Bool = false) throws {
      var numbers = SeededNumbers(UInt64(n * 31 + m))
      func next(_ low: Double) -> Double { Double.random(in: low...1, using: &numbers) }
      var x = try Matrix<Double>(rows: n, columns: m, layout: .columnMajor)
      // Right-hand sides come in any layout.
      var y = try Matrix<Double>(rows: n, columns: m, layout: .rowMajor)
      var p = try Matrix<Double>(rows: n, columns: m, layout: .columnMajor)
      for j in 0..<m {
        for i in 0..<n { (x[i, j], y[i, j], p[i, j]) = (next(signed ? -1 : 0), next(signed ? -1 : 0), next(0)) }
      }
      shares = (0..<n).map { _ in next(-0.5) }
      self.x = x
      self.y = y
      self.p = p
    }

    func expected(_ i: Int, _ j: Int) -> Double { (y[i, j] - x[i, j]) + p[i, j] }

    func figures(_ j: Int) -> ResidualFigures {
      var expected = ResidualFigures()
      for i in 0..<x.rows {
        let r = abs(self.expected(i, j))
        expected.residual = max(expected.residual, r)
        expected.x = max(expected.x, abs(x[i, j]))
        expected.y = max(expected.y, abs(y[i, j]))
        expected.isNonNegative = expected.isNonNegative && x[i, j] >= 0
        let weight = (p[i, j] + shares[i] * abs(x[i, j])) + abs(y[i, j])
        expected.relative = max(expected.relative, r == 0 ? 0 : r / weight)
      }
      return expected
    }
  }

  @Test(arguments: TestEngines.all, [false, true]) func formedAndMeasured(_ test: TestEngine, signed: Bool) throws {
    for (n, m) in Self.shapes {
      let problem = try Problem(n, m, signed: signed)
      var r = try Matrix<Double>(rows: n, columns: m, layout: .columnMajor)
      var target = r.mutableView
      let figures = test.engine.formResidual(
        problem.x.view, problem.y.view, product: problem.p.view, shares: problem.shares, into: &target)
      let expected = (0..<m).map { problem.figures($0) }
      #expect(figures == expected)
      for j in 0..<m {
        let isFormed = (0..<n).allSatisfy { r[$0, j] == problem.expected($0, j) }
        #expect(isFormed)
      }
      let again = test.engine.residualFigures(
        r.view, problem.x.view, problem.y.view, weights: problem.p.view, shares: problem.shares)
      #expect(again == figures)
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity], [0, 5, 2050]) func oneElementThatIsNotFinite(
    _ value: Double, place: Int
  ) throws {
    var problem = try Problem(2051, 3)
    problem.p[place, 1] = value
    var r = try Matrix<Double>(rows: 2051, columns: 3, layout: .columnMajor)
    var target = r.mutableView
    let figures = TestEngines.swift.formResidual(
      problem.x.view, problem.y.view, product: problem.p.view, shares: problem.shares, into: &target)
    #expect(figures[1].residual.isNaN)
    let others = (problem.figures(0), problem.figures(2))
    #expect(figures[0] == others.0 && figures[2] == others.1)
  }

  /// A sector without demand, output and uses has residual and weight zero: no error. With a residual it is infinite.
  @Test func nothingHeldAgainstNothing() throws {
    let zero = try Matrix<Double>(rows: 5, columns: 1, layout: .columnMajor)
    var r = try Matrix<Double>(rows: 5, columns: 1, layout: .columnMajor)
    var target = r.mutableView
    let shares = [Double](repeating: 1, count: 5)
    let none = TestEngines.swift.formResidual(zero.view, zero.view, product: zero.view, shares: shares, into: &target)
    #expect(none == [ResidualFigures()])
    r[2, 0] = 1e-300
    let some = TestEngines.swift.residualFigures(r.view, zero.view, zero.view, weights: zero.view, shares: shares)
    #expect(some[0].relative == .infinity && some[0].residual == 1e-300)
  }

  /// Held against infinity every error would be none.
  ///
  /// In the vectors of four and in the elements after them; infinite itself, or the sum of what is finite.
  @Test(arguments: TestEngines.all, [0, 3, 4, 6]) func aWeightThatOverflowsIsNoMeasure(
    _ test: TestEngine, place: Int
  ) throws {
    for (weight, y) in [(Double.infinity, 0), (1.5e308, 1.5e308), (1.5e308, -1.5e308)] {
      var problem = try Problem(7, 2)
      (problem.p[place, 1], problem.y[place, 1]) = (weight, y)
      let r = try Matrix(copying: problem.x.view, layout: .columnMajor)
      let figures = test.engine.residualFigures(
        r.view, problem.x.view, problem.y.view, weights: problem.p.view, shares: problem.shares)
      #expect(figures[1].residual.isNaN && figures[0].residual.isFinite, "weight \(weight), y \(y)")
    }
  }

  @Test func noRowsAndNoColumns() throws {
    for (n, m) in [(0, 2), (3, 0), (0, 0)] {
      let x = try Matrix<Double>(rows: n, columns: m, layout: .columnMajor)
      var r = try Matrix<Double>(rows: n, columns: m, layout: .columnMajor)
      var target = r.mutableView
      let shares = [Double](repeating: 1, count: n)
      let figures = TestEngines.swift.formResidual(x.view, x.view, product: x.view, shares: shares, into: &target)
      #expect(figures == [ResidualFigures](repeating: ResidualFigures(), count: m))
    }
  }
}
