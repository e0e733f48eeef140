import Tables

extension DemandCategory {
  private enum Trade { case imports, exports }

  /// Whether the column holds imports, by its role or else its name ("Imports, entered with a minus sign").
  var isImports: Bool { trade == .imports }

  /// Whether the column holds exports ("Total exports", "Re-exports", "exports less imports").
  var isExports: Bool { trade == .exports }

  /// By the first word that tells: what is imported and exported again is sold abroad.
  private var trade: Trade? {
    for word in (role ?? category).lowercased().split(whereSeparator: { !$0.isLetter }) {
      if word.hasPrefix("export") || word.hasPrefix("reexport") { return .exports }
      if word.hasPrefix("import") && !word.hasPrefix("importan") { return .imports }
    }
    return nil
  }
}
