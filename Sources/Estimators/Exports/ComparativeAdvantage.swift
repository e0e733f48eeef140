import MatrixCore
import Tables

/// Revealed comparative advantage: a sector's share in its country's exports over the same sector's in all countries' exports.
///
///     RCA_si = (E_si / E_s) / (E_i / E)
///
/// Sectors are compared by their codes. With VAX_si = v_i Σ_{l≠s} (L Y)_il for E it is that in value added. Above one the country
/// is specialised. Nil where a denominator is zero.
/// Reference: Balassa (1965); Koopman, Wang and Wei (2014).
public struct ComparativeAdvantage: Sendable, Equatable {
  public let values: [Double?]

  /// Shapes: n numbers; the country of each.
  public init(_ exports: [Double], _ sectors: SectorIndex, _ countries: Countries) {
    var byCode: [String: CompensatedSum<Double>] = [:]
    var byCountry = [CompensatedSum<Double>](repeating: CompensatedSum(), count: countries.count)
    for (i, value) in exports.enumerated() {
      byCode[sectors[i].code, default: CompensatedSum()].add(value)
      byCountry[countries.ofSector[i]].add(value)
    }
    let world = exports.compensatedSum()
    values = exports.indices.map { i in
      let (country, code) = (byCountry[countries.ofSector[i]].value, byCode[sectors[i].code]?.value ?? 0)
      return country == 0 || code == 0 || world == 0 ? nil : (exports[i] / country) / (code / world)
    }
  }
}

extension ExportDecomposition {
  /// E of every sector.
  public var exportsBySector: [Double] { (0..<sectors.count).map { exports.rowSum($0) } }

  /// VAX of every sector: its value added that other countries absorb.
  public var valueAddedExportsBySector: [Double] {
    (0..<sectors.count).map { absorbed.rowSum($0, without: countries.ofSector[$0]) }
  }

  public var comparativeAdvantage: ComparativeAdvantage { ComparativeAdvantage(exportsBySector, sectors, countries) }
  public var comparativeAdvantageInValueAdded: ComparativeAdvantage {
    ComparativeAdvantage(valueAddedExportsBySector, sectors, countries)
  }
}
