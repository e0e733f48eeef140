import Tables

/// What is known of prices and exchange rates in the years of a trend.
struct TrendPrices {
  let file: TrendFile
  let deflator: (SectorLabel, _ year: Int) -> Double?
  let rate: (_ year: Int) -> Double?
  /// What there is nearest to a sector's deflator, or to a rate, that a year does not have.
  let hint: (SectorLabel?, _ year: Int) -> String

  /// p_t / p_base in the currency of the table. A sector without output has no price: 1.
  ///
  /// Errors: a sector or year without a deflator or rate above zero, with the line of the year and what is nearest.
  func deflators(
    of table: borrowing InputOutputTable, _ year: Int, _ spec: TrendStudy.Deflators
  ) throws(EstimationError) -> [Double] {
    let exchange = try exchange(year, spec)
    var factors: [Double] = []
    for i in 0..<table.sectorCount {
      if table.output?[i] == 0 {
        factors.append(1)
        continue
      }
      let sector = table.sectors[i]
      guard let (now, base) = figures(year, spec.baseYear, { deflator(sector, $0) }) else {
        let nearest = nearest(sector, year, spec.baseYear) { deflator(sector, $0) }
        throw file.failure(
          year,
          "\(spec.file) has no deflator above zero of \(sector.qualifiedCode) for \(year) or the base year \(spec.baseYear)"
            + "\(nearest); 'constant_prices: false' leaves the year at current prices")
      }
      factors.append(now / base * exchange)
    }
    return factors
  }

  private func exchange(_ year: Int, _ spec: TrendStudy.Deflators) throws(EstimationError) -> Double {
    guard spec.exchangeRates != nil else { return 1 }
    guard let (now, base) = figures(year, spec.baseYear, rate) else {
      let nearest = nearest(nil, year, spec.baseYear, rate)
      throw file.failure(
        year, "there is no exchange rate above zero for \(year) or the base year \(spec.baseYear)\(nearest)")
    }
    return base / now
  }

  private func figures(_ year: Int, _ base: Int, _ figure: (Int) -> Double?) -> (now: Double, base: Double)? {
    guard let now = figure(year), let before = figure(base), now > 0, before > 0 else { return nil }
    return (now, before)
  }

  /// Of the year that is missing.
  private func nearest(_ sector: SectorLabel?, _ year: Int, _ base: Int, _ figure: (Int) -> Double?) -> String {
    hint(sector, (figure(year) ?? 0) > 0 ? base : year)
  }
}
