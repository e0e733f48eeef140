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
  func identityMinusCoefficients(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for n in [0, 1, 5, 32, 65] {
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
}
