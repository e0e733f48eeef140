/// Positions of rows or columns in ascending order.
struct SortedPositions: Sendable {
  let all: [Int]

  init(_ ascending: [Int]) { all = ascending }

  /// Where a position stands among them; nil when it is not one of them.
  func place(of position: Int) -> Int? {
    let place = lowerBound(position)
    return place < all.count && all[place] == position ? place : nil
  }

  /// The places of those inside a range.
  func places(in range: Range<Int>) -> Range<Int> { lowerBound(range.lowerBound)..<lowerBound(range.upperBound) }

  /// The first place whose position is not less.
  private func lowerBound(_ position: Int) -> Int {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
