import Aggregation
import MatrixCore
import Solvers
import Tables

/// The digital economy over several years.
///
/// Every year is estimated by the study on its own table; at constant prices on the deflated table, whose coefficients are
/// formed anew. Changes between years are decomposed into value-added coefficients, technology, level and mix of final demand, at
/// constant prices where both years have them. Cost: that of `DigitalEconomyEstimator` and of `MultiplierEstimator` for the digital
/// sectors a year and price basis, and of an economy with eight solves a pair of years. Memory: the economies of all years. Errors: `EstimationError`, those that stem from
/// the study with its line.
/// References: Gajbhiye and Arora (2022), charts 2 to 4; methods reference 3.9.
public struct TrendEstimator: Sendable {
  public var settings: EstimationSettings

  public init(_ settings: EstimationSettings) { self.settings = settings }

  /// `table`: reads the table of a year. `deflators`: by sector and year. `rate`: units of the deflators' currency per unit
  /// of the tables' in a year.
  public func estimate(
    _ file: TrendFile, table read: (TrendStudy.Year) throws -> InputOutputTable,
    deflator: (SectorLabel, _ year: Int) -> Double?, rate: (_ year: Int) -> Double?
  ) throws -> Trend {
    var years: [Trend.Year] = []
    var (said, remarks): (MetadataAgreement, [String]) = (MetadataAgreement(), [])
    var (systems, ofYears): (TrendSystems, [(year: Int, remarks: [String])]) = (TrendSystems(), [])
    var cost = SolveCost()
    for (k, year) in file.trend.years.enumerated() {
      let table = try read(year)
      do { try said.add(table.metadata) } catch { throw file.failure(year, error) }
      try file.check(year, isOf: table.metadata.yearNumber)
      let study = try file.file.namingDefinitions(among: table.sectors)
      let span = Double(k) / Double(file.trend.years.count)...Double(k + 1) / Double(file.trend.years.count)
      let part = settings.watched(span)
      let current = try DigitalEconomyEstimator(systems.held(by: part).watched(0...0.4)).estimate(table, study: study)
      try systems.add(year.year, table, study, isConstant: false, systems.held(by: part).watched(0.4...0.5))
      let multipliers = try multipliers(table, study, systems.held(by: part).watched(0.5...0.6), &cost)
      let real = try constant(table, year, study, file, deflator, rate, part.watched(0.6...1), &remarks, &systems, &cost)
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
    _ table: borrowing InputOutputTable, _ year: TrendStudy.Year, _ study: StudyFile, _ file: TrendFile,
    _ deflator: (SectorLabel, Int) -> Double?, _ rate: (Int) -> Double?, _ settings: EstimationSettings,
    _ remarks: inout [String], _ systems: inout TrendSystems, _ cost: inout SolveCost
  ) throws -> (economy: DigitalEconomy, multipliers: DigitalMultipliers?)? {
    guard let spec = file.trend.deflators, year.isDeflated else { return nil }
    let held = settings.holding(table.allocatedBytes)
    let factors = try deflators(of: table, year.year, spec, file, deflator, rate)
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

  /// p_t / p_base in the currency of the table. A sector without output has no price: 1.
  private func deflators(
    of table: borrowing InputOutputTable, _ year: Int, _ spec: TrendStudy.Deflators, _ file: TrendFile,
    _ deflator: (SectorLabel, Int) -> Double?, _ rate: (Int) -> Double?
  ) throws -> [Double] {
    var exchange = 1.0
    if spec.exchangeRates != nil {
      guard let now = rate(year), let base = rate(spec.baseYear), now > 0, base > 0 else {
        throw file.failure(year, "there is no exchange rate above zero for \(year) or the base year \(spec.baseYear)")
      }
      exchange = base / now
    }
    var factors: [Double] = []
    for i in 0..<table.sectorCount {
      if table.output?[i] == 0 {
        factors.append(1)
        continue
      }
      let sector = table.sectors[i]
      guard let now = deflator(sector, year), let base = deflator(sector, spec.baseYear), now > 0, base > 0 else {
        throw file.failure(
          year,
          "\(spec.file) has no deflator above zero of \(sector.qualifiedCode) for \(year) or the base year \(spec.baseYear); "
            + "'constant_prices: false' leaves the year at current prices")
      }
      factors.append(now / base * exchange)
    }
    return factors
  }
}
