/// Productive A ≥ 0 of a few sectors, of every kind that makes accuracy hard.
public struct RandomEconomies: Sendable {
  /// How the coefficients are made.
  public enum Kind: CaseIterable, Sendable {
    /// Full, columns that sum to 0.1 … 0.99.
    case ordinary
    /// Full, columns that sum to 1 − 10⁻², …, 1 − 10⁻¹⁴.
    case nearlyCritical
    /// Rows and columns in units from 10⁻⁶ to 10⁶: column sums far above one.
    case graded
    /// Both of them.
    case gradedNearlyCritical
    /// One coefficient in four.
    case sparse
    /// Upper block triangular, with sectors that use nothing and are used by nobody.
    case reducible
  }

  private var numbers: SeededNumbers

  public init(seed: UInt64) { numbers = SeededNumbers(seed) }

  /// A number in 0 ..< 1.
  public mutating func share() -> Double { (numbers.unit() + 1) / 2 }

  public mutating func coefficients(_ n: Int, _ kind: Kind) -> [[Double]] {
    var a = (0..<n).map { _ in (0..<n).map { _ in share() } }
    for i in 0..<n {
      for j in 0..<n where !isKept(i, j, n, kind) { a[i][j] = 0 }
    }
    for j in 0..<n {
      let (sum, target) = (a.reduce(0) { $0 + $1[j] }, columnSum(kind))
      for i in 0..<n where sum > 0 { a[i][j] *= target / sum }
    }
    return kind == .graded || kind == .gradedNearlyCritical ? graded(a) : a
  }

  private mutating func columnSum(_ kind: Kind) -> Double {
    switch kind {
    case .nearlyCritical, .gradedNearlyCritical:
      1 - Double(sign: .plus, exponent: -7 - Int(share() * 40), significand: 1)
    default: 0.1 + 0.89 * share()
    }
  }

  private mutating func isKept(_ i: Int, _ j: Int, _ n: Int, _ kind: Kind) -> Bool {
    switch kind {
    case .sparse: share() < 0.25
    case .reducible: i / 3 <= j / 3 && share() < 0.8 && i % 5 != 4
    default: true
    }
  }

  /// D⁻¹ A D with powers of two, so that the units change and nothing is rounded.
  private mutating func graded(_ a: [[Double]]) -> [[Double]] {
    let units = a.indices.map { _ in Double(sign: .plus, exponent: Int(40 * share()) - 20, significand: 1) }
    return a.indices.map { i in a.indices.map { a[i][$0] * units[$0] / units[i] } }
  }

  /// A right-hand side of units, zeros, magnitudes and signs.
  public mutating func demand(_ n: Int) -> [Double] {
    let kind = Int(share() * 4)
    let unit = Int(share() * Double(n))
    return (0..<n).map { i in
      switch kind {
      case 0: i == unit ? 1 : 0
      case 1: share() * Double(sign: .plus, exponent: Int(40 * share()) - 20, significand: 1)
      case 2: numbers.unit()
      default: share()
      }
    }
  }
}
