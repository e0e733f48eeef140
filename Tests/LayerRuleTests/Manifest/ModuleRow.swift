/// One row of the table in Package.swift.
struct ModuleRow: Equatable {
  enum Kind: String { case shim, library, command, test }

  var name: String
  var floor: Int
  var kind: Kind
  var folder: String
  var imports: [String]
  /// Where the row begins in Package.swift.
  var line: Int
}
