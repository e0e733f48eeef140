import Tables

/// The two sets of a run, as named or as a definition gives them: the one that is given, else the built-in one that fits.
struct SectorSets {
  let digital: SectorSet
  let manufacturing: SectorSet
  let remarks: [String]

  init(
    _ digital: [String]?, _ manufacturing: [String]?, _ given: SectorDefinition?, _ table: borrowing InputOutputTable
  ) throws(EstimationError) {
    let isWanted = digital == nil || manufacturing == nil
    var definition = given
    if isWanted, given == nil { definition = try SectorDefinition.fitting(table.sectors) }
    if isWanted, definition == nil {
      let known = try SectorDefinition.builtIn.map(\.classification)
      throw .trade(.noDefinition(table: table.metadata.title, known: known))
    }
    let origin = definition?.origin ?? ""
    self.digital = try SectorSet(
      digital ?? definition?.digitalServices ?? [], "digital services", origin: digital == nil ? origin : "named",
      among: table.sectors)
    self.manufacturing = try SectorSet(
      manufacturing ?? definition?.manufacturing ?? [], "manufacturing", origin: manufacturing == nil ? origin : "named",
      among: table.sectors)
    remarks = digital == nil ? definition.map { [$0.source] + $0.notes } ?? [] : []
  }
}
