import MatrixCore

/// Digital sectors in global value chains: what those of a country export, what they add to its exports and to what others
/// absorb.
///
/// With D the digital sectors of the country s: their gross exports; DVA, their rows of v̂ Ld_ss e_s, whichever sector exports
/// it; VAX, their v_i Σ_{l≠s} (L Y)_il; comparative advantage of the group by gross exports and by VAX; forward participation,
/// value added in intermediate exports that importers use in production, of all their value added.
/// Units: money of the table; shares are fractions.
public struct DigitalTrade: Sendable, Equatable {
  public var name: String
  public var exports: Double
  public var valueAddedInExports: Double
  public var valueAddedExports: Double
  /// Of the country's exports, domestic value added in exports, and VAX; nil where these are zero.
  public var shareOfExports: Double?
  public var shareOfValueAddedInExports: Double?
  public var shareOfValueAddedExports: Double?
  /// Their share in the country over the same of all countries; nil where that is not defined.
  public var comparativeAdvantage: Double?
  public var comparativeAdvantageInValueAdded: Double?
  /// Nil without value added.
  public var forwardParticipation: Double?
}

extension ExportDecomposition {
  /// The digital sectors of every exporter.
  /// Cost: sums of what is held.
  public func digitalTrade(_ digital: SectorSet) -> [DigitalTrade] {
    let isDigital = Set(digital.positions)
    let (gross, absorbedAbroad) = (exportsBySector, valueAddedExportsBySector)
    return exporters.map { exporter in
      let members = countries.members[exporter.country]
      let own = members.filter(isDigital.contains)
      func part(_ values: [Double]) -> Part {
        Part(digital: Self.sum(values, own), country: Self.sum(values, members))
      }
      func world(_ values: [Double]) -> Part {
        Part(digital: Self.sum(values, digital.positions), country: values.compensatedSum())
      }
      let (exported, added, absorbed) = (part(gross), part(valueAddedInExports), part(absorbedAbroad))
      return DigitalTrade(
        name: exporter.name, exports: exported.digital, valueAddedInExports: added.digital,
        valueAddedExports: absorbed.digital, shareOfExports: exported.share, shareOfValueAddedInExports: added.share,
        shareOfValueAddedExports: absorbed.share, comparativeAdvantage: exported.advantage(over: world(gross)),
        comparativeAdvantageInValueAdded: absorbed.advantage(over: world(absorbedAbroad)),
        forwardParticipation: Part(digital: Self.sum(forwardByOrigin, own), country: Self.sum(valueAdded, own)).share)
    }
  }

  /// A part and its whole.
  private struct Part {
    let digital: Double
    let country: Double

    var share: Double? { country == 0 ? nil : digital / country }

    func advantage(over world: Part) -> Double? {
      guard let share, let others = world.share, others != 0 else { return nil }
      return share / others
    }
  }

  private static func sum(_ values: [Double], _ members: [Int]) -> Double { members.lazy.map { values[$0] }.compensatedSum() }
}
