/// |a − b| over |b|, and 0 when both are equal.
public func relativeDifference(_ a: Double, _ b: Double) -> Double {
  a == b ? 0 : abs(a - b) / max(abs(b), .leastNormalMagnitude)
}

/// The largest |a − b| of two vectors over the largest |b|.
public func relativeDifference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  let scale = b.map(abs).max() ?? 0
  let difference = zip(a, b).map { abs($0 - $1) }.max() ?? 0
  return difference == 0 ? 0 : difference / max(scale, .leastNormalMagnitude)
}
