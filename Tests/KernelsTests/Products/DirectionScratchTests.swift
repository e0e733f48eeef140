import Kernels
import MatrixCore
import TestSupport
import Testing

/// What the kernels say `directions` take is what they take: with so much it is done, with one element less it is not.
@Suite struct DirectionScratchTests {
  private func engine(scratch elements: Int, threads: Int) -> Engine {
    var blocks = BlockSizes(
      depth: 64, rows: 64, columns: 256, triangle: 64, panel: 64, leaf: 8, flopsPerThread: 1, bytesPerThread: 1)
    blocks.mostScratch = elements
    return .swift(blocks: blocks, threads: threads)
  }

  private func isDone(_ engine: Engine, _ n: Int, _ k: Int, block: Int) throws -> Bool {
    let a = try Matrix<Float>(rows: n, columns: n)
    let inverses = try Matrix<Float>(rows: n, columns: block)
    let r = try Matrix<Float>(rows: n, columns: k)
    var p = try Matrix<Float>(rows: n, columns: k)
    var w = try Matrix<Float>(rows: n, columns: k)
    var toP = p.mutableView
    var toW = w.mutableView
    let blocks = stride(from: 0, to: n, by: block).map { $0..<min(n, $0 + block) }
    return engine.directions(a.view, blocks: blocks, inverses: inverses.view, r.view, into: &toP, and: &toW)
  }

  @Test(arguments: [1, 3]) func theyTakeWhatTheySay(_ threads: Int) throws {
    let (n, k, block) = (3000, 50, 300)
    let bytes = engine(scratch: .max, threads: threads)
      .directionScratch(order: n, columns: k, largestBlock: block, of: Float.self)
    #expect(bytes > 2 * n * k * 4)
    #expect(try isDone(engine(scratch: bytes / 4, threads: threads), n, k, block: block))
    #expect(try !isDone(engine(scratch: bytes / 4 - 1, threads: threads), n, k, block: block))
  }

  @Test func littleCountsAsNothing() {
    let engine = TestEngines.swift
    #expect(engine.directionScratch(order: 3000, columns: 0, largestBlock: 300, of: Float.self) == 0)
    #expect(engine.directionScratch(order: 30, columns: 8, largestBlock: 30, of: Float.self) == 0)
    #expect(engine.directionScratch(order: .max, columns: 8, largestBlock: 30, of: Float.self) == .max)
  }
}
