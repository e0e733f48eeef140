/// What two economies make of both years' final demand: all a structural decomposition needs.
///
/// Shapes: n each.
/// Units: money.
public struct CrossedOutputs: Sendable, Equatable {
  /// L₀f₀, L₀f₁, L₁f₀ and L₁f₁.
  public var oldOfOld: [Double]
  public var oldOfNew: [Double]
  public var newOfOld: [Double]
  public var newOfNew: [Double]

  /// ΔL f₀ and L₁ Δf, which sum to Δx.
  public var technologyFirst: (technology: [Double], demand: [Double]) {
    (Self.difference(newOfOld, oldOfOld), Self.difference(newOfNew, newOfOld))
  }

  /// ΔL f₁ and L₀ Δf, which sum to Δx.
  public var demandFirst: (technology: [Double], demand: [Double]) {
    (Self.difference(newOfNew, oldOfNew), Self.difference(oldOfNew, oldOfOld))
  }

  /// ΔL Δf.
  public var interaction: [Double] {
    zip(demandFirst.technology, technologyFirst.technology).map { $0 - $1 }
  }

  /// Δx.
  public var change: [Double] { Self.difference(newOfNew, oldOfOld) }

  private static func difference(_ left: [Double], _ right: [Double]) -> [Double] { zip(left, right).map { $0 - $1 } }
}
