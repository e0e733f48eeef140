extension SolveReport {
  /// The report of this panel and another of the same work.
  func adding(_ other: SolveReport) -> SolveReport {
    var sum = self
    sum.errors.formMaximum(other.errors)
    sum.iterations = max(iterations, other.iterations)
    sum.flops += 2 * Double(sectors) * Double(sectors) * Double(other.rightHandSides)
    sum.peakBytes = max(peakBytes, other.peakBytes)
    return sum
  }
}
