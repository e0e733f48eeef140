import CommandLineSupport
import Leontief

/// A report of balancing as JSON.
struct BalancingDocument: Encodable {
  let method: String
  let iterations: Int
  let rowError: Double
  let columnError: Double
  let worstRow: String?
  let worstColumn: String?
  let negativeCells: Int
  let left: [String]
  let emptied: [String]
  let flows: Move
  let finalDemand: Move

  /// What was moved of a part of the table.
  struct Move: Encodable {
    let moved: Double
    let magnitude: Double
    @OrNull var share: Double?
    @OrNull var largest: Cell?

    init(_ move: BalancingMove) {
      (moved, magnitude, share) = (move.moved, move.magnitude, move.share)
      largest = move.largest.map { Cell(row: $0.row, column: $0.column, before: $0.before, after: $0.after) }
    }
  }

  struct Cell: Encodable {
    let row: String
    let column: String
    let before: Double
    let after: Double
  }

  init(_ balanced: borrowing BalancedTable) {
    let report = balanced.report
    (method, iterations) = (report.method.rawValue, report.iterations)
    (rowError, columnError) = (report.rowError, report.columnError)
    (worstRow, worstColumn) = (report.worstRow, report.worstColumn)
    (negativeCells, left, emptied) = (report.negativeCells, report.left, report.emptied)
    (flows, finalDemand) = (Move(balanced.flows), Move(balanced.finalDemand))
  }

  /// What moved, for people.
  var text: String {
    [("flows", flows), ("final demand", finalDemand)].map { name, move in "\n\(name): \(move.text)" }.joined()
  }
}

extension BalancingDocument.Move {
  fileprivate var text: String {
    guard let largest else { return "nothing moved" }
    let part = share.map { ", \((100 * $0).shortText) % of it" } ?? ""
    let change = largest.after - largest.before
    return "\(moved.shortText) moved\(part); most \(change.shortText) of \(largest.before.shortText) "
      + "from \(largest.row) to \(largest.column)"
  }
}

extension BalancingReport {
  /// What is printed above the summaries.
  var text: String {
    let rest = left.isEmpty ? "" : "\nleft, since no flow can be scaled: \(left.joined(separator: ", "))"
    let none =
      emptied.isEmpty ? "" : "\nemptied, since negative flows alone cannot sum to zero: \(emptied.joined(separator: ", "))"
    let worst = [worstRow.map { "at \($0)" } ?? "", worstColumn.map { "at \($0)" } ?? ""]
    return "\(method.rawValue.uppercased()): \(iterations) iterations, \(negativeCells) negative flows; rows within "
      + "\(rowError.shortText) \(worst[0]), columns within \(columnError.shortText) \(worst[1])\(rest)\(none)"
  }
}
