import Foundation

/// Imports point down, siblings do not see each other, C stays in the shims, and only Kernels speaks to them.
struct LayerRule {
  /// What may stand beside the sources. Build folders are told by their prefix.
  static let topLevel: Set<String> = [
    "Package.swift", "Package.resolved", "Sources", "Tests", "Benchmarks", "CShims", "scripts", "README.md", "CHANGELOG.md",
    "LICENSE", "NOTICE", ".swift-format", ".gitignore", ".ci", ".git",
  ]
  static let buildFolder = ".build"
  private static let shimUsers = ["Kernels", "KernelTemplates"]
  static let sourceFolders = ["Sources", "Tests", "Benchmarks", "CShims"]
  static let cSuffixes: Set<String> = ["c", "h", "cc", "cpp", "cxx", "hpp", "hh", "m", "mm", "s", "S"]

  let tree: SourceTree
  let table: ModuleTable
  private let rows: [String: ModuleRow]

  init(tree: SourceTree) throws {
    self.tree = tree
    table = try ModuleTable(manifest: try tree.text(of: "Package.swift"))
    rows = Dictionary(table.rows.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Every breach, as `file:line: sentence`.
  func violations() throws -> [String] {
    try table.rows.flatMap(rowViolations) + table.rows.flatMap(folderViolations) + strayFiles() + strayTopLevel()
  }

  private func rowViolations(_ row: ModuleRow) -> [String] {
    row.imports.compactMap { imported in
      breach(of: row, importing: imported).map { "Package.swift:\(row.line): \($0)" }
    }
  }

  private func folderViolations(_ row: ModuleRow) throws -> [String] {
    let files = tree.files(in: row.folder)
    let swift = files.filter { $0.hasSuffix(".swift") }
    let c = files.filter { Self.cSuffixes.contains(URL(filePath: $0).pathExtension) }
    if row.kind == .shim { return swift.map { "\($0): \(row.name) is a shim and holds no Swift" } }
    let missing = swift.isEmpty ? ["Package.swift:\(row.line): \(row.folder) holds no Swift source"] : []
    return try missing + c.map { "\($0): \(row.name) is not a shim and holds no C" } + swift.flatMap { try imports($0, of: row) }
  }

  private func imports(_ path: String, of row: ModuleRow) throws -> [String] {
    ImportStatement.all(in: try tree.text(of: path)).compactMap { statement in
      guard let imported = rows[statement.module] else { return nil }
      let sentence =
        breach(of: row, importing: imported.name)
        ?? (row.imports.contains(imported.name)
          ? nil : "\(row.name) imports \(imported.name), which its row in Package.swift does not list")
      return sentence.map { "\(path):\(statement.line): \($0)" }
    }
  }

  /// What is wrong with `row` importing `name`, whether or not its row lists it.
  private func breach(of row: ModuleRow, importing name: String) -> String? {
    guard let imported = rows[name] else { return "\(row.name) imports \(name), which is not in the table" }
    if imported.floor > row.floor {
      return "\(row.name) (floor \(row.floor)) imports upward: \(name) (floor \(imported.floor))"
    }
    if imported.floor == row.floor { return "\(row.name) imports its sibling \(name) (floor \(row.floor))" }
    if imported.kind == .shim, row.kind != .test, !Self.shimUsers.contains(row.name) {
      return "\(row.name) imports the shim \(name); only \(Self.shimUsers.joined(separator: " and ")) speak to C"
    }
    return nil
  }

  private func strayFiles() -> [String] {
    Self.sourceFolders.flatMap(tree.files).filter { path in
      let suffix = URL(filePath: path).pathExtension
      guard suffix == "swift" || Self.cSuffixes.contains(suffix) else { return false }
      return !table.rows.contains { path.hasPrefix($0.folder + "/") }
    }
    .map { "\($0): no module of Package.swift owns this folder" }
  }

  private func strayTopLevel() throws -> [String] {
    try tree.topLevel().filter { !Self.topLevel.contains($0) && !$0.hasPrefix(Self.buildFolder) }
      .map { "\($0): not among the entries this repository's root may hold" }
  }
}
