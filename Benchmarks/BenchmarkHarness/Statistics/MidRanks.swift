/// Ranks of values from 1, in the order of the values; equal values share the mean of theirs.
struct MidRanks {
  /// Twice the ranks, which are whole numbers.
  let doubled: [Int]
  /// The sum of t³ − t over groups of t equal values.
  let tieTerm: Double

  init(_ values: [Double]) {
    let order = values.indices.sorted { values[$0] < values[$1] }
    var (ranks, ties) = (Array(repeating: 0, count: values.count), 0.0)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, values[order[last + 1]] == values[order[first]] { last += 1 }
      for place in first...last { ranks[order[place]] = first + last + 2 }
      let size = Double(last - first + 1)
      ties += size * size * size - size
      first = last + 1
    }
    (doubled, tieTerm) = (ranks, ties)
  }
}
