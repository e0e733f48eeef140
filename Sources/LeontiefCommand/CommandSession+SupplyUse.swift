import Leontief

extension CommandSession {
  /// Reads a supply and use table and notes the files it was read from.
  func read(supplyUse folder: String) throws -> SupplyUseTable {
    progress.step("reading \(folder)")
    let table = try SupplyUseFolderReader.read(folder)
    for file in try SupplyUseFolderReader.files(folder) { try use(file) }
    return table
  }
}
