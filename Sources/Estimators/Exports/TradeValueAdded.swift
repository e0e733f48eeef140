import MatrixCore
import Tables

/// What the value added of a trade measure is.
public enum ValueAddedBasis: String, Sendable, CaseIterable {
  /// The table's value added at basic prices, where it has one; else the residual.
  case given
  /// All that a column does not buy from sectors, x − 1ᵀZ: value added with taxes and margins.
  case residual
}

/// Value added of an inter-regional table and what its columns pay beside it, a unit of output.
///
/// With v + o = 1 − 1ᵀA every measure's parts add to the exports: (v + o)ᵀL = 1ᵀ. A table without value added has v = 1 − 1ᵀA,
/// and the result says so. What a sector without output sells all the same, as some tables have it, nobody paid for: its v is
/// zero and its o is one.
struct TradeValueAdded: Sendable {
  /// v, 0 for inactive sectors.
  let coefficients: [Double]
  /// o: taxes, margins and discrepancies beside given value added; 1 for inactive sectors.
  let others: [Double]
  let money: [Double]
  /// 1ᵀZ, what each column buys from sectors.
  let bought: [Double]
  let remarks: [String]

  /// Errors: missing output; output that is negative without leave, or zero with inputs.
  init(
    _ table: borrowing InputOutputTable, _ basis: ValueAddedBasis, _ settings: EstimationSettings
  ) throws(EstimationError) {
    guard let output = table.output else { throw .noOutput(table: table.metadata.title) }
    let bought = settings.engine.columnSums(table.transactions.view)
    self.bought = bought
    let residual = output.indices.map { output[$0] - bought[$0] }
    let isGiven = basis == .given && table.valueAdded != nil
    let money = (isGiven ? table.valueAdded : nil) ?? residual
    func ratios(_ values: [Double]) -> [Double] { output.indices.map { output[$0] == 0 ? 0 : values[$0] / output[$0] } }
    self.money = money
    coefficients = ratios(money)
    others = zip(output, ratios(zip(residual, money).map { $0 - $1 })).map { $0 == 0 ? 1 : $1 }
    remarks = Self.remarks(table, basis, isGiven, residual: residual, money: money)
  }

  private static func remarks(
    _ table: borrowing InputOutputTable, _ basis: ValueAddedBasis, _ isGiven: Bool, residual: [Double], money: [Double]
  ) -> [String] {
    if isGiven {
      let (rest, all) = (zip(residual, money).map { $0 - $1 }.compensatedSum(), residual.compensatedSum())
      guard abs(rest) > 1e-6 * abs(all) else { return [] }
      return [
        "value added is the table's own; taxes, margins and the like are kept apart as other primary inputs "
          + "(--value-added residual counts them in)"
      ]
    }
    let what = "value added is output less intermediate inputs, x − 1ᵀZ"
    return [basis == .residual ? what : "\(what), because the table gives none"]
  }
}
