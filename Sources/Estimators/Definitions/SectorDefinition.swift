import Tables

/// Which sectors of a classification are digital services, digital at all, and manufacturing: data with a source and a standing.
///
/// Recognised by the codes: a definition fits a table that has every sector it names.
public struct SectorDefinition: Sendable, Equatable {
  public var id: String
  public var title: String
  public var classification: String
  public var standing: DefinitionStanding
  public var source: String
  public var notes: [String]
  /// Codes of the sectors whose value added UNCTAD follows into manufacturing exports.
  public var digitalServices: [String]
  /// Codes of the sectors of the digital economy, hardware among them, whole.
  public var digitalEconomy: [String]
  public var manufacturing: [String]
  /// Of the text it was read from; nil for one made by a program.
  public var checksum: DefinitionChecksum?

  /// "wiod35, derived", with its checksum: how results name where their sectors come from.
  var origin: String { ([id, standing.rawValue] + (checksum.map { [$0.text] } ?? [])).joined(separator: ", ") }

  private var codes: Set<String> { Set(digitalServices + digitalEconomy + manufacturing) }

  /// All that are built in.
  public static var builtIn: [SectorDefinition] {
    get throws(EstimationError) {
      var definitions: [SectorDefinition] = []
      for entry in DefinitionCatalogue.sectorSets { definitions.append(try entry.sectorDefinition) }
      return definitions
    }
  }

  /// The definition that fits the sectors; nil without one.
  /// Cost: those before it in the catalogue are read.
  public static func fitting(_ sectors: SectorIndex) throws(EstimationError) -> SectorDefinition? {
    let codes = Set(sectors.labels.map(\.code))
    for entry in DefinitionCatalogue.sectorSets {
      let definition = try entry.sectorDefinition
      if definition.codes.isSubset(of: codes) { return definition }
    }
    return nil
  }
}

extension DefinitionCatalogue.Entry {
  fileprivate var sectorDefinition: SectorDefinition {
    get throws(EstimationError) {
      let definition: Definition
      do { definition = try self.definition } catch { throw .study(error) }
      guard case .sectors(let sets) = definition else { preconditionFailure("\(name) is another kind of definition") }
      return sets
    }
  }
}
