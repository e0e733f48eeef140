import Kernels
import MatrixCore
import TestSupport
import Testing

/// What an inversion without exchanges says it takes beside its matrix is what it takes, and with less it is made in another
/// way.
@Suite struct InversionScratchTests {
  private let n = 1200

  private func engine(scratch elements: Int, threads: Int) -> Engine {
    var blocks = BlockSizes(
      depth: 64, rows: 64, columns: 256, triangle: 64, panel: 128, leaf: 8, flopsPerThread: 1, bytesPerThread: 1)
    blocks.mostScratch = elements
    return .swift(blocks: blocks, threads: threads)
  }

  private func inverse(_ engine: Engine) throws -> [[Double]] {
    var placed = try PlacedMatrix<Double>(AccuracyMatrix.economy.numbers(n), columns: n, .columnMajor)
    var target = placed.mutableView
    try engine.invert(withoutExchanges: &target)
    return placed.numbers
  }

  /// With one element less than a team wants one member does the same, in less than what one wants narrower blocks do, and
  /// without any memory pivot after pivot.
  @Test func itTakesWhatItSays() throws {
    let bytes = [1, 3].map { engine(scratch: .max, threads: $0).scratchWithoutExchanges(order: n, of: Double.self) }
    #expect(bytes[0] > 2 * n * 96 * 8 && bytes[1] > bytes[0])
    let unlimited = try inverse(engine(scratch: .max, threads: 3))
    for elements in [bytes[1] / 8, bytes[1] / 8 - 1, bytes[0] / 8] {
      #expect(try inverse(engine(scratch: elements, threads: 3)) == unlimited)
    }
    for elements in [bytes[0] / 8 - 1, 0] {
      let less = try inverse(engine(scratch: elements, threads: 3))
      #expect(less != unlimited)
      // Both are as good: the condition number is below ten. Observed: 6.7e-15.
      for (a, b) in zip(less, unlimited) { #expect(zip(a, b).allSatisfy { abs($0 - $1) < 1e-13 }) }
    }
  }

  @Test(arguments: EngineUnderTest.all) func smallMatricesCountAsNothing(_ subject: EngineUnderTest) {
    for n in [-1, 0, 1, 30] { #expect(subject.engine.scratchWithoutExchanges(order: n, of: Double.self) == 0) }
    #expect(subject.engine.scratchWithoutExchanges(order: .max, of: Float.self) == .max)
  }
}
