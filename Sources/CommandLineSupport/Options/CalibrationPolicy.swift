import ArgumentParser
import Leontief

/// What a command may do for `--engine auto`.
public enum CalibrationPolicy: String, ExpressibleByArgument, CaseIterable, Sendable {
  /// The built-in rule.
  case off
  /// A calibration that is kept, else the built-in rule.
  case cached
  /// The same, and one is made before long work when none is kept.
  case auto

  /// The policy of an option, else of `LEONTIEF_CALIBRATION`, else `auto`. Errors: `CommandFailure` for a wrong word.
  init(option: CalibrationPolicy?, environment: [String: String]) throws(CommandFailure) {
    if let option {
      self = option
    } else if let word = environment["LEONTIEF_CALIBRATION"] {
      guard let policy = CalibrationPolicy(rawValue: word) else {
        throw CommandFailure(.usage, "LEONTIEF_CALIBRATION: '\(word)' is not off, cached or auto")
      }
      self = policy
    } else {
      self = .auto
    }
  }

  /// What that comes to before work of so many flops.
  func use(flops: Double) -> CalibrationUse {
    switch self {
    case .off: .off
    case .cached: .cached
    case .auto: CalibrationUse.isWorthwhile(flops: flops) ? .measured : .cached
    }
  }
}
