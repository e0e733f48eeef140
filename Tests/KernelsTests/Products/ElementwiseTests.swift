import Kernels
import MatrixCore
import TestSupport
import Testing

/// Scaled columns and I − A: one rounding an entry, so exact equality.
@Suite struct ElementwiseTests {
  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func scaledColumns(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (m, n) in [(0, 0), (1, 1), (33, 65), (64, 31)] {
      let z = [[Double]].random(m, n, seed: 61)
      var numbers = SeededNumbers(62)
      let s = (0..<n).map { _ in numbers.unit() }
      for other in Placement.allCases {
        let source = try PlacedMatrix<Double>(z, columns: n, placement)
        var a = try PlacedMatrix<Double>(z, columns: n, other)
        var target = a.mutableView
        subject.engine.columnScaled(source.view, by: s, into: &target)
        #expect(a.numbers == z.map { zip($0, s).map(*) })
        a.expectUntouchedSurroundings()
      }
    }
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func scaledRowsAndBoth(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (m, n) in [(0, 0), (0, 2), (1, 1), (33, 70), (70, 2100)] {
      let z = [[Double]].randomReals(m, n, seed: 64)
      let d = [[Double]].randomReals(1, m, seed: 65)[0]
      let s = [[Double]].randomReals(1, n, seed: 66)[0]
      for other in Placement.allCases {
        let source = try PlacedMatrix<Double>(z, columns: n, placement)
        var a = try PlacedMatrix<Double>(z, columns: n, other)
        var target = a.mutableView
        subject.engine.rowScaled(source.view, by: d, into: &target)
        let byRows = zip(z, d).map { row, factor in row.map { $0 * factor } }
        #expect(a.numbers == byRows)
        var second = a.mutableView
        subject.engine.scaled(source.view, rows: d, columns: s, into: &second)
        #expect(a.numbers == byRows.map { zip($0, s).map(*) })
        a.expectUntouchedSurroundings()
      }
    }
  }

  /// A may be Z itself.
  @Test(arguments: EngineUnderTest.all, [Placement.rowMajor, .columnMajor, .scattered])
  func scaledInPlace(_ subject: EngineUnderTest, _ placement: Placement) throws {
    let z = [[Double]].random(35, 70, seed: 66)
    let s = (0..<70).map { Double($0) - 3 }
    var a = try PlacedMatrix<Double>(z, columns: 70, placement)
    let target = a.mutableView
    let source = MatrixView<Double>(
      base: UnsafePointer(target.base), rows: 35, columns: 70, rowStride: target.rowStride,
      columnStride: target.columnStride, owner: s)
    var same = MutableMatrixView<Double>(
      base: target.base, rows: 35, columns: 70, rowStride: target.rowStride, columnStride: target.columnStride, owner: &a)
    subject.engine.columnScaled(source, by: s, into: &same)
    #expect(a.numbers == z.map { zip($0, s).map(*) })
  }

  @Test(arguments: Placement.allCases)
  func teamsAgreeBitwise(_ placement: Placement) throws {
    let (m, n) = (150, 90)
    let z = try PlacedMatrix<Double>([[Double]].randomReals(m, n, seed: 67), columns: n, placement)
    let factors = [[Double]].randomReals(2, m, seed: 68)
    for other in Placement.allCases {
      let results = try [1, 2, 3, 8].map { threads in
        var a = try PlacedMatrix<Double>([[Double]](repeating: [Double](repeating: 0, count: n), count: m), columns: n, other)
        var target = a.mutableView
        EngineUnderTest.tiny(threads: threads).scaled(
          z.view, rows: factors[0], columns: [Double](factors[1][..<n]), into: &target)
        return a.numbers
      }
      #expect(results.dropFirst().allSatisfy { $0 == results[0] })
    }
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func identityMinusCoefficients(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for n in [0, 1, 5, 32, 65, 530] {
      let a = [[Double]].random(n, n, seed: 63)
      for other in Placement.allCases {
        let source = try PlacedMatrix<Float>(a, columns: n, placement)
        var m = try PlacedMatrix<Float>(a, columns: n, other)
        var target = m.mutableView
        subject.engine.identityMinus(source.view, into: &target)
        // The random numbers have 24 bits; their difference from one, exact in `Double`, is rounded once.
        #expect(m.numbers == a.subtractedFromIdentity.map { $0.map { Double(Float($0)) } })
        m.expectUntouchedSurroundings()
      }
    }
  }

  /// Of flows in one pass: a is rounded, then 1 − a, and zeros have the signs of a product and its negation.
  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func identityMinusScaledFlows(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for n in [0, 1, 5, 32, 65, 530] {
      var z = [[Double]].randomReals(n, n, seed: 69)
      for k in 0..<n { (z[k][n / 2], z[n / 2][k]) = (0, 0) }
      var s = [[Double]].randomReals(1, n, seed: 70)[0]
      if n > 2 { s[2] = 0 }
      let expected = z.enumerated().map { i, row in
        row.enumerated().map { j, flow in i == j ? 1 - flow * s[j] : -(flow * s[j]) }
      }
      for other in Placement.allCases {
        let source = try PlacedMatrix<Double>(z, columns: n, placement)
        var m = try PlacedMatrix<Double>(z, columns: n, other)
        var target = m.mutableView
        subject.engine.identityMinus(source.view, columns: s, into: &target)
        #expect(m.numbers.map { $0.map(\.bitPattern) } == expected.map { $0.map(\.bitPattern) })
        m.expectUntouchedSurroundings()
      }
    }
  }
}
