import Synchronization

/// A range in shares, one for each member of a team, that are taken in pieces: a member takes its own first and helps the others
/// when it is done.
///
/// Cores that share memory, or themselves, with other work are not equally fast, and halves of equal length end at different
/// times. To begin with one's own share keeps the pages that a member touched first its own where memory belongs to parts of a
/// host. Cost: an allocation for each share, an exchange for each piece.
package final class RangeShares: Sendable {
  private let shares: [Share]

  /// Shares of any length. Pieces are multiples of `grain`, one at least and else up to `piece`, and become shorter towards the
  /// end of a share. The last of a share is what is left, from one grain to fewer than two, or the whole share.
  package init(_ ranges: [Range<Int>], grain: Int = 1, piece: Int) {
    precondition(grain > 0, "a piece has at least one element")
    shares = ranges.map { Share($0, grain: grain, piece: piece) }
  }

  /// `count` shares of about equal length, multiples of `grain` but the last.
  package convenience init(_ range: Range<Int>, count: Int, grain: Int, piece: Int) {
    precondition(count > 0 && grain > 0, "there is a share, and a piece has at least one element")
    let ranges = (0..<count).map { index in
      let part = TeamGrid.part(index, of: count, extent: range.count, tile: grain)
      return range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound
    }
    self.init(ranges, grain: grain, piece: piece)
  }

  /// Runs `body` on pieces until none is left: those of the member's own share, then those of the shares behind it.
  package func run(member: Int, _ body: (Range<Int>) -> Void) {
    for offset in shares.indices {
      let share = shares[(member + offset) % shares.count]
      while let piece = share.take() { body(piece) }
    }
  }

  private final class Share: Sendable {
    private let next: Atomic<Int>
    private let end: Int
    private let grain: Int
    private let piece: Int

    init(_ range: Range<Int>, grain: Int, piece: Int) {
      next = Atomic(range.lowerBound)
      (end, self.grain, self.piece) = (range.upperBound, grain, piece)
    }

    /// The next piece; nil when all are taken.
    func take() -> Range<Int>? {
      var first = next.load(ordering: .relaxed)
      while first < end {
        let last = first + length(left: end - first)
        let (exchanged, original) = next.weakCompareExchange(expected: first, desired: last, ordering: .relaxed)
        if exchanged { return first..<last }
        first = original
      }
      return nil
    }

    /// Up to a quarter of what is left, so that whoever is last has little left to do; all of it, where less than a grain would
    /// stay.
    private func length(left: Int) -> Int {
      let length = max(grain, min(piece, left / 4) / grain * grain)
      return left < length + grain ? left : length
    }
  }
}
