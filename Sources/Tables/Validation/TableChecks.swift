import MatrixCore

/// The state of a validation: what was scanned and what was found so far.
struct TableChecks {
  let labels: SectorIndex
  let kind: InputOutputTable.Transactions
  let flows: FlowScan
  let demand: FlowScan
  var findings: [TableFinding] = []
  var balance = BalanceReport(row: nil, column: nil)
  var inactiveSectors: [Int] = []
  var coefficientColumnSums: [Double]?

  init(_ table: borrowing InputOutputTable, flows: FlowScan, demand: FlowScan) {
    labels = table.sectors
    kind = table.transactionsKind
    self.flows = flows
    self.demand = demand
  }

  /// The name of the matrix of transactions in messages.
  var matrixName: String { kind == .flows ? "Z" : "A" }

  /// How a sector is named in messages: `REGION/CODE at position 3`.
  func name(_ sector: Int) -> String { "\(labels[sector].qualifiedCode) at position \(sector)" }

  /// Names the first sectors of a list: "A/1 at position 0, A/2 at position 1 and 3 more".
  func names(_ sectors: [Int]) -> String {
    let shown = 3
    let text = sectors.prefix(shown).map(name).joined(separator: ", ")
    return sectors.count > shown ? "\(text) and \(sectors.count - shown) more" : text
  }

  mutating func add(
    _ kind: TableFinding.Kind, _ severity: TableFinding.Severity, _ sentence: String, sectors: [Int] = [],
    worst: Double? = nil
  ) {
    findings.append(TableFinding(kind, severity, sentence, sectors: sectors, worst: worst))
  }

  /// Everything that needs finite numbers.
  mutating func checkEconomics(_ table: borrowing InputOutputTable, _ negativeOutput: NegativeOutput, _ imbalance: GrossImbalance)
  {
    if labels.count == 0 { add(.noSectors, .warning, "the table has no sectors: every result is empty") }
    checkNegativeOutput(table, policy: negativeOutput)
    checkZeroOutput(table)
    checkTinyOutput(table)
    checkBalances(table, imbalance)
    checkNegatives(table)
    checkColumnSums(table)
    checkValueAdded(table)
  }
}
