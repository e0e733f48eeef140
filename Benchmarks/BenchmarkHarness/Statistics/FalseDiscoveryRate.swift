/// P-values of many tests, raised so that among those under a limit at most that fraction is expected to be false.
///
/// Reference: Benjamini and Hochberg (1995), J. R. Statist. Soc. B 57.
public enum FalseDiscoveryRate {
  /// In the order of `p`: the smallest of p(j) m / j over the ranks j at or above a value's own.
  public static func adjusted(_ p: [Double]) -> [Double] {
    var adjusted = p
    var least = 1.0
    for (position, index) in p.indices.sorted(by: { p[$0] > p[$1] }).enumerated() {
      let rank = p.count - position
      least = min(least, p[index] * Double(p.count) / Double(rank))
      adjusted[index] = least
    }
    return adjusted
  }
}
