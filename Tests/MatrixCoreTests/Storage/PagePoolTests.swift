import MatrixCore
import Testing

/// Blocks that are kept serve again, zero where zeros are asked for.
@Suite struct PagePoolTests {
  private static let mebibyte = 1 << 20

  private func fill(_ block: PagePool.Block) {
    block.start.initializeMemory(as: UInt8.self, repeating: 7, count: block.bytes)
  }

  private func isZero(_ block: PagePool.Block, _ bytes: Int) -> Bool {
    UnsafeRawBufferPointer(start: block.start, count: bytes).allSatisfy { $0 == 0 }
  }

  @Test func aBlockServesAgain() throws {
    let pool = TestPool()
    let first = try pool.take(3 * Self.mebibyte)
    fill(first)
    pool.give(first)
    let second = try pool.take(2 * Self.mebibyte)
    #expect(second.start == first.start && second.bytes == first.bytes)
    // What is in use serves nobody else.
    let third = try pool.take(2 * Self.mebibyte)
    #expect(third.start != first.start)
    pool.give(second)
    pool.give(third)
    #expect(try pool.take(2 * Self.mebibyte).start == third.start, "the one that fits best")
  }

  /// Small ones are cleared, large ones fresh.
  @Test(arguments: [1, 2, 4, 5, 9]) func zerosAreZero(_ mebibytes: Int) throws {
    let pool = TestPool()
    let bytes = mebibytes * Self.mebibyte
    let first = try pool.takeZeroed(bytes)
    #expect(isZero(first, bytes))
    fill(first)
    pool.give(first)
    let second = try pool.takeZeroed(bytes - 100)
    #expect(isZero(second, bytes - 100))
    #expect((second.start == first.start) == (mebibytes <= 4))
  }

  @Test func aMuchLargerBlockIsLeft() throws {
    let pool = TestPool()
    let large = try pool.take(9 * Self.mebibyte)
    pool.give(large)
    #expect(try pool.take(2 * Self.mebibyte).start != large.start)
    #expect(try pool.take(3 * Self.mebibyte).start == large.start)
  }

  /// The oldest leave first, and what is more than all that may be kept is never kept.
  @Test func onlySoMuchIsKept() throws {
    let pool = TestPool()
    let half = PagePool.mostKept / 2
    let blocks = try [half, half - Self.mebibyte, 2 * Self.mebibyte].map { try pool.take($0) }
    for block in blocks { pool.give(block) }
    let fits = try pool.take(half - Self.mebibyte)
    #expect(fits.start == blocks[1].start)
    #expect(fits.bytes == half - Self.mebibyte)
    let huge = try pool.take(PagePool.mostKept + 1)
    pool.give(huge)
    #expect(try pool.take(2 * Self.mebibyte).start == blocks[2].start)
  }

  @Test func whatNoMachineHasIsRefused() throws {
    let pool = TestPool()
    #expect(throws: TestPool.Refused.self) { try pool.take(.max) }
    #expect(throws: TestPool.Refused.self) { try pool.takeZeroed(.max / 2) }
  }

  /// Matrices of zeros are that however many were written before them.
  @Test(arguments: [400, 800]) func matricesAreZeroWhateverWasBefore(_ n: Int) throws {
    for _ in 0..<3 {
      var matrix = try Matrix<Double>(rows: n, columns: n)
      let sum = matrix.elements.withUnsafeBufferPointer { $0.reduce(0) { $0 + abs($1) } }
      #expect(sum == 0)
      var elements = matrix.mutableElements
      for i in 0..<elements.count { elements[i] = 1 }
    }
  }
}

/// A pool of its own, in a class: what expectations capture must be copyable.
private final class TestPool {
  struct Refused: Error {}

  private let pool = PagePool()

  func take(_ bytes: Int) throws -> PagePool.Block { try taken(pool.take(bytes)) }

  func takeZeroed(_ bytes: Int) throws -> PagePool.Block { try taken(pool.takeZeroed(bytes)) }

  func give(_ block: PagePool.Block) { pool.give(block) }

  private func taken(_ block: PagePool.Block?) throws -> PagePool.Block {
    guard let block else { throw Refused() }
    return block
  }
}
