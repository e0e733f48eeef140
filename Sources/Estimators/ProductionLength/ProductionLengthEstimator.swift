import Kernels
import MatrixCore
import Solvers
import Tables

/// Production lengths by chains of solves: no product of n × n matrices.
///
/// With A = A_d + A_m (inside countries, between them) and Ld = (I − A_d)⁻¹, in value added v and final demand y = y_D + y_F
/// (of the country itself, of others):
///
///     D    V = v̂ Ld ŷ_D           X = v̂ Ld Ld ŷ_D
///     RT   V = v̂ Ld ŷ_F           X = v̂ Ld Ld ŷ_F
///     GVC  V = v̂ Ld A_m L ŷ       X = v̂ Ld Ld A_m L ŷ + v̂ L A_m L ŷ + v̂ Ld A_m L A_d L ŷ
///
/// Cost: four solves for rows, six for columns, and passes over A by blocks of countries.
/// Errors: `EstimationError`.
/// Reference: see `ProductionLength`.
public struct ProductionLengthEstimator: Sendable {
  public var settings: EstimationSettings
  /// Regions that are parts of a country, by its name.
  public var parts: [String: String]
  public var basis: ValueAddedBasis

  public init(_ settings: EstimationSettings, parts: [String: String] = [:], basis: ValueAddedBasis = .given) {
    (self.settings, self.parts, self.basis) = (settings, parts, basis)
  }

  public func estimate(_ table: borrowing InputOutputTable) throws(EstimationError) -> ProductionLength {
    let countries = try Countries(table, parts: parts)
    let flows = try TradeFlows(table, countries, on: settings.engine.loop)
    let valueAdded = try TradeValueAdded(table, basis, settings)
    let economy = try Economy(table, rightHandSides: 10, settings)
    let local = try LocalInverses(economy, countries, budget: settings.beside(table, economy).budget)
    let own = (0..<table.sectorCount).map { flows.final[$0, countries.ofSector[$0]] }
    let others = (0..<table.sectorCount).map { flows.final.rowSum($0, without: countries.ofSector[$0]) }
    let chains = LengthChains(v: valueAdded.coefficients, own: own, others: others)
    let forward = try chains.forward(economy, local)
    let backward = try chains.backward(economy, local)
    return ProductionLength(
      sectors: table.sectors, countries: countries, forward: forward, backward: backward,
      checks: try economy.amplified(Self.checks(forward, backward)), remarks: valueAdded.remarks,
      cost: economy.cost.adding(local.cost))
  }

  private static func checks(
    _ forward: ProductionLength.Direction, _ backward: ProductionLength.Direction
  ) -> [IdentityCheck] {
    func parts(_ direction: ProductionLength.Direction) -> ProductionLength.Flow {
      direction.domestic + direction.traditional + direction.globalValueChains
    }
    func check(_ name: String, _ value: [Double], _ expected: [Double]) -> IdentityCheck {
      IdentityCheck(
        name: name, value: value.compensatedSum(), expected: expected.compensatedSum(), tolerance: IdentityCheck.rounding)
    }
    return [
      check("value added of the three kinds is all, by origin", parts(forward).valueAdded, forward.total.valueAdded),
      check("stages of the three kinds are all, by origin", parts(forward).stages, forward.total.stages),
      check("value added of the three kinds is all, by use", parts(backward).valueAdded, backward.total.valueAdded),
      check("stages of the three kinds are all, by use", parts(backward).stages, backward.total.stages),
      check("stages by origin and by use agree", forward.total.stages, backward.total.stages),
    ]
  }
}
