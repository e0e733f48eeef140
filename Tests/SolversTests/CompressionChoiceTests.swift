import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// When a dense A is compressed before it is solved for, on a host whose speed is given, and what comes of it.
@Suite struct CompressionChoiceTests {
  private let rates = HostRates(flops: 2.2e11, bytes: 5e10, cachedBytes: 1e11, cacheSize: 24e6, source: .measured)

  private func choice(_ n: Int, density: Double, _ m: Int = 1, limit: Int? = nil) -> CompressionChoice {
    var problem = SolveProblem(sectors: n, rightHandSides: m)
    problem.nonZeros = Int(density * Double(n * n))
    return CompressionChoice(problem, rates: rates, budget: MemoryBudget(limit: limit))
  }

  @Test(arguments: [1, 64]) func largeTablesWithFewFlowsAreCompressed(_ m: Int) {
    #expect(choice(6000, density: 0.01, m).isWorthwhile && choice(6000, density: 0.05, m).isWorthwhile)
    #expect(!choice(6000, density: 0.051, m).isWorthwhile && !choice(6000, density: 1, m).isWorthwhile)
    #expect(choice(6000, density: 0.0125, m).reason == "A in compressed rows, 1.25 % of it not being zero")
  }

  @Test(arguments: [0, 1, 60]) func smallTablesAreLeftAlone(_ n: Int) {
    #expect(!choice(n, density: 0.01).isWorthwhile)
  }

  @Test func whatHasNoRoomIsNotTried() {
    // 24 bytes for 360,000 non-zeros.
    #expect(!choice(6000, density: 0.01, limit: 24 * 360_000).isWorthwhile)
    #expect(choice(6000, density: 0.01, limit: 24 * 360_000 + 32 << 20).isWorthwhile)
  }

  @Test func compressedRowsAreNotCompressed() {
    var problem = SolveProblem(sectors: 6000, rightHandSides: 1)
    (problem.nonZeros, problem.bytesPerPass) = (360_000, 12 * 360_000)
    #expect(!CompressionChoice(problem, rates: rates).isWorthwhile)
  }

  /// Regions of 35 sectors, one of which buys from all and the others nothing: whichever it is and however many regions there are, a
  /// sample does not see it everywhere. The rows that are full are 1/35 of all; observed: at most 5 of 64.
  @Test(arguments: [32, 64, 128]) func aSampleIsNoSectorOfEveryRegion(_ regions: Int) throws {
    let n = 35 * regions
    var found: [Double] = []
    for sector in 0..<35 {
      var matrix = try Matrix<Double>(rows: n, columns: n)
      for i in stride(from: sector, to: n, by: 35) {
        for j in 0..<n { matrix[i, j] = 1 }
      }
      found.append(CompressionChoice.sampledDensity(of: matrix.view))
    }
    #expect(found.allSatisfy { $0 <= 8.0 / 64 })
    #expect(abs(found.reduce(0, +) - 1) <= 1e-12)
  }

  @Test(arguments: [1, 2, 63, 64, 65, 500]) func aSampleOfRowsIsOfTheMatrix(_ n: Int) throws {
    var matrix = try Matrix<Double>(rows: n, columns: n + 3)
    #expect(CompressionChoice.sampledDensity(of: matrix.view) == 0)
    for i in 0..<n { matrix[i, 1] = -0.5 }
    #expect(CompressionChoice.sampledDensity(of: matrix.view) == 1 / Double(n + 3))
    #expect(CompressionChoice.sampledDensity(of: matrix.view.window(rows: 0..<0, columns: 0..<3)) == 1)
    #expect(CompressionChoice.sampledDensity(of: matrix.view.window(rows: 0..<n, columns: 0..<0)) == 1)
  }

  /// The flows divided by output, and nothing for a sector that has none.
  @Test(arguments: TestEngines.all) func theFlowsDividedOnce(_ test: TestEngine) throws {
    let output: [Double] = [8, 0, 3]
    let rows: [[Double]] = [[1, 0, 0], [0, 0, -2], [4, 0, 0]]
    let table = InputOutputTable(
      sectors: try SectorIndex(["a", "b", "c"].map { SectorLabel(region: "R", code: $0, name: "") }),
      transactions: try Matrix(rows), demand: [], finalDemand: try Matrix(rows: 3, columns: 0), output: output,
      valueAdded: nil)
    let compressed = try CoefficientMatrix(flowsOf: table, on: test.engine).compressed(on: test.engine)
    #expect(compressed.rows.values == [0.125, -2 * (1 / 3.0), 0.5])
    #expect(compressed.rows.columnIndices == [0, 2, 0] && compressed.rows.rowStarts == [0, 1, 2, 3])
    #expect(compressed.facts.nonZeros == 3 && !compressed.facts.isNonNegative)
  }

  @Test func memoryForThemIsAskedFor() throws {
    let matrix = try CoefficientMatrix(codes: ["a", "b"], rows: [[0.5, 0], [0, 0.5]], on: TestEngines.swift)
    let error = #expect(throws: SolverError.self) {
      try matrix.compressed(on: TestEngines.swift, budget: MemoryBudget(limit: 32)).count
    }
    #expect(error?.description.contains("the 2 coefficients of 2 sectors that are not zero") == true)
  }
}
