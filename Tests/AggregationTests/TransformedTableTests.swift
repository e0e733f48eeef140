import Aggregation
import Kernels
import MatrixCore
import Tables
import TestSupport
import Testing

@Suite struct TransformedTableTests {
  @Test(arguments: TestEngines.all) func integersComeOutExact(_ test: TestEngine) throws {
    let table = try ReferenceTables.germany1995()
    let digital = SectorLabel(region: "DEU", code: "D", name: "D")
    let q = try Aggregator.merging([1, 4], into: digital, of: table.sectors)
    let merged = try table.transformed(by: q, note: "merged", on: test.engine)
    #expect(merged.transactions[0, 0] == 304584 + 11981 + 96115 + 193176)
    #expect(merged.transactions[0, 1] == 7930 + 3637)
    #expect(merged.transactions[2, 0] == 7334 + 23457)
    #expect(merged.output == [1_771_933, 43910, 245606, 540063, 508918])
    #expect(merged.valueAdded == [810_448, 21664, 115624, 311407, 365017])
    #expect(merged.finalDemand[0, 4] == 313711 + 13612)
    #expect(merged.rows(named: "employment")?.values == [12639, 1096, 3236, 9251, 10206])
    #expect(merged.metadata.history == ["merged"])
    let total = table.transactions.elements.compensatedSum()
    #expect(merged.transactions.elements.compensatedSum() == total)
    let (rows, demand) = (merged.transactions.view.rowSums(), merged.totalFinalDemand)
    #expect(merged.output?.indices.allSatisfy { rows[$0] + demand[$0] == merged.output?[$0] } == true)
  }

  @Test(arguments: TestEngines.all) func splitCellsFollowTheShares(_ test: TestEngine) throws {
    let table = try ReferenceTables.millerBlair()
    let split = SectorSplit(
      sector: "1", into: [.init(code: "1a", name: "", share: 0.25), .init(code: "1b", name: "", share: 0.75)])
    let s = try Splitter.splitting([split], of: table.sectors)
    let result = try table.transformed(by: s, note: "", on: test.engine)
    // α² z11, αβ z11, β² z11 and α z12: exact in binary for quarters.
    #expect(result.transactions[0, 0] == 9.375)
    #expect(result.transactions[0, 1] == 28.125)
    #expect(result.transactions[1, 1] == 84.375)
    #expect(result.transactions[0, 2] == 125 && result.transactions[2, 1] == 150)
    #expect(result.output == [250, 750, 2000])
  }

  @Test(arguments: TestEngines.all) func coefficientTablesBecomeFlows(_ test: TestEngine) throws {
    let labels = ["a", "b"].map { SectorLabel(region: "R", code: $0, name: $0) }
    let table = try InputOutputTable(
      sectors: SectorIndex(labels), transactionsKind: .coefficients, transactions: Matrix([[0.25, 0.5], [0.125, 0]]),
      demand: [], finalDemand: Matrix(rows: 2, columns: 0), output: [8, 4], valueAdded: nil)
    let q = try Aggregator.merging([0, 1], into: SectorLabel(region: "R", code: "all", name: ""), of: table.sectors)
    let result = try table.transformed(by: q, note: "", on: test.engine)
    #expect(result.transactionsKind == .flows)
    #expect(result.transactions[0, 0] == 2 + 2 + 1)
  }

  @Test func coefficientsWithoutOutputAreRefused() throws {
    let table = try InputOutputTable(
      sectors: SectorIndex([SectorLabel(region: "R", code: "a", name: "")]), transactionsKind: .coefficients,
      transactions: Matrix([[0.25]]), demand: [], finalDemand: Matrix(rows: 1, columns: 0), output: nil, valueAdded: nil)
    let q = try Aggregator.merging([0], into: SectorLabel(region: "R", code: "all", name: ""), of: table.sectors)
    let error = #expect(throws: AggregationError.self) {
      try table.transformed(by: q, note: "", on: TestEngines.swift).sectors
    }
    #expect(error?.description == "a table of coefficients without output cannot be aggregated or split; add x.npy")
  }

  @Test func memoryIsRefusedBeforeItIsTaken() throws {
    let table = try ReferenceTables.germany1995()
    let q = try Aggregator.merging([0], into: SectorLabel(region: "R", code: "D", name: ""), of: table.sectors)
    let error = #expect(throws: AggregationError.self) {
      try table.transformed(by: q, note: "", on: TestEngines.swift, budget: MemoryBudget(limit: 10)).sectors
    }
    #expect(error == .memory(MemoryRefusal(purpose: "the table of 6 sectors", needed: 288, held: 672, limit: 10)))
  }
}
