import Leontief

extension IdentityCheck {
  /// "holds: … (relative difference 1e-16)".
  public var line: String {
    return "\(verdict): \(name) (relative difference \(relativeDifference.shortText))"
  }

  private var verdict: String {
    let multiplied = "rounding that multipliers amplify"
    switch (isExcusedByImbalance, isExcusedByAmplification) {
    case (true, true): return "off by the table's own imbalance and \(multiplied)"
    case (true, false): return "off by the table's own imbalance"
    case (false, true): return "off by \(multiplied)"
    case (false, false): return holds ? "holds" : "FAILS"
    }
  }

  /// Why a check that does not hold fails, with all that was compared.
  public var failure: String {
    let scale = magnitude.shortText
    let part = imbalance == 0 ? "" : ", \(unexplained.shortText) without the table's imbalance"
    return "\(name) fails: \(value) against \(expected), a difference of \(relativeDifference.shortText) of \(scale)\(part), "
      + "where \(allowed.shortText) is allowed"
  }

  /// A line each, or one for many that hold.
  public static func lines(_ checks: [IdentityCheck]) -> [String] {
    let (held, others) = (checks.filter(\.holdsExactly), checks.filter { !$0.holdsExactly })
    guard held.count > 6 else { return checks.map(\.line) }
    let worst = (held.map(\.relativeDifference).max() ?? 0).shortText
    return ["\(held.count) identities hold (largest relative difference \(worst))"] + others.map(\.line)
  }

  /// Holds, and not only for the table's imbalance or its multipliers.
  private var holdsExactly: Bool { holds && !isExcusedByImbalance && !isExcusedByAmplification }
}
