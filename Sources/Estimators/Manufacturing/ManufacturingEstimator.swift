import Tables

/// Digital services in manufacturing: use ratios and value added in manufacturing exports, of every country in one run.
///
///     use       Σ_{i∈DS, j∈MAN_s} z_ij over Σ x_j, or over Σ_i Σ_j z_ij
///     content   DSX_s = Σ_{i∈DS} v_i (L ê_s 1)_i, ê_s the gross exports of MAN_s
///
/// Shapes: C countries. Cost: C solves in one panel, for all sources at once (rows v_i of the digital sectors would be solves of
/// their own); passes over the flows. Errors: `EstimationError`. Reference: see `ManufacturingServices`.
public struct ManufacturingEstimator: Sendable {
  public var settings: EstimationSettings
  /// Regions that are parts of a country, by its name.
  public var parts: [String: String]
  public var basis: ValueAddedBasis
  /// Codes of the sectors; those of the definition where there are none.
  public var digital: [String]?
  public var manufacturing: [String]?
  /// Where sectors are not named; the built-in definition that fits the table where this is nil.
  public var definition: SectorDefinition?

  public init(
    _ settings: EstimationSettings, parts: [String: String] = [:], basis: ValueAddedBasis = .given,
    digital: [String]? = nil, manufacturing: [String]? = nil, definition: SectorDefinition? = nil
  ) {
    (self.settings, self.parts, self.basis) = (settings, parts, basis)
    (self.digital, self.manufacturing, self.definition) = (digital, manufacturing, definition)
  }

  public func estimate(_ table: borrowing InputOutputTable) throws(EstimationError) -> ManufacturingServices {
    let work = try ManufacturingWork(table, self)
    let beside = settings.holding(work.panelBytes)
    return try work.services(Economy(table, rightHandSides: work.solves, beside.watched(0...0.5)), settings)
  }

  /// The same of a table that is not needed any more: its flows are used where they are and not copied.
  public func estimate(flowsOf table: consuming InputOutputTable) throws(EstimationError) -> ManufacturingServices {
    let work = try ManufacturingWork(table, self)
    let beside = settings.holding(work.panelBytes)
    return try work.services(Economy(flowsOf: table, rightHandSides: work.solves, beside.watched(0...0.5)), settings)
  }
}
