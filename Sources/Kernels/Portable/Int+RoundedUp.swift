extension Int {
  /// The next multiple.
  func roundedUp(to multiple: Int) -> Int { (self + multiple - 1) / multiple * multiple }

  /// Elements in whole cache lines of every precision, so that what follows begins on one of its own.
  var inWholeLines: Int { roundedUp(to: 16) }
}
