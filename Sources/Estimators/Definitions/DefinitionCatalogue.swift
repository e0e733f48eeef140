import Tables

/// The built-in definitions, as the files they are.
public enum DefinitionCatalogue {
  public struct Entry: Sendable {
    public let name: String
    private let bytes: [UInt8]

    fileprivate init(_ name: String, _ bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }

    /// The file, to be read, changed and named in a study.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public var definition: Definition {
      get throws(StudyError) { try Definition(text: text, path: "definition \(name)") }
    }
  }

  /// Sets of activities.
  public static let activities: [Entry] = [
    Entry("adb-2021", PackageResources.adb_2021_yaml), Entry("adb-2021-cpc", PackageResources.adb_2021_cpc_yaml),
    Entry("oecd-ict", PackageResources.oecd_ict_yaml),
    Entry("oecd-seven-industries", PackageResources.oecd_seven_industries_yaml),
    Entry("oecd-tiers-2020", PackageResources.oecd_tiers_2020_yaml),
    Entry("predict-ict", PackageResources.predict_ict_yaml),
    Entry("aeg-2019-disrupted", PackageResources.aeg_2019_disrupted_yaml),
  ]

  /// Sets of classifications' sectors, in the order in which tables are held against them.
  public static let sectorSets: [Entry] = [
    Entry("wiod35", PackageResources.wiod35_yaml), Entry("wiod56", PackageResources.wiod56_yaml),
    Entry("oecd36", PackageResources.oecd36_yaml), Entry("oecd45", PackageResources.oecd45_yaml),
    Entry("wiodlr23", PackageResources.wiodlr23_yaml),
  ]

  /// Classifications by ISIC.
  public static let maps: [Entry] = [
    Entry("map-wiod35", PackageResources.map_wiod35_yaml), Entry("map-adb35", PackageResources.map_adb35_yaml),
    Entry("map-wiod56", PackageResources.map_wiod56_yaml), Entry("map-oecd36", PackageResources.map_oecd36_yaml),
    Entry("map-oecd45", PackageResources.map_oecd45_yaml), Entry("map-wiodlr23", PackageResources.map_wiodlr23_yaml),
  ]

  public static var all: [Entry] { activities + sectorSets + maps }

  /// The entry of that name.
  /// Errors: `StudyError.noDefinition` with the nearest names.
  public static func entry(_ name: String) throws(StudyError) -> Entry {
    guard let entry = all.first(where: { $0.name == name }) else {
      throw .noDefinition(name: name, nearest: NearestNames.of(name, among: all.map(\.name)))
    }
    return entry
  }
}
