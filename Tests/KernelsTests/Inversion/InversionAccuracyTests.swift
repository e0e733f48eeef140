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

  /// A proof holds with its rounding, and NaN proves nothing.
  @Test(arguments: EngineUnderTest.all) func dominantColumns(_ subject: EngineUnderTest) throws {
    func dominates(_ rows: [[Double]]) throws -> Bool {
      let placed = try PlacedMatrix<Double>(rows, columns: rows.count, .rowMajor)
      return subject.engine.columnsDominate(placed.view)
    }
    #expect(try dominates([]))
    #expect(try dominates([[1]]) && !dominates([[0]]) && !dominates([[-1]]) && !dominates([[.nan]]))
    #expect(try dominates([[1, -0.5], [-0.75, 1]]) && dominates([[1, 0.5], [0.75, 1]]))
    #expect(
      try !dominates([[1, -0.5], [1, 1]]) && !dominates([[1, .nan], [0, 1]]) && !dominates([[.infinity, 0], [0, 1]]))
    // Dominant by less than the sum's rounding may hide.
    #expect(try !dominates([[1, 0], [1 - 0x1p-53, 1]]))
  }
}
