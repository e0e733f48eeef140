import Kernels
import MatrixCore
import TestSupport
import Testing

/// Element by element against exact fractions, beside LU without exchanges and the inverse from its factors.
@Suite struct InversionAccuracyTests {
  @Test(arguments: ExactInverse.all) func everyElement(_ known: ExactInverse) throws {
    for subject in EngineUnderTest.inverting where subject.engine.factorizesInSwift(order: known.count) {
      for placement in [Placement.columnMajor, .rowMajor] {
        var direct = try PlacedMatrix<Double>(known.matrix, columns: known.count, placement)
        var target = direct.mutableView
        try subject.engine.invert(withoutExchanges: &target)
        // Of n ε |X| |M| |X|. Observed: 0.105; by factors 0.117.
        #expect(known.error(direct.numbers) <= 0.5, "\(subject.name), \(placement)")
        #expect(try known.error(byFactors(known.matrix, subject.engine, placement)) <= 0.5)
        if known.isMMatrix { #expect(direct.numbers.allSatisfy { $0.allSatisfy { $0 >= 0 } }) }
      }
    }
  }

  private func byFactors(_ m: [[Double]], _ engine: Engine, _ placement: Placement) throws -> [[Double]] {
    var placed = try PlacedMatrix<Double>(m, columns: m.count, placement)
    var target = placed.mutableView
    let pivots = try engine.factorize(&target, pivoting: .none)
    try engine.invert(factors: &target, pivots: pivots)
    return placed.numbers
  }
}
