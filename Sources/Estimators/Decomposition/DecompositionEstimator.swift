import MatrixCore
import Solvers
import Tables

/// Structural decomposition of the change of output and value added between two tables.
///
/// Two factors for output, Δx = ½ΔL(f₀+f₁) + ½(L₀+L₁)Δf, the second divided into level and mix; three for value added g = v∘Lf,
/// and so for the digital sectors of a study: the mean of Δv L₁f₁ + v₀ΔL f₁ + v₀L₀Δf and Δv L₀f₀ + v₁ΔL f₀ + v₁L₁Δf. No inverse:
/// four solves, one more a table for its check.
/// Errors: `EstimationError`; tables whose labels, units or kinds differ are refused. Prices must be constant, else their change
/// is part of technology.
/// References: Miller and Blair (2009), chapter 13; Dietzenbacher and Los (1998).
public struct DecompositionEstimator: Sendable {
  public var settings: EstimationSettings

  public init(_ settings: EstimationSettings) { self.settings = settings }

  public func estimate(
    from old: borrowing InputOutputTable, to new: borrowing InputOutputTable, study file: StudyFile? = nil
  ) throws(EstimationError) -> Decomposition {
    let file = try file?.namingDefinitions(among: old.sectors)
    guard let file, !file.study.splits.isEmpty else { return try estimate(split: old, new, file) }
    return try estimate(split: old.split(by: file, settings), new.split(by: file, settings), file)
  }

  private func estimate(
    split old: borrowing InputOutputTable, _ new: borrowing InputOutputTable, _ file: StudyFile?
  ) throws(EstimationError) -> Decomposition {
    try Self.compare(old, new)
    let flows = try settings.remarkOnFlows(old)
    let digital = try file.map { file throws(EstimationError) in try StudyResolution(file, among: old.sectors).digital }
    let first = try Economy(old, rightHandSides: 2, settings.watched(0...0.5))
    let held = settings.beside(old, first)
    let second = try Economy(new, rightHandSides: 2, held.watched(0.5...1))
    guard let before = first.finalDemand, let after = second.finalDemand else {
      throw .noFinalDemand(table: first.finalDemand == nil ? old.metadata.title : new.metadata.title)
    }
    let (olds, news) = (try first.solve([before, after], .output), try second.solve([before, after], .output))
    let crossed = CrossedOutputs(oldOfOld: olds[0], oldOfNew: olds[1], newOfOld: news[0], newOfNew: news[1])
    let weights = DemandWeights(before, after)
    let output = weights.terms(of: crossed)
    var valueAdded: Decomposition.Terms?
    if let v0 = first.valueAddedCoefficients, let v1 = second.valueAddedCoefficients {
      valueAdded = weights.terms(of: crossed, coefficients: v0, v1)
    }
    let name = "output that meets final demand is that of "
    let checks = try [
      first.outputCheck(name + old.metadata.title, crossed.oldOfOld, meeting: before),
      second.outputCheck(name + new.metadata.title, crossed.newOfNew, meeting: after),
    ]
    return Decomposition(
      sectors: old.sectors, crossed: crossed, output: output, valueAdded: valueAdded, digital: digital,
      checks: checks.compactMap(\.self) + [Self.sumCheck(output, "output")]
        + (valueAdded.map { [Self.sumCheck($0, "value added")] } ?? []),
      remarks: [flows].compactMap(\.self) + Self.remarks(old.metadata, new.metadata)
        + (file?.remarks ?? []), cost: first.cost.adding(second.cost))
  }

  private static func compare(
    _ old: borrowing InputOutputTable, _ new: borrowing InputOutputTable
  ) throws(EstimationError) {
    let (n, m) = (old.sectorCount, new.sectorCount)
    guard n == m else { throw .tablesDiffer("the tables have \(n) and \(m) sectors") }
    for k in 0..<n where old.sectors[k].qualifiedCode != new.sectors[k].qualifiedCode {
      throw .tablesDiffer(
        "sector \(k) is \(old.sectors[k].qualifiedCode) in one table and \(new.sectors[k].qualifiedCode) in the other")
    }
    let (first, second) = (old.metadata, new.metadata)
    if first.unit != second.unit { throw .tablesDiffer("the units are '\(first.unit)' and '\(second.unit)'") }
    if first.currency != second.currency {
      throw .tablesDiffer("the currencies are '\(first.currency)' and '\(second.currency)'")
    }
    if first.flowKind != second.flowKind { throw .tablesDiffer("the flows of one table are of another kind") }
  }

  /// The terms sum to the change; roundings are of what was subtracted.
  private static func sumCheck(_ terms: Decomposition.Terms, _ name: String) -> IdentityCheck {
    let parts = [terms.coefficients, terms.technology, terms.demandLevel ?? terms.demand, terms.demandMix].compactMap(\.self)
    let sum = parts.joined().compensatedSum()
    let change = terms.change.compensatedSum()
    let magnitude = parts.joined().absoluteSum()
    return IdentityCheck(
      name: "terms of \(name) sum to its change", value: sum, expected: change,
      tolerance: IdentityCheck.rounding, scale: magnitude)
  }

  private static func remarks(_ old: TableMetadata, _ new: TableMetadata) -> [String] {
    let current = [old, new].contains { ($0.unit + " " + $0.priceBasis).lowercased().contains("current") }
    return [
      current
        ? "the tables are at current prices: the change of prices is part of technology, demand and coefficients; deflate first"
        : "both tables must be at the prices of one year: a change of prices would be part of technology"
    ]
  }
}
