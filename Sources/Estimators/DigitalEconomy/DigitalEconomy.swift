import Tables

/// The size of a digital economy by ADB's three terms, with what it is made of.
///
/// Units: money of the table (`unit`); shares are fractions.
public struct DigitalEconomy: Sendable {
  /// The three terms and their sum.
  public struct Terms: Sendable, Equatable {
    /// 1ᵀ M d: value added of all sectors in the final use of digital products.
    public var backward: Double
    /// dᵀ M 1: digital value added in the final use of all products.
    public var forward: Double
    /// What both terms hold: the digital economy's own value added in its own final use.
    public var doubleCounted: Double
    /// Value added of other sectors in the fixed assets that digital sectors buy of others: the fourth term; nil unless the
    /// study asks for it.
    public var fixedCapital: Double?

    /// The size of the digital economy.
    public var total: Double { backward + forward - doubleCounted + (fixedCapital ?? 0) }
  }

  public var title: String
  public var method: Study.Method
  public var unit: String
  /// The headline, by `method`.
  public var terms: Terms
  /// The other method's terms, for comparison.
  public var alternative: Terms
  /// Σ gva of the table.
  public var grossValueAdded: Double
  /// Taxes less subsidies on products as far as the table has them; nil without.
  public var taxesOnProducts: Double?
  /// Σ gva of the digital sectors.
  public var digitalValueAdded: Double
  public var subsectors: [DigitalSubsector]
  /// Non-digital sectors by the digital value added in their final output, largest first.
  public var enabled: [LinkedSector]
  /// Non-digital sectors by their value added in digital final output, largest first.
  public var enabling: [LinkedSector]
  /// With the disrupted sectors; nil when the study names none.
  public var dependent: DependentEconomy?
  /// The terms in jobs, in the unit of the table's employment; nil in a table without it.
  public var jobs: Terms?
  /// The same of the digitally dependent economy.
  public var dependentJobs: Terms?
  /// For each split sector with digital parts, in the study's order.
  public var sensitivity: [ShareSensitivity]
  /// Nil when no share has a range.
  public var interval: ShareInterval?
  /// From which shares of splits were computed; empty when all were given.
  public var revenues: [Study.Revenues] = []
  /// Identities the result must satisfy, with what was measured.
  public var checks: [IdentityCheck]
  /// One sentence for each thing to know when reading the result.
  public var remarks: [String]
  /// How the systems were solved: of the merged table and of the table with digital sectors apart, each by columns and by
  /// rows.
  public var cost: SolveCost

  /// The digital economy's share of GVA at basic prices, a fraction.
  public var share: Double? { share(of: terms) }

  /// Terms over the economy's value added; nil when that is not positive.
  public func share(of terms: Terms) -> Double? { grossValueAdded > 0 ? terms.total / grossValueAdded : nil }

  /// Gross value added and taxes less subsidies on products: GDP at market prices as far as the table's taxes reach.
  public var grossDomesticProduct: Double? { taxesOnProducts.map { grossValueAdded + $0 } }

  /// The digital economy over GDP; nil without taxes on products, and where GDP is not positive.
  public var shareOfDomesticProduct: Double? { shareOfDomesticProduct(of: terms) }

  /// Terms over GDP; nil as above.
  public func shareOfDomesticProduct(of terms: Terms) -> Double? {
    grossDomesticProduct.flatMap { $0 > 0 ? terms.total / $0 : nil }
  }

  /// The aggregation bias: what merging the digital sectors adds to the terms of the block form.
  public var aggregationBias: Terms {
    let (merged, apart) = method == .aggregated ? (terms, alternative) : (alternative, terms)
    var fixedCapital: Double?
    if let one = merged.fixedCapital, let other = apart.fixedCapital { fixedCapital = one - other }
    return Terms(
      backward: merged.backward - apart.backward, forward: merged.forward - apart.forward,
      doubleCounted: merged.doubleCounted - apart.doubleCounted, fixedCapital: fixedCapital)
  }

  /// The double-counted term over the digital economy.
  public var doubleCountedShareOfTotal: Double? { terms.total > 0 ? terms.doubleCounted / terms.total : nil }

  /// The double-counted term over the digital sectors' own value added.
  public var doubleCountedShareOfDigital: Double? {
    digitalValueAdded > 0 ? terms.doubleCounted / digitalValueAdded : nil
  }
}

/// One group of digital sectors, measured without merging.
public struct DigitalSubsector: Sendable, Equatable {
  public var name: String
  /// Qualified codes of its sectors.
  public var sectors: [String]
  public var terms: DigitalEconomy.Terms
  /// Its part when each cell between two subsectors is counted where it originates; the parts sum to the block total where rows
  /// balance.
  public var originPartition: Double
  /// Value added of it in the final use of other subsectors, and theirs in its own: what its terms have in common with theirs.
  public var shared: Double

  /// Its part when each cell between two subsectors is halved between them; these sum to the block total.
  public var halfHalf: Double { terms.total - shared / 2 }
}

/// A non-digital sector and its link with the digital economy.
public struct LinkedSector: Sendable, Equatable {
  public var sector: SectorLabel
  /// Money.
  public var value: Double
  /// Over the final demand the value is contained in; nil when that is not positive.
  public var shareOfFinalDemand: Double?
  /// Over the sector's value added; nil when that is not positive.
  public var shareOfValueAdded: Double?
  /// Links through negative final demand (inventories, net exports) are negative or contain negative parts.
  public var hasNegativeFinalDemand: Bool
}
