import Kernels
import MatrixCore
import Solvers
import Tables

/// The digital share of the world economy, by origin, by use and bilateral.
///
/// Shapes: C countries.
/// Cost: 2C solves for who adds value in whose products, two transposed solves for the three terms, and the inverses of the
/// countries' own blocks.
/// Errors: `EstimationError`.
/// Reference: see `DigitalWorld`.
public struct DigitalWorldEstimator: Sendable {
  public var settings: EstimationSettings
  /// Regions that are parts of a country, by its name.
  public var parts: [String: String]
  public var basis: ValueAddedBasis
  /// Codes of the digital sectors, in all regions; a study's, or a definition's, where there are none.
  public var digital: [String]?
  /// Where no sectors are named; the built-in definition that fits the table where this is nil.
  public var definition: SectorDefinition?

  public init(
    _ settings: EstimationSettings, parts: [String: String] = [:], basis: ValueAddedBasis = .given, digital: [String]? = nil,
    definition: SectorDefinition? = nil
  ) {
    (self.settings, self.parts, self.basis) = (settings, parts, basis)
    (self.digital, self.definition) = (digital, definition)
  }

  /// Codes of a study that are not qualified by a region mean the sectors of all regions.
  public func estimate(
    _ table: borrowing InputOutputTable, study file: StudyFile? = nil
  ) throws(EstimationError) -> DigitalWorld {
    guard let file = try file?.namingDefinitions(among: table.sectors) else {
      return try estimate(table, try set(table), remarks: [])
    }
    guard !file.study.splits.isEmpty else { return try estimate(table, of: file) }
    return try estimate(table.split(by: StudyFile(file, inAllRegions: table.sectors), settings), of: file)
  }

  private func estimate(
    _ table: borrowing InputOutputTable, of file: StudyFile
  ) throws(EstimationError) -> DigitalWorld {
    let members = try StudyResolution(StudyFile(file, inAllRegions: table.sectors), among: table.sectors).digital
    let codes = file.study.digital.flatMap(\.codes)
    return try estimate(
      table, SectorSet(codes: codes, positions: members, origin: file.path), remarks: file.study.notes + file.remarks)
  }

  private func set(_ table: borrowing InputOutputTable) throws(EstimationError) -> SectorSet {
    guard let set = try SectorSet.digital(digital, definition, among: table.sectors) else {
      throw .trade(.noDefinition(table: table.metadata.title, known: try SectorDefinition.builtIn.map(\.classification)))
    }
    return set
  }

  private func estimate(
    _ table: borrowing InputOutputTable, _ set: SectorSet, remarks: [String]
  ) throws(EstimationError) -> DigitalWorld {
    let countries = try Countries(table, parts: parts)
    guard let output = table.output else { throw .noOutput(table: table.metadata.title) }
    guard !table.demand.isEmpty else { throw .noFinalDemand(table: table.metadata.title) }
    let valueAdded = try TradeValueAdded(table, basis, settings)
    let producers = countries.producers
    let economy = try Economy(table, rightHandSides: 2 * producers.count + 2, settings.watched(0...0.5))
    let work = DigitalFlows(
      v: valueAdded.coefficients, demand: table.totalFinalDemand, digital: set.positions, countries: countries)
    let bilateral = try work.bilateral(economy, monitor: settings.monitor.part(0.5...1))
    let terms = try work.terms(economy)
    let local = try LocalInverses(economy, countries, budget: settings.beside(table, economy).budget)
    let national = try work.national(output, local)
    let rows = producers.enumerated().map { k, country in
      let members = countries.members[country]
      return DigitalWorld.Country(
        name: countries.names[country], valueAdded: members.map { valueAdded.money[$0] }.compensatedSum(),
        digitalValueAdded: members.filter { work.isDigital[$0] }.map { valueAdded.money[$0] }.compensatedSum(),
        byOrigin: bilateral[k].compensatedSum(), byUse: bilateral.map { $0[k] }.compensatedSum(), national: national[k])
    }
    var world = DigitalWorld(
      sectors: table.sectors, digital: set, countries: rows, bilateral: bilateral, backward: terms.backward,
      forward: terms.forward, doubleCounted: terms.both, valueAdded: valueAdded.money.compensatedSum(),
      unit: table.metadata.money, checks: [], remarks: valueAdded.remarks + remarks, cost: economy.cost.adding(local.cost))
    world.checks = try economy.amplified(Self.checks(world))
    return world
  }

  private static func checks(_ world: DigitalWorld) -> [IdentityCheck] {
    let cells = world.bilateral.joined().compensatedSum()
    return [
      IdentityCheck(
        name: "backward and forward terms less the double-counted are the sum over countries", value: cells,
        expected: world.total, tolerance: IdentityCheck.rounding)
    ]
  }
}
