import MatrixCore
import Tables

/// Why imports were not taken out of a table's flows.
public enum ImportShareError: Error, Equatable, CustomStringConvertible {
  /// The flows are not said to hold imports: those of a domestic table must not be taken out twice.
  case notTotal(table: String)
  case noFlows(table: String)
  /// No column of final demand holds imports.
  case noImports(table: String)
  /// No column of final demand holds exports.
  case noExports(table: String)
  /// What is imported beyond all domestic uses cannot be exported again.
  case importsExceedUses(SectorLabel, imports: Double, uses: Double, exports: Double)
  case memory(MemoryRefusal)
  case allocation(AllocationError)

  public var description: String {
    switch self {
    case .notTotal(let table):
      "the flows of \(table) are not stated to include imports (flows in meta.json); leave out --import-shares"
    case .noFlows(let table): "\(table) has coefficients and no flows; import shares need Z.npy"
    case .noImports(let table):
      "\(table) has no imports in final demand (a column with the role or category imports), so import shares are not known"
    case .noExports(let table):
      "\(table) has no exports in final demand: name their column by the role exports (of zeros where nothing is exported), or "
        + "uses abroad count as uses at home"
    case .importsExceedUses(let sector, let imports, let uses, let exports):
      "imports of \(sector.qualifiedCode), \(imports), exceed its uses at home, \(uses), and its exports, \(exports)"
    case .memory(let error): "\(error)"
    case .allocation(let error): "\(error)"
    }
  }
}
