import MatrixCore
import Tables

/// A canonical folder in the making whose transactions are written where they will stay, for tables larger than memory.
///
/// It is filled aside and renamed by `commit`, so that it appears whole or not at all: dropping the draft, or an interruption
/// (`ReplacementFile.abandonAll`), removes what was written.
public struct CanonicalFolderDraft: ~Copyable {
  public let path: String
  private let folder: ReplacementFolder

  /// Errors: `TableWriteError` as of `CanonicalFolderWriter.write`, before anything is made.
  public init(path: String, options: WriteOptions = WriteOptions()) throws(TableWriteError) {
    try CanonicalFolderWriter.checkTarget(path, options)
    self.init(path, try Self.folder(path))
  }

  private init(_ path: String, _ folder: consuming ReplacementFolder) {
    self.path = path
    self.folder = folder
  }

  private static func folder(_ path: String) throws(TableWriteError) -> ReplacementFolder {
    do { return try ReplacementFolder(path: path) } catch { throw .file(error) }
  }

  /// Zero transactions that live in the folder's file: what is written to the matrix is written to disk.
  ///
  /// Shapes: n × n, row-major. Memory: pages of the file, which the system writes out and drops as it likes. Errors:
  /// `TableWriteError`; the disk space is reserved here, so a full disk is known before the work.
  public func makeTransactions(
    _ kind: InputOutputTable.Transactions, sectors n: Int
  ) throws(TableWriteError) -> Matrix<Double> {
    do throws(NPYError) {
      return try Matrix.npy(creating: file(kind), rows: n, columns: n)
    } catch {
      // The temporary folder's name means nothing to the reader of the message.
      guard case .file(let failure) = error else { throw .tooLarge(path: path, sectors: n) }
      throw .file(FileError(path: path, operation: failure.operation, code: failure.code))
    }
  }

  /// Checks the table, writes all that is not there yet, and puts the folder in its place.
  ///
  /// `table` holds the matrix of `makeTransactions`. Cost: one pass over it, and what the disk takes to store it. Errors:
  /// `TableWriteError`.
  public consuming func commit(_ table: borrowing InputOutputTable) throws(TableWriteError) -> TableValidation {
    try CanonicalFolderWriter.checkNames(table.rows, hasValueAdded: table.valueAdded != nil)
    let validation = TableValidation(of: table, negativeOutput: .allowed)
    if let finding = validation.findings(of: .nonFinite).first { throw .invalid(path: path, finding: finding) }
    let path = path
    do throws(FileError) {
      try FileStatus.flush(file(table.transactionsKind))
      var contents = CanonicalFolderContents(folder: CanonicalFolder(path: folder.temporary))
      try contents.complete(table, validation)
      try folder.commit()
    } catch { throw .file(FileError(path: path, operation: error.operation, code: error.code)) }
    return validation
  }

  private func file(_ kind: InputOutputTable.Transactions) -> String {
    CanonicalFolder(path: folder.temporary).file(CanonicalFolder.transactions(kind))
  }
}
