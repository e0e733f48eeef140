import Kernels
import MatrixCore
import Tables

/// Why a table could not be brought into another classification.
public enum AggregationError: Error, Equatable, CustomStringConvertible {
  case concordance(ConcordanceError)
  case memory(MemoryRefusal)
  case allocation(AllocationError)

  public var description: String {
    switch self {
    case .concordance(let error): "\(error)"
    case .memory(let error): "\(error)"
    case .allocation(let error): "\(error)"
    }
  }
}

extension InputOutputTable {
  /// The table in another classification: Z' = C Z Cᵀ, Y' = C Y, x' = C x, and the same for value added and all rows.
  ///
  /// Coefficients are never aggregated: a table of coefficients is turned into flows by its output first. Row and column
  /// balances carry over because C keeps totals. Cost: one pass over Z for an aggregator; every cell of a split sector is
  /// read once a child. Memory: the result (and Z = A x̂ for a table of coefficients).
  /// Errors: a table of coefficients without output; memory.
  public borrowing func transformed(
    by concordance: Concordance, note: String, on engine: Engine, budget: MemoryBudget = .unlimited
  ) throws(AggregationError) -> InputOutputTable {
    precondition(concordance.sourceCount == sectorCount, "a concordance of another classification")
    let targetCount = concordance.targets.count
    do {
      // A table of coefficients is first turned into flows.
      let flows = transactionsKind == .coefficients ? MemoryBudget.bytes(rows: sectorCount, columns: sectorCount) : 0
      try budget.holding(allocatedBytes).reserve(
        MemoryBudget.sum(flows, MemoryBudget.bytes(rows: targetCount, columns: targetCount)),
        for: "the table of \(targetCount) sectors")
    } catch { throw .memory(error) }
    do {
      let flows = try transformedFlows(by: concordance, on: engine)
      var demandMatrix = try Matrix<Double>(rows: targetCount, columns: finalDemand.columns)
      var target = demandMatrix.mutableView
      engine.multiply(sparse: concordance.matrix, finalDemand.view, into: &target)
      return InputOutputTable(
        sectors: try Self.index(concordance), transactions: flows, demand: demand, finalDemand: demandMatrix,
        output: output.map(concordance.apply), valueAdded: valueAdded.map(concordance.apply),
        rows: rows.map { $0.transformed(by: concordance) }, metadata: metadata.adding(history: note))
    } catch let error as AggregationError {
      throw error
    } catch let error as AllocationError {
      throw .allocation(error)
    } catch { preconditionFailure("unexpected error: \(error)") }
  }

  private static func index(_ concordance: Concordance) throws(AggregationError) -> SectorIndex {
    do { return try SectorIndex(concordance.targets) } catch { throw .concordance(.labels(error)) }
  }

  private borrowing func transformedFlows(
    by concordance: Concordance, on engine: Engine
  ) throws -> Matrix<Double> {
    let count = concordance.targets.count
    var result = try Matrix<Double>(rows: count, columns: count)
    var target = result.mutableView
    switch transactionsKind {
    case .flows:
      engine.aggregate(rows: concordance.matrix, transactions.view, columns: concordance.matrix, into: &target)
    case .coefficients:
      guard let output else { throw AggregationError.concordance(.needsOutput) }
      var flows = try Matrix<Double>(rows: sectorCount, columns: sectorCount)
      var flowsView = flows.mutableView
      engine.columnScaled(transactions.view, by: output, into: &flowsView)
      engine.aggregate(rows: concordance.matrix, flows.view, columns: concordance.matrix, into: &target)
    }
    return result
  }
}

extension NamedRows {
  fileprivate func transformed(by concordance: Concordance) -> NamedRows {
    let width = concordance.sourceCount
    let rows = (0..<rowCount).flatMap { concordance.apply(Array(values[$0 * width..<($0 + 1) * width])) }
    return NamedRows(name: name, rowCount: rowCount, values: rows, meaning: meaning)
  }
}

extension TableMetadata {
  fileprivate func adding(history note: String) -> TableMetadata {
    var copy = self
    copy.history.append(note)
    return copy
  }
}
