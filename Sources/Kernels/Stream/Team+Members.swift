extension Team {
  /// `split` for parts that need memory of their own: `body` is told which member it is, below `threads`.
  func split(_ range: Range<Int>, grain: Int = 1, _ body: @Sendable (_ member: Int, Range<Int>) -> Void) {
    guard !range.isEmpty else { return }
    let pieces = (range.count + grain - 1) / grain
    Team(threads: min(threads, pieces)).run { member, members in
      let first = range.lowerBound + pieces * member / members * grain
      let last = min(range.upperBound, range.lowerBound + pieces * (member + 1) / members * grain)
      if first < last { body(member, first..<last) }
    }
  }
}
