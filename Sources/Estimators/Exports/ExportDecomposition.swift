import Tables

/// Value added in the exports of every country, by source, destination and use.
///
/// Letters: s exporter, r importer, t third country, l absorber; L the Leontief inverse, Ld that of a country's own block, y_sr
/// final demand of r for products of s.
/// Units: money of the table.
/// References: Koopman, Wang and Wei (2014); Wang, Wei and Zhu (2013); Borin and Mancini (2019); OECD, Trade in Value Added.
public struct ExportDecomposition: Sendable {
  public var sectors: SectorIndex
  public var countries: Countries
  /// One for each country with sectors, in the order of the table.
  public var exporters: [Exporter]
  /// Gross exports of every sector to every country.
  public var exports: CountryValues
  /// v_i (L Y)_il: value added of sector i that country l absorbs, n × C.
  public var absorbed: CountryValues
  /// Value added of every sector, and domestic value added by the sector that adds it in its country's exports,
  /// v̂_s Ld_ss e_s.
  public var valueAdded: [Double]
  public var valueAddedInExports: [Double]
  /// The same of intermediate exports that importers use in production, v̂_s Ld_ss Σ_r A_sr (L y)_r: forward participation by the
  /// sector of origin.
  public var forwardByOrigin: [Double]
  /// x, and what it is made for.
  public var output: [Double]
  public var outputUse: [OutputUse]
  public var unit: String
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost

  public subscript(_ country: String) -> Exporter? { exporters.first { $0.name == country } }

  /// All of one country's exports.
  public struct Exporter: Sendable, Equatable {
    public var name: String
    /// The position among the countries.
    public var country: Int
    public var exports: Double
    public var imports: Double
    /// OECD's measures.
    public var content: TradeInValueAdded
    /// Sums over sectors and importers.
    public var terms: ExportTerms
    /// Terms by sector and importer; nil unless asked for.
    public var bilateral: BilateralTerms?
    public var valueAdded: Double
    public var output: Double
    /// The forward participation by origin, of the country.
    public var forwardByOrigin: Double

    /// Parts of gross exports; nil where there are none.
    public func share(_ part: Double) -> Double? { exports == 0 ? nil : part / exports }
    /// (DAVAX2 + REX + REF) by origin over value added; nil without value added.
    public var productionBasedForward: Double? { valueAdded == 0 ? nil : forwardByOrigin / valueAdded }
  }
}

/// OECD's measures of trade in value added, for all exports of a country.
///
/// Units: money.
/// Reference: OECD (2021), Guide to the Trade in Value Added indicators; formulas as exvatools 0.9.0 states them.
public struct TradeInValueAdded: Sendable, Equatable {
  /// EXGR_DC: v_s L_ss e_s.
  public var domesticContent: Double
  /// EXGR_DVA: v_s Ld_ss e_s, of which what the exporting sectors add themselves, and their domestic suppliers.
  public var domesticValueAdded: Double
  public var direct: Double
  public var indirect: Double { domesticValueAdded - direct }
  /// EXGR_RIM: v_s (L_ss − Ld_ss) e_s, domestic content that was exported and imported before.
  public var reimported: Double { domesticContent - domesticValueAdded }
  /// EXGR_FC: Σ_{t≠s} v_t L_ts e_s.
  public var foreignContent: Double
  /// Taxes, margins and the like of all countries in the exports; zero where value added is the residual.
  public var otherPrimaryInputs: Double
  /// FEXDVA: Σ_{r≠s} v_s L_sr e_r, domestic value added in other countries' exports.
  public var forward: Double
  /// FFD_DVA: Σ_{l≠s} v_s (L Y)_sl, domestic value added in foreign final demand (VAX).
  public var inForeignDemand: Double
  /// DFD_FVA: foreign value added in domestic final demand.
  public var foreignInDomesticDemand: Double
}
