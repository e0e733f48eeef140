import MatrixCore
import Tables

/// The flows or coefficients of a canonical folder, from the header of their array.
struct CanonicalFolderTransactions {
  let kind: InputOutputTable.Transactions
  let header: NPYDescription

  var sectorCount: Int { header.shape[0] }

  /// `names`: of the folder's files. Errors: `TableReadError` for a folder without either file, for a header that is none and for
  /// a matrix that is not square.
  init(_ folder: CanonicalFolder, _ names: [String]) throws(TableReadError) {
    kind = names.contains(CanonicalFolder.flows) ? .flows : .coefficients
    let name = CanonicalFolder.transactions(kind)
    guard names.contains(name) else {
      throw .missing(folder: folder.path, file: "Z.npy and no A.npy", cure: "a table needs flows or coefficients")
    }
    header = try folder.header(name)
    guard header.shape.count == 2, header.shape[0] == header.shape[1] else {
      throw .disagreement(
        path: folder.file(name), found: "shape \(CanonicalFolder.text(header.shape))", other: "a table",
        expected: "a square matrix")
    }
  }
}
