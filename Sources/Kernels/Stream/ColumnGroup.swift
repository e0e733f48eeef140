/// Columns of a narrow right-hand side that go through one inner loop side by side.
struct ColumnGroup: Equatable, Sendable {
  /// The columns of X and C.
  let columns: Range<Int>
  /// Columns of the inner loop: those above, filled up with zeros.
  let width: Int
  /// Where the group begins in memory, in lines of all groups before it.
  let offset: Int

  /// The widest inner loop.
  static let widest = 8

  /// `count` columns in groups of the widest loop, the rest in the next wider one.
  static func groups(_ count: Int) -> [ColumnGroup] {
    var (groups, offset): ([ColumnGroup], Int) = ([], 0)
    for first in stride(from: 0, to: count, by: widest) {
      let columns = first..<min(first + widest, count)
      let width = columns.count > 4 ? 8 : columns.count > 2 ? 4 : columns.count
      groups.append(ColumnGroup(columns: columns, width: width, offset: offset))
      offset += width
    }
    return groups
  }
}
