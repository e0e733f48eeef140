import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Tables that fail, and the sectors that are named for it.
@Suite struct DiagnosisTests {
  private func coefficients(_ rows: [[Double]]) throws -> CoefficientMatrix {
    try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: TestEngines.swift)
  }

  private func diagnosis(_ rows: [[Double]], _ engine: Engine = TestEngines.swift) throws -> ProductivityDiagnosis {
    try ProductivityDiagnosis(of: coefficients(rows), on: engine)
  }

  @Test(arguments: TestEngines.all) func aCircuitIsNamed(_ test: TestEngine) throws {
    // s1 → s3 → s2 → s1 with gain 2 · 0.75 · 1 = 1.5; s0 and s4 are innocent.
    var rows = [[Double]](repeating: [Double](repeating: 0, count: 5), count: 5)
    rows[1][3] = 2
    rows[3][2] = 0.75
    rows[2][1] = 1
    rows[0][1] = 0.25
    rows[3][4] = 0.5
    rows[4][4] = 0.25
    let found = try diagnosis(rows, test.engine)
    let component = try #require(found.components.first)
    #expect(found.components.count == 1 && found.isProved && component.isProved)
    #expect(Set(component.sectors.map(\.code)) == ["s1", "s2", "s3"])
    let circuit = try #require(component.circuit)
    #expect(circuit.gain == 1.5 && circuit.isProved)
    // Which of them comes first is not told.
    #expect(["R/s1 → R/s3 → R/s2 → R/s1", "R/s3 → R/s2 → R/s1 → R/s3", "R/s2 → R/s1 → R/s3 → R/s2"].contains(circuit.path))
    // ρ = ∛1.5.
    #expect(component.radius.lower <= 1.1447142425533319 && component.radius.upper >= 1.1447142425533319)
    #expect(component.radius.lower >= 1)
    #expect(found.columnSums.map(\.sector.code) == ["s3", "s1"] && found.columnSums.map(\.sum) == [2, 1.25])
    #expect(found.negatives == nil)
    #expect(found.description.hasPrefix("the table is not productive: one unit of R/s"))
    #expect(
      found.description.hasSuffix(
        "; columns of A that sum to one or more: R/s3 2.0, R/s1 1.25; look at their outputs and inputs"))
  }

  /// Every single circuit gains less than one; together they use up what they make.
  @Test(arguments: TestEngines.all) func aComponentWithoutACircuitOfItsOwn(_ test: TestEngine) throws {
    // Three sectors that use 0.4 of each and of themselves: ρ = 1.2; a fourth beside them.
    var rows = [[Double]](repeating: [0.4, 0.4, 0.4, 0], count: 3)
    rows.append([0.1, 0, 0, 0.9])
    let found = try diagnosis(rows, test.engine)
    let component = try #require(found.components.first)
    #expect(found.components.count == 1 && component.isProved && Set(component.sectors.map(\.code)) == ["s0", "s1", "s2"])
    #expect(component.radius.lower <= 1.2 && component.radius.upper >= 1.2 && component.radius.relativeRadius < 1e-6)
    #expect(component.circuit.map { !$0.isProved && $0.gain < 1 } == true)
    #expect(found.description.contains("together use more than they make, spectral radius at least 1.1999"))
  }

  @Test func aSectorThatUsesAllItMakes() throws {
    let found = try diagnosis([[0.5, 0, 0], [0, 1, 0], [0, 0.25, 0.5]])
    #expect(found.components.map { $0.sectors.map(\.code) } == [["s1"]])
    #expect(found.components.first?.circuit.map { $0.gain == 1 && $0.isProved && $0.path == "R/s1 → R/s1" } == true)
    #expect(
      found.description
        == "the table is not productive: one unit of R/s1 (s1) needs 1.0 of itself through R/s1 → R/s1; "
        + "columns of A that sum to one or more: R/s1 1.25; look at their outputs and inputs")
  }

  /// Several groups: the proved ones first.
  @Test func groupsAreKeptApart() throws {
    var rows = [[Double]](repeating: [Double](repeating: 0, count: 6), count: 6)
    (rows[0][1], rows[1][0]) = (0.5, 1.5)
    (rows[2][3], rows[3][2]) = (2, 2)
    (rows[4][5], rows[5][4]) = (1.25, 1)
    let found = try diagnosis(rows)
    #expect(found.components.map { Set($0.sectors.map(\.code)) } == [["s2", "s3"], ["s4", "s5"]])
    #expect(found.components.map { $0.circuit?.gain } == [4, 1.25])
    #expect(found.description.contains("(and 1 more such groups)"))
  }

  @Test func negativesAreCounted() throws {
    let found = try diagnosis([[0, -0.25, 0], [0.5, 0, -3], [0, 0, 0]])
    let negatives = try #require(found.negatives)
    #expect(negatives.count == 2 && negatives.value == -3 && negatives.row.code == "s1" && negatives.column.code == "s2")
    #expect(found.components.isEmpty && found.columnSums.isEmpty && found.findsCause && !found.isProved)
    #expect(
      found.description
        == "A has 2 negative coefficients, the largest -3.0 in row R/s1, column R/s2; look at their outputs and inputs")
  }

  @Test(arguments: TestEngines.all) func productiveTablesHaveNoCause(_ test: TestEngine) throws {
    var economies = RandomEconomies(seed: 404)
    for k in 0..<300 {
      let kind = RandomEconomies.Kind.allCases[k % 6]
      let found = try diagnosis(economies.coefficients(1 + k / 6 % 12, kind), test.engine)
      #expect(!found.isProved, "\(kind)")
      if kind == .ordinary || kind == .sparse { #expect(found.components.isEmpty && found.columnSums.isEmpty, "\(kind)") }
    }
    #expect(try !diagnosis([]).findsCause)
    #expect(try diagnosis([]).description == "no cause is found in signs, column sums or circuits of A")
  }

  /// Economies scaled past the point where they are productive are proved not to be, by the right sectors.
  @Test(arguments: TestEngines.all) func scaledEconomiesAreProvedUnproductive(_ test: TestEngine) throws {
    var economies = RandomEconomies(seed: 405)
    for k in 0..<200 {
      let n = 2 + k % 11
      // Every column of the critical group sums to 1.0625, so that its radius does; others lead into it and out of it.
      let group = [[Double]].coefficients(n, columnSum: 1.0625, seed: 600 + UInt64(k))
      var rows = [[Double]](repeating: [Double](repeating: 0, count: n + 4), count: n + 4)
      for i in 0..<n {
        for j in 0..<n { rows[i + 2][j + 2] = group[i][j] }
        rows[i + 2][n + 2] = 0.125 * economies.share()
        rows[0][i + 2] = 0.125 * economies.share()
      }
      (rows[0][1], rows[1][0], rows[n + 2][n + 3], rows[n + 3][n + 2]) = (0.5, 0.5, 0.5, 0.5)
      let found = try diagnosis(rows, test.engine)
      #expect(found.isProved && found.components.count == 1)
      #expect(Set(found.components[0].sectors.map(\.code)) == Set((2..<n + 2).map { "s\($0)" }))
      #expect(found.components[0].radius.lower > 1.06 && found.components[0].radius.upper < 1.065)
    }
  }

  /// Long circuits and tables of more sectors than all circuits are weighed of.
  @Test func largeTables() throws {
    let n = 700
    var rows = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in 0..<n { rows[i][(i + 1) % n] = i == 0 ? 3 : 1 }
    let ring = try diagnosis(rows)
    #expect(ring.isProved && ring.components[0].circuit?.sectors.count == n && ring.components[0].circuit?.gain == 3)
    #expect(ring.components[0].circuit?.path.contains("(693 more)") == true)
    // A chain has no circuit at all.
    rows[n - 1][0] = 0
    #expect(try diagnosis(rows).components.isEmpty)
  }

  /// The heaviest circuit by geometric mean, against all circuits of four sectors.
  @Test func circuitsAgainstAllOfThem() throws {
    for seed in 0..<60 as Range<UInt64> {
      let rows = [[Double]].random(4, 4, seed: 700 + seed).map { $0.map { 1.5 * abs($0) } }
      let found = try diagnosis(rows)
      var best = 0.0
      func extend(_ path: [Int], _ gain: Double) {
        best = max(best, root(gain * rows[path[path.count - 1]][path[0]], path.count))
        for next in 0..<4 where !path.contains(next) { extend(path + [next], gain * rows[path[path.count - 1]][next]) }
      }
      for start in 0..<4 { extend([start], 1) }
      let circuit = try #require(found.components.first?.circuit)
      #expect(relativeDifference(root(circuit.gain, circuit.sectors.count), best) < 1e-12, "\(seed)")
    }
  }

  /// The k-th root of a positive number, by Newton's method.
  private func root(_ x: Double, _ k: Int) -> Double {
    var y = max(x, 1)
    for _ in 0..<200 {
      let power = (1..<k).reduce(1.0) { product, _ in product * y }
      y -= (y * power - x) / (Double(k) * power)
    }
    return y
  }

  @Test(arguments: TestEngines.all) func failuresAreExplained(_ test: TestEngine) throws {
    let a = try coefficients([[0.9, 0.9], [0.9, 0.9]])
    let failed = #expect(throws: SolverError.self) {
      try DenseLUSolver().prepare(a, on: test.engine).solve([1, 1]).report.sectors
    }
    let explained = try #require(failed).explained(by: a, on: test.engine)
    #expect(
      explained.description.hasPrefix(
        "the table is not productive: R/s0, R/s1 together use more than they make, spectral radius at least 1.7999"))
    guard case .diagnosed(let original, let diagnosis) = explained else {
      Issue.record("\(explained)")
      return
    }
    #expect(original == failed && diagnosis.isProved)
    #expect(explained.explained(by: a, on: test.engine) == explained)
  }

  @Test func whatNothingExplainsStaysAsItIs() throws {
    let productive = try coefficients([[0.1, 0.2], [0.3, 0.1]])
    for error in [SolverError.residualTooLarge(scaled: 20), .stopped, .rightHandSideShape(expected: 2, found: 3)] {
      #expect(error.explained(by: productive, on: TestEngines.swift) == error)
    }
    // A cause that is not a proof stands beside what was met.
    let negative = try coefficients([[0, -3], [0.5, 0]])
    #expect(
      SolverError.residualTooLarge(scaled: 20).explained(by: negative, on: TestEngines.swift).description
        == "the scaled residual is 20.0 (must be under 16): the solution is not trustworthy; A has 1 negative coefficient, "
        + "the largest -3.0 in row R/s0, column R/s1; look at their outputs and inputs")
    // Bad input and stops are never diagnosed.
    let critical = try coefficients([[2]])
    #expect(SolverError.stopped.explained(by: critical, on: TestEngines.swift) == .stopped)
    // Without memory to look, the failure is told as it was.
    let failure = SolverError.singular(sector: critical.sectors[0])
    #expect(failure.explained(by: critical, on: TestEngines.swift, budget: MemoryBudget(limit: 8)) == failure)
  }
}
