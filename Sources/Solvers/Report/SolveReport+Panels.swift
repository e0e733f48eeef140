extension SolveReport {
  /// The report of this panel and another of the same work.
  func adding(_ other: SolveReport) -> SolveReport {
    var sum = self
    sum.errors.formMaximum(other.errors)
    sum.iterations = max(iterations, other.iterations)
    sum.add(workOf: other)
    sum.lostSeconds = max(lostSeconds, other.lostSeconds)
    sum.peakBytes = max(peakBytes, other.peakBytes)
    return sum
  }

  /// An iteration works for every panel anew; an elimination is made once.
  private mutating func add(workOf other: SolveReport) {
    guard let more = other.readings else {
      flops = flops.map { $0 + 2 * Double(sectors) * Double(sectors) * Double(other.rightHandSides) }
      return
    }
    readings = (readings ?? []) + more
    flops = flops.flatMap { sum in other.flops.map { sum + $0 } }
    singleFlops += other.singleFlops
  }
}
