import Aggregation
import MatrixCore
import Solvers
import Tables

/// The digital economy over several years.
///
/// Every year is estimated by the study on its own table; at constant prices on the deflated table, whose coefficients are formed
/// anew. Changes between years are decomposed into value-added coefficients, technology, level and mix of final demand, at
/// constant prices where both years have them.
/// Cost: that of `DigitalEconomyEstimator` and of `MultiplierEstimator` for the digital sectors a year and price basis, and of an
/// economy with eight solves a pair of years.
/// Memory: the economies of all years.
/// Errors: `EstimationError`, those that stem from the study with its line.
/// References: Gajbhiye and Arora (2022), charts 2 to 4; methods reference 3.9.
public struct TrendEstimator: Sendable {
  public var settings: EstimationSettings

  public init(_ settings: EstimationSettings) { self.settings = settings }

  /// `table`: reads the table of a year. `deflators`: by sector and year. `rate`: units of the deflators' currency per unit of
  /// the tables' in a year. `hint`: what there is nearest to the deflator of a sector, or to the rate, that a year does not have,
  /// for the error that says so.
  public func estimate(
    _ file: TrendFile, table read: (TrendStudy.Year) throws -> InputOutputTable,
    deflator: @escaping (SectorLabel, _ year: Int) -> Double?, rate: @escaping (_ year: Int) -> Double?,
    hint: @escaping (SectorLabel?, _ year: Int) -> String = { _, _ in "" }
  ) throws -> Trend {
    let prices = TrendPrices(file: file, deflator: deflator, rate: rate, hint: hint)
    var years: [Trend.Year] = []
    var (said, economy, remarks): (MetadataAgreement, RegionAgreement, [String]) = (MetadataAgreement(), RegionAgreement(), [])
    var (systems, ofYears): (TrendSystems, [(year: Int, remarks: [String])]) = (TrendSystems(), [])
    var cost = SolveCost()
    for (k, year) in file.trend.years.enumerated() {
      let table = try read(year)
      do { try said.add(table.metadata) } catch { throw file.failure(year, error) }
      do { try economy.add(table.sectors) } catch { throw file.failure(year, error) }
      try file.check(year, isOf: table.metadata.yearNumber)
      let study = try file.file.namingDefinitions(among: table.sectors)
      let span = Double(k) / Double(file.trend.years.count)...Double(k + 1) / Double(file.trend.years.count)
      let part = settings.watched(span)
      let current = try DigitalEconomyEstimator(systems.held(by: part).watched(0...0.4)).estimate(table, study: study)
      try systems.add(year.year, table, study, isConstant: false, systems.held(by: part).watched(0.4...0.5))
      let multipliers = try multipliers(table, study, systems.held(by: part).watched(0.5...0.6), &cost)
      let real = try constant(table, year, study, prices, part.watched(0.6...1), &remarks, &systems, &cost)
      ofYears.append((year.year, current.remarks))
      years.append(
        Trend.Year(
          year: year.year, current: current, constant: real?.economy, multipliers: multipliers,
          constantMultipliers: real?.multipliers))
    }
    var trend = Trend(
      title: file.file.study.title, unit: said.money, baseYear: file.trend.deflators?.baseYear, years: years,
      remarks: remarks + DatedRemarks.joined(ofYears) + file.file.study.reservations)
    for span in trend.spans {
      if let change = try systems.change(from: span.first, to: span.last) {
        trend.changes.append(change)
      } else {
        trend.remarks.append("\(span.first) and \(span.last) have other sectors: what changed between them is not decomposed")
      }
    }
    for change in trend.changes {
      if let check = trend.causeCheck(change) { trend.changeChecks.append(try systems.amplified(check, of: change)) }
    }
    trend.changesCost = systems.cost.adding(cost)
    return trend
  }

  /// Nil for a table whose flows include imports.
  private func multipliers(
    _ table: borrowing InputOutputTable, _ study: StudyFile, _ settings: EstimationSettings, _ cost: inout SolveCost
  ) throws(EstimationError) -> DigitalMultipliers? {
    guard table.metadata.flowKind != .total else { return nil }
    return try MultiplierEstimator(settings).digital(table, study: study, &cost)
  }

  private func constant(
    _ table: borrowing InputOutputTable, _ year: TrendStudy.Year, _ study: StudyFile, _ prices: TrendPrices,
    _ settings: EstimationSettings, _ remarks: inout [String], _ systems: inout TrendSystems, _ cost: inout SolveCost
  ) throws -> (economy: DigitalEconomy, multipliers: DigitalMultipliers?)? {
    guard let spec = prices.file.trend.deflators, year.isDeflated else { return nil }
    let held = settings.holding(table.allocatedBytes)
    let factors = try prices.deflators(of: table, year.year, spec)
    let real = try table.deflated(
      by: factors, valueAdded: spec.valueAdded, note: "at prices of \(spec.baseYear)", budget: systems.held(by: held).budget)
    let negative = (real.valueAdded ?? []).enumerated().filter { $0.element < 0 && (table.valueAdded?[$0.offset] ?? 0) >= 0 }
    if !negative.isEmpty {
      let names = negative.prefix(3).map { table.sectors[$0.offset].qualifiedCode }.joined(separator: ", ")
      remarks.append("\(year.year): value added at constant prices is negative in \(negative.count) sectors (\(names))")
    }
    try systems.add(year.year, real, study, isConstant: true, systems.held(by: held).watched(0...0.2))
    let multipliers = try multipliers(real, study, systems.held(by: held).watched(0.2...0.4), &cost)
    return (try DigitalEconomyEstimator(systems.held(by: held).watched(0.4...1)).estimate(real, study: study), multipliers)
  }

}
