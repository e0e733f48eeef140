/// When the answer of an elimination is corrected by one more substitution of its residual.
public enum Refinement: Sendable, Equatable {
  /// That many times. Once brings the componentwise backward error to a few roundings (numerics: Skeel 1980).
  case always(Int)
  /// Once, where the componentwise backward error is above what roundings leave (`ErrorMeasures.roundingLevel`): for many
  /// right-hand sides another substitution and another residual cost more than the elimination did.
  case whereNeeded

  public static let none = Refinement.always(0)

  var mostSteps: Int {
    switch self {
    case .always(let steps): max(0, steps)
    case .whereNeeded: 1
    }
  }

  func isWanted(after errors: ErrorMeasures, sectors n: Int) -> Bool {
    self != .whereNeeded || errors.componentwiseBackwardError > ErrorMeasures.roundingLevel(sectors: n)
  }
}
