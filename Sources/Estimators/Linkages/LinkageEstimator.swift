import Kernels
import MatrixCore
import Solvers
import Tables

/// Backward and forward linkages, direct and total, and key sectors.
///
/// Cost: three solves; n solves more for the dispersion, a few at a time.
/// Errors: `EstimationError`; forward linkages need output.
/// References: Rasmussen (1956); Chenery and Watanabe (1958); Miller and Blair (2009), section 12.2.
public struct LinkageEstimator: Sendable {
  public var settings: EstimationSettings
  /// Which forward linkage decides on key sectors.
  public var forward: Linkages.Forward
  /// Whether the coefficients of variation are wanted.
  public var measuresDispersion: Bool

  public init(_ settings: EstimationSettings, forward: Linkages.Forward = .ghosh, measuresDispersion: Bool = false) {
    (self.settings, self.forward, self.measuresDispersion) = (settings, forward, measuresDispersion)
  }

  public func estimate(_ table: borrowing InputOutputTable) throws(EstimationError) -> Linkages {
    let flows = try settings.remarkOnFlows(table)
    guard let output = table.output else { throw .noOutput(table: table.metadata.title) }
    let n = table.sectorCount
    let first = settings.watched(0...(measuresDispersion ? 0.4 : 1))
    let economy = try Economy(table, rightHandSides: measuresDispersion ? n + 3 : 3, first)
    let direct = try columnSums(table)
    let ones = [Double](repeating: 1, count: n)
    let backward = try economy.contents(of: [ones])[0]
    let responses = try economy.solve([ones, output], .output)
    let sold = try economy.product(output)
    let isActive = output.map { $0 != 0 }
    // Γ is Z with its rows over output: an inactive sector sells nothing, and its row of G is that of the identity.
    let ghosh = output.indices.map { isActive[$0] ? responses[1][$0] / output[$0] : 1 }
    let rest = settings.beside(table, economy).watched(0.4...1)
    let spread = measuresDispersion ? try LeontiefDispersion(economy, rest).dispersion : nil
    return Linkages(
      sectors: table.sectors, inactive: economy.inactive, directBackward: measure(direct, isActive),
      directForward: measure(output.indices.map { isActive[$0] ? sold[$0] / output[$0] : 0 }, isActive),
      backward: measure(backward, isActive), forwardLeontief: measure(responses[0], isActive),
      forwardGhosh: measure(ghosh, isActive), dispersion: spread, forward: forward,
      checks: checks(output, sold: sold, direct: direct, backward: backward, ghosh: ghosh),
      remarks: [flows].compactMap(\.self), cost: economy.cost)
  }

  private func columnSums(_ table: borrowing InputOutputTable) throws(EstimationError) -> [Double] {
    do {
      return try table.columnSumsOfCoefficients(negativeOutput: settings.negativeOutput)
    } catch { throw .solver(.output(error)) }
  }

  private func measure(_ values: [Double], _ isActive: [Bool]) -> Linkages.Measure {
    let active = values.indices.filter { isActive[$0] }
    let sum = active.lazy.map { values[$0] }.compensatedSum()
    return Linkages.Measure(
      values: values,
      normalized: values.indices.map { isActive[$0] && sum > 0 ? Double(active.count) * values[$0] / sum : nil })
  }

  /// Both linkages account for all output: 1ᵀL (x − Ax) = 1ᵀx, and (x − x̂Aᵀ1)ᵀ x̂⁻¹Lx = 1ᵀx. Each solve is held against
  /// sums of A that it did not make. Both differences are of rounded numbers and may be far smaller than these, where columns buy
  /// nearly all of their output: the sums of magnitudes say what rounding may add.
  private func checks(
    _ output: [Double], sold: [Double], direct: [Double], backward: [Double], ghosh: [Double]
  ) -> [IdentityCheck] {
    let total = output.compensatedSum()
    return [
      IdentityCheck(
        name: "backward linkages times what is not sold on equal output",
        value: output.indices.lazy.map { backward[$0] * (output[$0] - sold[$0]) }.compensatedSum(), expected: total,
        tolerance: IdentityCheck.rounding,
        scale: output.indices.lazy.map { abs(backward[$0]) * (abs(output[$0]) + abs(sold[$0])) }.compensatedSum()),
      IdentityCheck(
        name: "Ghosh's forward linkages times primary inputs equal output",
        value: output.indices.lazy.map { ghosh[$0] * output[$0] * (1 - direct[$0]) }.compensatedSum(), expected: total,
        tolerance: IdentityCheck.rounding,
        scale: output.indices.lazy.map { abs(ghosh[$0] * output[$0]) * (1 + abs(direct[$0])) }.compensatedSum()),
    ]
  }
}
