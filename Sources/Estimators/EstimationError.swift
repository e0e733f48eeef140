import Aggregation
import MatrixCore
import Solvers
import Tables

/// Why an estimate was not made.
public enum EstimationError: Error, Equatable, CustomStringConvertible {
  case study(StudyError)
  case noValueAdded(table: String)
  case noFinalDemand(table: String)
  case noOutput(table: String)
  /// Flows include imports, and the measure speaks of the domestic economy.
  case totalFlows(table: String)
  /// A row the table does not have, or not for every sector.
  case noRow(String, table: String, rows: [String])
  /// A row that has no price; `rows` have.
  case notMoney(row: String, rows: [String])
  /// Sectors a command names.
  case sector(ConcordanceError)
  case noRegion(String, regions: [String])
  case shockedTwice(SectorLabel)
  /// The sector pays nothing for the input that becomes dearer.
  case nothingToShock(SectorLabel, row: String)
  case satelliteShape(String, expected: Int, found: Int)
  case satelliteNotFinite(String, SectorLabel)
  case satelliteWithoutOutput(String, SectorLabel, flow: Double)
  /// Two tables that cannot be compared.
  case tablesDiffer(String)
  case balancing(BalancingError)
  case aggregation(AggregationError)
  case trade(TradeError)
  case solver(SolverError)

  public var description: String {
    switch self {
    case .study(let error): "\(error)"
    case .noValueAdded(let table): "\(table) has no value added; an estimate of value added needs va.npy"
    case .noFinalDemand(let table): "\(table) has no final demand; an estimate of value added needs Y.npy"
    case .noOutput(let table): "\(table) has no gross output; add x.npy"
    case .totalFlows(let table):
      "the flows of \(table) include imports, so its multipliers are technological and not domestic; --technological accepts "
        + "them, --import-shares takes imports out"
    case .noRow(let name, let table, let rows):
      "\(table) has no row \(name) that fits its output (it has \(rows.isEmpty ? "none" : rows.joined(separator: ", ")))"
    case .notMoney(let row, let rows):
      "row \(row) is not in money, so that it cannot become dearer; name one of \(rows.joined(separator: ", "))"
    case .sector(let error): "\(error)"
    case .noRegion(let name, let regions):
      "no region is named \(name); the table has \(regions.prefix(8).joined(separator: ", "))\(regions.count > 8 ? ", …" : "")"
    case .shockedTwice(let sector): "the costs of sector \(sector.qualifiedCode) are changed twice; name it once"
    case .nothingToShock(let sector, let row):
      "sector \(sector.qualifiedCode) has no \(row) that could become dearer; name another sector or input"
    case .satelliteShape(let name, let expected, let found):
      "satellite \(name) has \(found) numbers; the table has \(expected) sectors"
    case .satelliteNotFinite(let name, let sector):
      "satellite \(name) of sector \(sector.qualifiedCode) is not a finite number"
    case .satelliteWithoutOutput(let name, let sector, let flow):
      "sector \(sector.qualifiedCode) has no output but \(flow) of satellite \(name); correct one of them"
    case .tablesDiffer(let difference): "\(difference); tables must agree to be compared"
    case .balancing(let error): "\(error)"
    case .aggregation(let error): "\(error)"
    case .trade(let error): "\(error)"
    case .solver(let error): "\(error)"
    }
  }
}
