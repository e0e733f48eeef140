import MatrixCore
import Tables

/// Reads canonical folders (`CanonicalFolder` states the layout).
///
/// Flows in this machine's 64-bit floats are mapped, not copied; every other element type is converted.
public struct CanonicalFolderReader: TableReader {
  public init() {}

  public var id: String { "canonical-folder" }
  public var name: String { "canonical folder" }

  public func recognises(_ path: String) -> Bool {
    let folder = CanonicalFolder(path: path)
    return FileStatus(path) == .folder && (folder.has(CanonicalFolder.flows) || folder.has(CanonicalFolder.coefficients))
  }

  public func probe(_ path: String) throws(TableReadError) -> TableDescription {
    let document = try CanonicalMetadata(CanonicalFolder(path: path))
    let plan = try CanonicalFolderPlan(path, document)
    let metadata = document?.tableMetadata ?? TableMetadata()
    return TableDescription(
      format: name, metadata: metadata, transactionsKind: plan.kind,
      sectorCount: plan.sectorCount, demandCount: plan.demandCount, rowNames: plan.rows.map(\.name),
      bytesToAllocate: plan.bytesToAllocate, flowBytes: plan.flowBytes, isByColumns: plan.isByColumns,
      bytesMapped: plan.bytesMapped, leftAlone: plan.leftAlone)
  }

  public func sectorCount(_ path: String) throws(TableReadError) -> Int {
    let folder = CanonicalFolder(path: path)
    return try CanonicalFolderTransactions(folder, folder.names()).sectorCount
  }

  public func read(_ path: String, options: ReadOptions) throws(TableReadError) -> TableReading {
    let document = try CanonicalMetadata(CanonicalFolder(path: path))
    let plan = try CanonicalFolderPlan(path, document)
    if let limit = options.memoryLimit, plan.bytesToAllocate > limit {
      throw .memoryLimit(path: path, needed: plan.bytesToAllocate, limit: limit)
    }
    let labels = try CanonicalFolderLabels(plan, document)
    var arrays = CanonicalFolderArrays(plan, document)
    let table = try arrays.load(labels, metadata: document?.tableMetadata ?? TableMetadata())
    var notes = arrays.notes
    if document == nil { notes.append("there is no meta.json: the unit of the table is not known") }
    return try TableReading.checked(
      table, path: path, options: options,
      report: ReadReport(format: name, leftAlone: arrays.leftAlone, notes: notes, validation: nil))
  }
}
