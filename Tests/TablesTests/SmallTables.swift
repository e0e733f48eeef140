import MatrixCore
import Tables

/// Tables of three sectors for the checks, balanced exactly unless a test says otherwise.
struct SmallTable {
  var flows: [[Double]] = [[10, 20, 5], [15, 0, 25], [5, 10, 30]]
  var demand: [[Double]] = [[65], [60], [55]]
  var output: [Double]? = [100, 100, 100]
  var valueAdded: [Double]? = [60, 65, 30]
  var rows = [NamedRows(name: "imports", values: [10, 5, 10])]
  var kind = InputOutputTable.Transactions.flows
  var layout = Layout.rowMajor

  func table() throws -> InputOutputTable {
    let labels = ["a", "b", "c", "d"].prefix(flows.count).map { SectorLabel(region: "R", code: $0, name: "sector \($0)") }
    let hasDemand = !demand.isEmpty
    return InputOutputTable(
      sectors: try SectorIndex(labels), transactionsKind: kind, transactions: try Matrix(flows, layout: layout),
      demand: hasDemand ? [DemandCategory(region: "R", category: "all")] : [],
      finalDemand: hasDemand ? try Matrix(demand, layout: layout) : try Matrix(rows: flows.count, columns: 0),
      output: output, valueAdded: valueAdded, rows: rows)
  }

  func validation(_ negativeOutput: NegativeOutput = .refused) throws -> TableValidation {
    TableValidation(of: try table(), negativeOutput: negativeOutput)
  }
}
