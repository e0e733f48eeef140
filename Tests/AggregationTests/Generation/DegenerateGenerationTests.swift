import Aggregation
import Kernels
import MatrixCore
import Tables
import TestSupport
import Testing

/// Sources at the edge, and what is refused.
@Suite struct DegenerateGenerationTests {
  private func table(
    flows: [[Double]], demand: [Double], output: [Double], valueAdded: [Double]
  ) throws -> InputOutputTable {
    try ReferenceTables.table(
      codes: output.indices.map { "s\($0)" }, flows: flows, demand: demand.map { [$0] }, output: output, valueAdded: valueAdded)
  }

  @Test func oneSector() throws {
    let pair = try GeneratedTable(
      table(flows: [[40]], demand: [60], output: [100], valueAdded: [60]), TableGenerator(.sectors(9), noise: 1))
    #expect(pair.table.sectorCount == 9)
    #expect(relativeDifference(pair.merged()[0][0], 40) <= 16 * Double.ulpOfOne)
    #expect(abs(pair.table.coefficients().spectralRadius() - 0.4) <= 16 * Double.ulpOfOne)
  }

  @Test func sectorsWithoutOutputStayWithout() throws {
    let source = try table(
      flows: [[10, 0, 20], [0, 0, 0], [30, 0, 5]], demand: [70, 0, 65], output: [100, 0, 100], valueAdded: [60, 0, 75])
    let pair = try GeneratedTable(source, TableGenerator(.subregions(6), seed: 2))
    let validation = TableValidation(of: pair.table)
    #expect(validation.isUsable && validation.inactiveSectors.count == 6)
    let output = pair.table.output ?? []
    for (q, parent) in pair.parents.enumerated() { #expect((output[q] == 0) == (parent == 1)) }
  }

  @Test func negativeDemandAndValueAddedKeepTheirSign() throws {
    let source = try table(flows: [[10, 80], [95, 5]], demand: [-10, 20], output: [80, 120], valueAdded: [-25, 35])
    let pair = try GeneratedTable(source, TableGenerator(.subregions(5), noise: 1))
    for (q, parent) in pair.parents.enumerated() {
      #expect((pair.table.finalDemand[q, 0] < 0) == (parent == 0))
      #expect(((pair.table.valueAdded?[q] ?? 0) < 0) == (parent == 0))
    }
    #expect(abs(pair.table.coefficients().spectralRadius() - pair.source.coefficients().spectralRadius()) <= 32 * Double.ulpOfOne)
  }

  @Test func negativeFlowsKeepTheirSign() throws {
    let source = try table(flows: [[10, -8], [20, 5]], demand: [98, 75], output: [100, 100], valueAdded: [70, 103])
    let pair = try GeneratedTable(source, TableGenerator(.subregions(7), noise: 1, homeBias: 0.5))
    for i in pair.parents.indices {
      for j in pair.parents.indices {
        #expect((pair.table.transactions[i, j] < 0) == (pair.parents[i] == 0 && pair.parents[j] == 1))
      }
    }
    #expect(relativeDifference(pair.merged()[0][1], -8) <= 16 * Double.ulpOfOne)
  }

  @Test func coefficientsStayCoefficients() throws {
    let labels = ["a", "b", "c"].map { SectorLabel(region: $0 == "c" ? "S" : "R", code: $0, name: $0) }
    let source = try InputOutputTable(
      sectors: SectorIndex(labels), transactionsKind: .coefficients,
      transactions: Matrix([[0.25, 0.5, 0.1], [0.125, 0, 0.2], [0.3, 0.1, 0.4]]), demand: [],
      finalDemand: Matrix(rows: 3, columns: 0), output: nil, valueAdded: nil)
    let result = try TableGenerator(.subregions(4), noise: 0.5).generate(source, on: TestEngines.swift)
    #expect(result.transactionsKind == .coefficients && result.output == nil && result.sectorCount == 12)
    for j in 0..<12 {
      let sum = (0..<12).map { result.transactions[$0, j] }.compensatedSum()
      let parent = j < 8 ? j % 2 : 2
      #expect(relativeDifference(sum, [0.675, 0.6, 0.7][parent]) <= 16 * Double.ulpOfOne)
    }
    let cells = (0..<12).map { i in (0..<12).map { result.transactions[i, $0] } }
    let before = (0..<3).map { i in (0..<3).map { source.transactions[i, $0] } }
    #expect(abs(cells.spectralRadius() - before.spectralRadius()) <= 32 * Double.ulpOfOne)
  }

  @Test func anOutputTooSmallToSplit() throws {
    let source = try table(flows: [[0, 0], [0, 0]], demand: [1e-307, 1], output: [1e-307, 1], valueAdded: [1e-307, 1])
    #expect(try TableGenerator(.subregions(1)).generate(source, on: TestEngines.swift).output?[0] == 1e-307)
    let error = #expect(throws: GenerationError.self) {
      try TableGenerator(.subregions(50)).generate(source, on: TestEngines.swift).sectors
    }
    #expect(
      error?.description == "sector R/s0 has output 1e-307, too small to split; set it to zero or aggregate the sector")
  }

  @Test(arguments: [
    (-0.1, 0.5, "noise is -0.1 and must be between 0.0 and 1.0"), (1.1, 0.5, "noise is 1.1 and must be between 0.0 and 1.0"),
    (.nan, 0.5, "noise is nan and must be between 0.0 and 1.0"), (0, 1, "home bias is 1.0 and must be between 0.0 and 0.99"),
    (0, -.infinity, "home bias is -inf and must be between 0.0 and 0.99"),
    (0, .nan, "home bias is nan and must be between 0.0 and 0.99"),
  ])
  func parametersOutOfRange(_ noise: Double, _ bias: Double, _ sentence: String) throws {
    let source = try ReferenceTables.millerBlair()
    let error = #expect(throws: GenerationError.self) {
      try TableGenerator(.subregions(2), noise: noise, homeBias: bias).generate(source, on: TestEngines.swift).sectors
    }
    #expect(error?.description == sentence)
  }

  @Test(arguments: ["Z of R/s0 to R/s1", "final demand of R/s1, demand 0,", "output of R/s1", "value added of R/s0"])
  func whatIsNotFinite(_ place: String) throws {
    var source = try table(flows: [[1, 2], [3, 4]], demand: [7, 3], output: [10, 10], valueAdded: [6, 4])
    switch place.first {
    case "Z": source.transactions[0, 1] = .nan
    case "f": source.finalDemand[1, 0] = .infinity
    case "o": source.output?[1] = -.infinity
    default: source.valueAdded?[0] = .nan
    }
    let error = #expect(throws: GenerationError.notFinite(place)) {
      try TableGenerator(.subregions(2)).generate(source, on: TestEngines.swift).sectors
    }
    #expect(error?.description == "\(place) is not finite; repair the source")
  }

  @Test func memoryIsRefusedBeforeItIsTaken() throws {
    let source = try ReferenceTables.millerBlair()
    let error = #expect(throws: GenerationError.self) {
      try TableGenerator(.sectors(1_000_000)).generate(source, on: TestEngines.swift, budget: MemoryBudget(limit: 1 << 30))
        .sectors
    }
    guard case .memory(let refusal) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.needed >= 8_000_000_000_000 && refusal.purpose == "generating 1000000 sectors")
  }

  @Test(arguments: [0, 1]) func aMonitorStopsIt(_ report: Int) throws {
    let source = try ReferenceTables.millerBlair()
    let progress = RecordedProgress(stoppingAt: report)
    #expect(throws: GenerationError.stopped) {
      try TableGenerator(.sectors(2100)).generate(source, on: TestEngines.swift, monitor: progress.monitor).sectors
    }
    #expect(progress.fractions.count == report + 1)
  }
}
