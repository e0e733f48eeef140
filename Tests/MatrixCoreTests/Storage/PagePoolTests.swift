import MatrixCore
import Testing

/// Blocks that are kept serve again.
@Suite struct PagePoolTests {
  private static let mebibyte = 1 << 20

  @Test func aBlockServesAgain() throws {
    let pool = TestPool(slack: 2)
    let first = try pool.take(3 * Self.mebibyte)
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

  @Test(arguments: [(4.0, 8 << 20, true), (4, (8 << 20) + 1, false), (1.25, 5 << 19, true), (1.25, (5 << 19) + 1, false)])
  func aMuchLargerBlockIsLeft(_ slack: Double, _ bytes: Int, _ serves: Bool) throws {
    let pool = TestPool(slack: slack)
    let large = try pool.take(bytes)
    pool.give(large)
    #expect(try (pool.take(2 * Self.mebibyte).start == large.start) == serves)
    #expect(pool.keptBytes == (serves ? 0 : large.bytes))
  }

  /// The oldest leave first, and what is more than all that may be kept is never kept.
  @Test func onlySoMuchIsKept() throws {
    let pool = TestPool(slack: 1)
    let half = PagePool.mostKept / 2
    let blocks = try [half, half - Self.mebibyte, 2 * Self.mebibyte].map { try pool.take($0) }
    for block in blocks { pool.give(block) }
    #expect(pool.keptBytes == half + Self.mebibyte)
    pool.give(try pool.take(PagePool.mostKept + 1))
    #expect(pool.keptBytes == half + Self.mebibyte)
    _ = try pool.take(2 * Self.mebibyte)
    _ = try pool.take(half - Self.mebibyte)
    #expect(pool.keptBytes == 0)
  }

  @Test func whatNoMachineHasIsRefused() {
    let pool = TestPool(slack: 4)
    #expect(throws: TestPool.Refused.self) { try pool.take(.max) }
  }

  /// Before that, what the process keeps is given back, of which other tests may put something by at the same time.
  @Test func allThatIsKeptIsGivenBack() {
    let isEmptied = (0..<100).contains { _ in
      guard let block = PagePool.scratch.take(Self.mebibyte), let other = PagePool.matrices.take(Self.mebibyte) else {
        return false
      }
      PagePool.scratch.give(block)
      PagePool.matrices.give(other)
      return TestPool(slack: 1).refuses(.max) && PagePool.scratch.keptBytes == 0 && PagePool.matrices.keptBytes == 0
    }
    #expect(isEmptied)
  }

  /// Of blocks of one size that was given last.
  @Test func theYoungestServes() throws {
    let pool = TestPool(slack: 1)
    let blocks = try (0..<3).map { _ in try pool.take(Self.mebibyte) }
    for block in blocks { pool.give(block) }
    #expect(try pool.take(Self.mebibyte).start == blocks[2].start)
  }

  /// Memory of a matrix that is gone serves the next of its size, unless another test takes it first.
  @Test func unwrittenMatricesTakeTurns() throws {
    let found = try (0..<100).contains { _ in
      do {
        var first = try Matrix<Double>(unwrittenRows: 1, columns: 431_111)
        Self.fill(&first)
      }
      let second = try Matrix<Double>(unwrittenRows: 1, columns: 431_111)
      return second[0, 431_110].isNaN
    }
    #expect(found)
  }

  /// Matrices of zeros are that whatever was written before them.
  @Test(arguments: [10, 400, 800]) func zerosAreZero(_ n: Int) throws {
    for _ in 0..<3 {
      var unwritten = try Matrix<Double>(unwrittenRows: n, columns: n)
      var zeros = try Matrix<Double>(rows: n, columns: n)
      let isZero = Self.isZero(zeros)
      #expect(isZero)
      Self.fill(&unwritten)
      Self.fill(&zeros)
    }
  }

  private static func isZero(_ matrix: borrowing Matrix<Double>) -> Bool {
    let elements = matrix.elements
    return elements.indices.allSatisfy { elements[$0] == 0 }
  }

  private static func fill(_ matrix: inout Matrix<Double>) {
    var elements = matrix.mutableElements
    for i in 0..<elements.count { elements[i] = .nan }
  }
}

/// A pool of its own, in a class: what expectations capture must be copyable.
private final class TestPool {
  struct Refused: Error {}

  private let pool: PagePool

  init(slack: Double) { pool = PagePool(slack: slack) }

  var keptBytes: Int { pool.keptBytes }

  func take(_ bytes: Int) throws -> PagePool.Block {
    guard let block = pool.take(bytes) else { throw Refused() }
    return block
  }

  func give(_ block: PagePool.Block) { pool.give(block) }

  func refuses(_ bytes: Int) -> Bool { pool.take(bytes) == nil }
}
