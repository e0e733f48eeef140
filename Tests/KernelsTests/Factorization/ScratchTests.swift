import Kernels
import MatrixCore
import TestSupport
import Testing

/// What the kernels say they take beside their matrix is what they take.
@Suite struct ScratchTests {
  private let n = 1200

  private func blocks(scratch elements: Int) -> BlockSizes {
    var blocks = BlockSizes(
      depth: 64, rows: 64, columns: 256, triangle: 64, panel: 64, leaf: 8, flopsPerThread: 1, bytesPerThread: 1)
    blocks.mostScratch = elements
    return blocks
  }

  private func factors(_ engine: Engine) throws -> ([[Double]], Pivots) {
    var placed = try PlacedMatrix<Double>(AccuracyMatrix.random.numbers(n), columns: n, .columnMajor)
    var target = placed.mutableView
    let pivots = try engine.factorize(&target)
    return (placed.numbers, pivots)
  }

  /// With so much memory the factors are those with any, and with one element less they are found in another way.
  @Test func aFactorizationTakesWhatItSays() throws {
    let bytes = Engine.swift(blocks: blocks(scratch: .max), threads: 1).factorizationScratch(order: n, of: Double.self)
    #expect(bytes > 2 * n * 64 * 8)
    let elements = bytes / 8
    let unlimited = try factors(.swift(blocks: blocks(scratch: .max), threads: 1))
    let enough = try factors(.swift(blocks: blocks(scratch: elements), threads: 1))
    let less = try factors(.swift(blocks: blocks(scratch: elements - 1), threads: 1))
    #expect(enough == unlimited)
    #expect(less.0 != unlimited.0 && less.1 == unlimited.1)
  }

  /// An inversion moves as many columns as six panels, which is most of it.
  @Test(arguments: [1, 3]) func anInversionTakesNoMore(_ threads: Int) throws {
    let engine = Engine.swift(blocks: blocks(scratch: .max), threads: threads)
    let bytes = engine.inversionScratch(order: n, of: Double.self)
    let panel = n * 6 * 64
    #expect(bytes > 8 * panel)
    var (numbers, pivots) = try factors(engine)
    for (limit, isEnough) in [(panel, true), (panel - 1, false)] {
      var placed = try PlacedMatrix<Double>(numbers, columns: n, .columnMajor)
      var target = placed.mutableView
      let limited = Engine.swift(blocks: blocks(scratch: limit), threads: threads)
      if isEnough {
        try limited.invert(factors: &target, pivots: pivots)
      } else {
        #expect(throws: InversionError.allocation(AllocationError(bytes: 8 * panel))) {
          try limited.invert(factors: &target, pivots: pivots)
        }
      }
      numbers = isEnough ? numbers : placed.numbers
    }
  }

  @Test(arguments: EngineUnderTest.inverting)
  func smallMatricesCountAsNothing(_ subject: EngineUnderTest) {
    for n in [-1, 0, 1, 30] {
      #expect(subject.engine.factorizationScratch(order: n, of: Double.self) == 0)
      #expect(subject.engine.inversionScratch(order: n, of: Float.self) == 0)
    }
    #expect(subject.engine.factorizationScratch(order: .max, of: Double.self) == .max)
  }

  /// Half as many bytes in single precision, but for what is rounded up to tiles.
  @Test func precisionsDiffer() {
    let engine = Engine.swift(threads: 2)
    let (double, single) = (
      engine.factorizationScratch(order: 3000, of: Double.self), engine.factorizationScratch(order: 3000, of: Float.self)
    )
    #expect(double > 2 * 3000 * 256 * 8 && single > double * 2 / 5 && single < double * 3 / 4)
  }
}
