/// Columns cut into chunks that are handed out one after the other: wide ones first, since a packed block of rows is read anew
/// for each, narrow ones last, so that the members of a team finish together (guided self-scheduling, Polychronopoulos and
/// Kuck 1987).
struct ColumnChunks {
  /// Widths are multiples of this, but for the last chunk.
  let grain: Int
  let least: Int
  let most: Int
  let members: Int

  /// Where the chunks begin, and where the last one ends.
  func bounds(_ columns: Range<Int>) -> [Int] {
    var bounds = [columns.lowerBound]
    var start = columns.lowerBound
    while start < columns.upperBound {
      start = min(start + width(columns.upperBound - start), columns.upperBound)
      bounds.append(start)
    }
    return bounds
  }

  /// The widest chunk of that many columns.
  func width(_ columns: Int) -> Int {
    let share = columns / (2 * members) / grain * grain
    return min(max(share, least), most)
  }
}
