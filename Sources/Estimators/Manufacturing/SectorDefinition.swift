import Tables
import Yams

/// Which sectors of a classification are digital services, digital at all, and manufacturing: data with a source and a standing.
///
/// Recognised by the codes: a definition fits a table that has every sector it names.
public struct SectorDefinition: Sendable, Equatable, Decodable {
  public enum Standing: String, Sendable, Decodable {
    /// Printed by its source in this form.
    case published
    /// Follows from what the source prints.
    case derived
    /// The source's own list was not seen.
    case unverified
  }

  public var id: String
  public var title: String
  public var classification: String
  public var standing: Standing
  public var source: String
  public var notes: [String]
  /// Codes of the sectors whose value added UNCTAD follows into manufacturing exports.
  public var digitalServices: [String]
  /// Codes of the sectors of the digital economy, hardware among them, whole.
  public var digitalEconomy: [String]
  public var manufacturing: [String]

  enum CodingKeys: String, CodingKey {
    case id, title, classification, standing, source, notes, manufacturing
    case digitalServices = "digital_services"
    case digitalEconomy = "digital_economy"
  }

  private var codes: Set<String> { Set(digitalServices + digitalEconomy + manufacturing) }

  /// All that are built in.
  public static var builtIn: [SectorDefinition] {
    get throws(EstimationError) {
      let files = [
        PackageResources.wiod35_yaml, PackageResources.wiod56_yaml, PackageResources.oecd36_yaml, PackageResources.oecd45_yaml,
        PackageResources.wiodlr23_yaml,
      ]
      do {
        return try files.map { try YAMLDecoder().decode(SectorDefinition.self, from: String(decoding: $0, as: UTF8.self)) }
      } catch { throw .trade(.definition("\(error)")) }
    }
  }

  /// The definition that fits the sectors; nil without one.
  public static func fitting(_ sectors: SectorIndex) throws(EstimationError) -> SectorDefinition? {
    let codes = Set(sectors.labels.map(\.code))
    return try builtIn.first { $0.codes.isSubset(of: codes) }
  }
}
