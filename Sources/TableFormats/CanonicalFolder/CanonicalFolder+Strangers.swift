import MatrixCore
import Tables

extension CanonicalFolder {
  /// What the folder holds beside its table, sorted: files the reader leaves alone, and every folder.
  ///
  /// Where `meta.json` lists the files of the table, as this library writes it, an array that is not listed is a stranger,
  /// too: the reader would take an array of the right width for rows, but it may be somebody's result.
  /// Errors: `TableReadError` when the table's headers or its `meta.json` cannot be read.
  func strangers() throws(TableReadError) -> [String] {
    let names: [String]
    do { names = try FileStatus.names(inFolder: path) } catch { throw .file(error) }
    let document = try CanonicalMetadata(self)
    let plan = try CanonicalFolderPlan(path, document)
    // A second file of value added is read, although the plan leaves it alone.
    var strangers = Set(plan.leftAlone).subtracting([Self.grossValueAdded])
    if let listed = document?.files, listed[plan.transactionsFile] != nil {
      let taken = plan.rows.map { $0.name + ".npy" } + [Self.grossValueAdded]
      strangers.formUnion(taken.filter { listed[$0] == nil })
    }
    return names.filter { strangers.contains($0) || FileStatus(file($0)) == .folder }
  }
}
