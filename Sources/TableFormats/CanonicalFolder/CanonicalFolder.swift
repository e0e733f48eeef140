import MatrixCore
import Tables

/// The names of a canonical folder: one array a `.npy` file, labels as csv, the rest in `meta.json`.
///
/// Layout: `Z.npy` (n × n flows) or `A.npy` (n × n coefficients), `Y.npy` (n × c), `x.npy` (n), `va.npy` (n),
/// `sectors.csv` (index, region, code, name), `demand.csv` (index, region, category), `meta.json`, and any further
/// n-wide array as rows of its name.
struct CanonicalFolder {
  let path: String

  func file(_ name: String) -> String { path.hasSuffix("/") ? path + name : "\(path)/\(name)" }

  func has(_ name: String) -> Bool { FileStatus(file(name)) != .nothing }

  /// Of all files.
  func names() throws(TableReadError) -> [String] {
    do { return try FileStatus.names(inFolder: path) } catch { throw .file(error) }
  }

  /// What an array says of itself.
  func header(_ name: String) throws(TableReadError) -> NPYDescription {
    do { return try NPYDescription(path: file(name)) } catch { throw .npy(error) }
  }

  /// A shape as people write it: "(3, 4)".
  static func text(_ shape: [Int]) -> String {
    "(" + shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? ",)" : ")")
  }

  /// The file of the transactions of a table.
  static func transactions(_ kind: InputOutputTable.Transactions) -> String { kind == .flows ? flows : coefficients }

  static let flows = "Z.npy"
  static let coefficients = "A.npy"
  static let finalDemand = "Y.npy"
  static let output = "x.npy"
  static let valueAdded = "va.npy"
  /// The name some tables use for value added; equal numbers under both names are read once.
  static let grossValueAdded = "gva.npy"
  static let sectors = "sectors.csv"
  static let demand = "demand.csv"
  static let metadata = "meta.json"

  /// Files with a meaning of their own that are not rows of the table.
  static let notRows: Set<String> = [
    flows, coefficients, finalDemand, output, valueAdded, grossValueAdded, "Zimp.npy", "Yimp.npy", "F_Y.npy", "A_d.npy", "q.npy",
    "demand_vectors.npy",
  ]

  /// Names whose shape is not in doubt: a wrong shape is an error. A file of another name with another shape is left alone.
  static let knownRows: Set<String> = [
    "imports", "taxes", "margins", "discrepancy", "unallocated_inputs", "primary_inputs", "labour", "capital", "compensation",
    "surplus", "employment", "F",
  ]
}
