import Leontief

extension IdentityCheck {
  /// "holds: … (relative difference 1e-16)".
  public var line: String {
    let verdict = isExcusedByImbalance ? "off by the table's own imbalance" : holds ? "holds" : "FAILS"
    return "\(verdict): \(name) (relative difference \(relativeDifference.shortText))"
  }

  /// Why a check that does not hold fails, with all that was compared.
  public var failure: String {
    let scale = magnitude.shortText
    let part = imbalance == 0 ? "" : ", \(unexplained.shortText) without the table's imbalance"
    return "\(name) fails: \(value) against \(expected), a difference of \(relativeDifference.shortText) of \(scale)\(part), "
      + "where \(tolerance.shortText) is allowed"
  }

  /// A line each, or one for many that hold.
  public static func lines(_ checks: [IdentityCheck]) -> [String] {
    let (held, others) = (checks.filter(\.holdsExactly), checks.filter { !$0.holdsExactly })
    guard held.count > 6 else { return checks.map(\.line) }
    let worst = (held.map(\.relativeDifference).max() ?? 0).shortText
    return ["\(held.count) identities hold (largest relative difference \(worst))"] + others.map(\.line)
  }

  /// Holds, and not only for the table's imbalance.
  private var holdsExactly: Bool { holds && !isExcusedByImbalance }
}
