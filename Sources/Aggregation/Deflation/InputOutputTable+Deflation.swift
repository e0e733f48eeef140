import Kernels
import MatrixCore
import Tables

/// How value added comes to constant prices.
public enum ValueAddedDeflation: String, Sendable, CaseIterable {
  /// Output less all inputs, each at constant prices: x_j/p_j − Σ_i z_ij/p_i − other primary inputs/p_j. Keeps the balance of the
  /// columns; may turn negative, which is reported and never clipped.
  case double
  /// By the sector's own deflator, va_j/p_j: keeps the shares of output and breaks the balance of the columns.
  case single
}

extension InputOutputTable {
  /// The table at constant prices: rows of Z and Y and output by the producers' deflators.
  ///
  /// Z_ij/p_i, Y_i/p_i, x_i/p_i; other primary inputs of sector j by p_j, since their own prices are not known. Satellites stay.
  /// Shapes: n deflators, above zero, in the year's prices over the base year's. Units: money of the base year. Cost: one pass.
  /// Errors: memory. Reference: Miller and Blair (2009), section 4.7 (double deflation); methods reference 3.9.
  public borrowing func deflated(
    by deflators: [Double], valueAdded method: ValueAddedDeflation, note: String, budget: MemoryBudget = .unlimited
  ) throws(AggregationError) -> InputOutputTable {
    precondition(transactionsKind == .flows, "only flows have prices")
    precondition(deflators.count == sectorCount && deflators.allSatisfy { $0 > 0 && $0.isFinite }, "a deflator for each sector")
    let n = sectorCount
    do {
      try budget.holding(allocatedBytes).reserve(MemoryBudget.bytes(rows: n, columns: n), for: "the table at constant prices")
    } catch { throw .memory(error) }
    let perRow = { (values: [Double]) in zip(values, deflators).map { $0 / $1 } }
    let flows = try Self.rowsDivided(transactions, by: deflators)
    let intermediate = Self.columnSums(flows)
    let realDemand = try Self.rowsDivided(finalDemand, by: deflators)
    let primary = Set(primaryInputRows.map(\.name) + [Self.allPrimaryInputsName])
    let deflatedRows = rows.filter { $0.name != Self.allPrimaryInputsName }.map { row in
      primary.contains(row.name) ? NamedRows(name: row.name, values: perRow(row.values), meaning: row.meaning) : row
    }
    let realOutput = output.map(perRow)
    let realValueAdded =
      method == .single ? valueAdded.map(perRow) : realOutput.map { Self.net($0, of: deflatedRows, primary, intermediate) }
    var deflatedMetadata = metadata
    deflatedMetadata.history.append(note)
    return InputOutputTable(
      sectors: sectors, transactions: flows, demand: demand, finalDemand: realDemand, output: realOutput,
      valueAdded: realValueAdded, rows: deflatedRows, metadata: deflatedMetadata)
  }

  /// What output leaves after intermediate and other primary inputs.
  private static func net(
    _ output: [Double], of rows: [NamedRows], _ primary: Set<String>, _ intermediate: [Double]
  ) -> [Double] {
    let inputs = rows.filter { primary.contains($0.name) }.map(\.values) + [intermediate]
    return output.indices.map { j in output[j] - inputs.lazy.map { $0[j] }.compensatedSum() }
  }

  private static func columnSums(_ matrix: borrowing Matrix<Double>) -> [Double] { matrix.view.columnSums() }

  private static func rowsDivided(
    _ matrix: borrowing Matrix<Double>, by divisors: [Double]
  ) throws(AggregationError) -> Matrix<Double> {
    do {
      var copy = try Matrix(copying: matrix.view)
      for i in 0..<copy.rows {
        for j in 0..<copy.columns { copy[i, j] /= divisors[i] }
      }
      return copy
    } catch { throw .allocation(error) }
  }
}
