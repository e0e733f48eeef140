import Kernels
import Testing

/// Ranges that a team takes in pieces.
@Suite struct RangeSharesTests {
  /// Range, shares, grain and longest piece: none, one, fewer elements than shares or than a grain, ends that are no multiple of
  /// a grain, long ones, and one that does not begin at zero.
  static let cases: [(range: Range<Int>, count: Int, grain: Int, piece: Int)] = [
    (0..<0, 2, 4, 8), (0..<1, 1, 1, 1), (0..<1, 7, 1, 100), (0..<5, 2, 8, 8), (0..<9_800, 2, 64, 384), (3..<1_003, 3, 16, 40),
    (0..<640, 10, 64, 384), (0..<641, 10, 64, 1), (0..<9_801, 1, 64, 384), (2..<130, 1, 64, 1), (7..<7, 3, 1, 1),
    (0..<100_000, 64, 1, 384),
  ]

  /// Whoever comes alone takes all, his own first, each element once, in pieces of whole grains that are not too long.
  @Test(arguments: cases, [0, 1, 5])
  func oneTakesAll(_ example: (range: Range<Int>, count: Int, grain: Int, piece: Int), _ member: Int) throws {
    let shares = RangeShares(example.range, count: example.count, grain: example.grain, piece: example.piece)
    var pieces: [Range<Int>] = []
    shares.run(member: member % example.count) { pieces.append($0) }
    let elements = pieces.flatMap { Array($0) }
    #expect(elements.sorted() == Array(example.range))
    // From his own share to the end, then from the beginning.
    let start = elements.first ?? example.range.lowerBound
    #expect(elements == Array(start..<example.range.upperBound) + Array(example.range.lowerBound..<start))
    for piece in pieces {
      #expect(!piece.isEmpty && piece.count <= max(2 * example.grain - 1, example.piece))
      #expect(piece.upperBound == example.range.upperBound || piece.count.isMultiple(of: example.grain), "\(piece)")
      #expect((piece.lowerBound - example.range.lowerBound).isMultiple(of: example.grain), "\(piece)")
      // Less than a grain is a piece only where it is all of a share.
      if example.count == 1 { #expect(piece.count >= min(example.grain, example.range.count), "\(piece)") }
    }
    shares.run(member: 0) { Issue.record("\($0) is taken twice") }
  }

  /// A share begins with long pieces and ends with short ones; what is left of less than a grain goes with the last.
  @Test func piecesBecomeShorter() throws {
    var lengths: [Int] = []
    RangeShares(0..<9_800, count: 1, grain: 64, piece: 384).run(member: 0) { lengths.append($0.count) }
    #expect(lengths.first == 384 && lengths.last == 64 + 9_800 % 64)
    #expect(lengths.dropLast() == lengths.dropLast().sorted(by: >))
  }

  /// Members begin at shares of their own, also of unequal length.
  @Test func everyoneBeginsWithHisOwn() throws {
    let ranges = [0..<10, 10..<10, 10..<400, 400..<401]
    for member in ranges.indices {
      var first: Range<Int>?
      RangeShares(ranges, piece: 100).run(member: member) { first = first ?? $0 }
      #expect(first?.lowerBound == ranges[member].lowerBound)
    }
  }

  /// Many at once take each element once.
  @Test(arguments: [2, 3, 16]) func manyTakeEachOnce(_ members: Int) async throws {
    let shares = RangeShares(0..<50_000, count: members, grain: 1, piece: 3)
    let taken = await withTaskGroup(of: [Int].self) { group in
      for member in 0..<members {
        group.addTask {
          var own: [Int] = []
          shares.run(member: member) { own += $0 }
          return own
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(taken.sorted() == Array(0..<50_000))
  }
}
