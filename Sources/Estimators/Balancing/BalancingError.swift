import Kernels
import MatrixCore
import Tables

/// Why a matrix was not balanced. Lines are named as the caller named them.
public indirect enum BalancingError: Error, Equatable, CustomStringConvertible {
  /// RAS takes no negative cells.
  case negativeCell(row: String, column: String, value: Double)
  case targetNotFinite(line: String)
  /// A target below zero in a line that has no negative cell, or in RAS.
  case negativeTarget(line: String, target: Double)
  /// A positive target in a line that has no positive cell.
  case nothingToScale(line: String, target: Double)
  /// Several lines that no factor brings to their targets: the first with its reason, the others by name.
  case unreachable(BalancingError, others: [String])
  case totalsDiffer(rows: Double, columns: Double)
  /// The factors of a line left the range of numbers.
  case diverged(line: String, iterations: Int)
  /// Rows that are off their targets still, the farthest first.
  case notConverged([UnmetTarget], iterations: Int)
  /// What the new flows leave of output cannot be given to a line that had nothing.
  case noProportions(String, of: SectorLabel, amount: Double)
  case coefficients(table: String)
  /// Final demand is balanced to the table's own sums alone.
  case targetsForFinalDemand
  case memory(MemoryRefusal)
  case allocation(AllocationError)
  case stopped

  public var description: String {
    switch self {
    case .negativeCell(let row, let column, let value):
      "the flow from \(row) to \(column) is \(value); RAS takes no negative flows, GRAS does (--method gras)"
    case .targetNotFinite(let line): "the target of \(line) is not a finite number"
    case .negativeTarget(let line, let target):
      "the target of \(line) is \(target), but it has no negative flow that could make its sum so small"
    case .nothingToScale(let line, let target):
      "the target of \(line) is \(target), but it has no positive flow that could be scaled to it; correct the flows or the target"
    case .unreachable(let first, let others):
      "\(first); neither can these be brought to their targets: \(Self.list(others))"
    case .totalsDiffer(let rows, let columns):
      "the targets of rows sum to \(rows), those of columns to \(columns); make them agree, or scale the columns (--scale-columns)"
    case .diverged(let line, let iterations):
      "the factor of \(line) leaves all bounds after \(iterations) iterations: the zeros of the flows do not allow these targets"
    case .notConverged(let lines, let iterations):
      "after \(iterations) iterations \(Self.list(lines.map(\.description))): the zeros of the flows do not allow these "
        + "targets, or more iterations are needed"
    case .noProportions(let what, let sector, let amount):
      "sector \(sector.qualifiedCode) has no \(what) to which \(amount) of its output could go; correct its targets"
    case .coefficients(let table): "\(table) holds coefficients; flows are needed for balancing"
    case .targetsForFinalDemand:
      "final demand is balanced to the table's own output and primary inputs; give no targets, or keep it (--final-demand kept)"
    case .memory(let refusal): "\(refusal)"
    case .allocation(let error): "\(error)"
    case .stopped: "balancing was stopped"
    }
  }
  private static func list(_ names: [String], most: Int = 5) -> String {
    names.prefix(most).joined(separator: ", ") + (names.count > most ? " and \(names.count - most) more" : "")
  }
}

/// A line whose sum is not its target.
public struct UnmetTarget: Sendable, Equatable, CustomStringConvertible {
  public var line: String
  public var sum: Double
  public var target: Double

  public var description: String { "\(line) sums to \(sum) and not to \(target)" }
}
