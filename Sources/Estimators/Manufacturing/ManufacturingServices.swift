import Tables

/// Digital services in the manufacturing of every country: used in its output, and contained as value added in its exports.
///
/// Units: money of the table; shares are fractions. Reference: UNCTAD/GDS/ECIDC/2018/1, whose stated aims these are; formulas by
/// the usual decomposition v̂ L ê of exports.
public struct ManufacturingServices: Sendable {
  /// Intermediate inputs of manufacturing from digital services.
  public struct Use: Sendable, Equatable {
    /// Of the country's own services, and of other countries'.
    public var domestic: Double
    public var imported: Double
    public var total: Double { domestic + imported }
  }

  /// One country.
  public struct Country: Sendable, Equatable {
    public var name: String
    /// Σ x and Σ 1ᵀZ over its manufacturing.
    public var output: Double
    public var inputs: Double
    public var use: Use
    /// Gross exports of its manufacturing.
    public var exports: Double
    /// Value added of digital services in them: of the country itself, and of all.
    public var domesticContent: Double
    public var content: Double

    /// Parts of a total; nil where that is zero.
    public func share(_ part: Double, of total: Double) -> Double? { total == 0 ? nil : part / total }
  }

  /// A digital sector of a country: the value it adds to each country's manufacturing exports.
  public struct Source: Sendable, Equatable {
    /// Position of the sector.
    public var sector: Int
    /// The country's name and position among the exporters.
    public var country: String
    public var exporter: Int?
    /// One value an exporter.
    public var content: [Double]
  }

  public var sectors: SectorIndex
  public var digital: SectorSet
  public var manufacturing: SectorSet
  /// Countries with sectors, in the order of the table.
  public var countries: [Country]
  /// In the order of the table.
  public var sources: [Source]
  public var unit: String
  public var checks: [IdentityCheck]
  public var remarks: [String]
  public var cost: SolveCost

  public subscript(_ country: String) -> Country? { countries.first { $0.name == country } }

  /// Value added of the digital sectors of that code in a country's manufacturing exports: of all countries, or of its own.
  public func content(_ code: String, exporter: Int, domesticOnly: Bool = false) -> Double {
    Self.sum(sources(of: code), exporter, domesticOnly: domesticOnly)
  }

  /// The digital sectors of a code, one a country.
  func sources(of code: String) -> [Source] { sources.filter { sectors[$0.sector].code == code } }

  static func sum(_ sources: [Source], _ exporter: Int, domesticOnly: Bool) -> Double {
    var sum = 0.0
    for source in sources where !domesticOnly || source.exporter == exporter { sum += source.content[exporter] }
    return sum
  }
}
