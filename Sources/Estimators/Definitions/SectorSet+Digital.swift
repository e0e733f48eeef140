import Tables

extension SectorSet {
  /// Digital sectors of all regions: those named, else those of a definition, the one given or the built-in one that fits; nil
  /// where none does.
  /// Errors: `TradeError` for codes that no region has.
  public static func digital(
    _ codes: [String]?, _ given: SectorDefinition?, among sectors: SectorIndex
  ) throws(EstimationError) -> SectorSet? {
    if let codes { return try SectorSet(codes, "digital", origin: "named", among: sectors) }
    var definition = given
    if definition == nil { definition = try SectorDefinition.fitting(sectors) }
    guard let definition else { return nil }
    return try SectorSet(
      definition.digitalEconomy, "digital", origin: "\(definition.origin); whole sectors", among: sectors)
  }

  /// What results say of it.
  var remark: String { "digital sectors: \(codes.joined(separator: ", ")) (\(origin))" }
}
