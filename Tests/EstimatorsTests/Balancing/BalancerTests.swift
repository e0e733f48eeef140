import Estimators
import Kernels
import MatrixCore
import Tables
import TestSupport
import Testing

/// RAS and GRAS against printed tables and by what must hold of them.
@Suite struct BalancerTests {
  /// A balanced matrix that can be copied.
  private struct Answer {
    let values: [[Double]]
    let rowFactors: [Double]
    let columnFactors: [Double]
    let columnTargets: [Double]
    let report: BalancingReport

    init(_ matrix: borrowing BalancedMatrix) {
      var rows: [[Double]] = []
      for i in 0..<matrix.values.rows {
        var row: [Double] = []
        for j in 0..<matrix.values.columns { row.append(matrix.values[i, j]) }
        rows.append(row)
      }
      values = rows
      (rowFactors, columnFactors) = (matrix.rowFactors, matrix.columnFactors)
      (columnTargets, report) = (matrix.columnTargets, matrix.report)
    }
  }

  @discardableResult
  private func balance(
    _ rows: [[Double]], _ u: [Double], _ t: [Double], _ method: Balancer.Method = .ras, on engine: Engine = TestEngines.swift,
    tolerance: Double = 1e-13, iterations: Int = 10_000, scalesColumns: Bool = false
  ) throws -> Answer {
    let balancer = Balancer(method, tolerance: tolerance, mostIterations: iterations, scalesColumns: scalesColumns)
    let matrix = try Matrix(rows)
    return Answer(
      try balancer.balance(
        matrix.view, rows: u, columns: t,
        names: (u.indices.map { "row \($0)" }, t.indices.map { "column \($0)" }), EstimationSettings(engine: engine)))
  }

  private static let a0 = [[0.120, 0.100, 0.049], [0.210, 0.247, 0.265], [0.026, 0.249, 0.145]]
  private static let x = [421.0, 284, 283]

  /// Miller and Blair, section 7.4.2: data as GAMSPy prints them, the limit computed with NumPy.
  @Test(arguments: TestEngines.all, Balancer.Method.allCases)
  func millerBlair(_ test: TestEngine, _ method: Balancer.Method) throws {
    let start = Self.a0.map { zip($0, Self.x).map { $0 * $1 } }
    let result = try balance(start, [245, 136, 159], [251, 107, 182], method, on: test.engine)
    let flows = [
      [165.2101482, 34.61360464, 45.17624716], [63.52861968, 18.78617795, 53.68520236],
      [22.26123212, 53.60021741, 83.13855048],
    ]
    let found = result.values
    #expect(zip(found.joined(), flows.joined()).allSatisfy { abs($0 - $1) <= 1e-7 })
    let coefficients = [
      0.39242315, 0.12187889, 0.15963338, 0.15089933, 0.06614851, 0.18970036, 0.05287704, 0.18873316, 0.2937758,
    ]
    let a = found.flatMap { row in zip(row, Self.x).map { $0 / $1 } }
    #expect(zip(a, coefficients).allSatisfy { abs($0 - $1) <= 1e-8 })
    #expect(result.report.rowError <= 1e-13 && result.report.columnError <= 1e-15 && result.report.iterations > 3)
    // Z' = r̂ Z ŝ.
    for i in 0..<3 {
      for j in 0..<3 {
        #expect(relativeDifference(found[i][j], result.rowFactors[i] * start[i][j] * result.columnFactors[j]) < 1e-15)
      }
    }
  }

  /// The table that was really made has those margins: it is its own estimate, and not the one from the year before.
  @Test(arguments: TestEngines.all, Balancer.Method.allCases)
  func millerBlairsOwnTable(_ test: TestEngine, _ method: Balancer.Method) throws {
    let a1 = [
      [0.2327791, 0.25352113, 0.26501767], [0.1543943, 0.02816901, 0.22261484], [0.20902613, 0.09507042, 0.15547703],
    ]
    let start = a1.map { zip($0, Self.x).map { $0 * $1 } }
    let result = try balance(start, [245, 136, 159], [251, 107, 182], method, on: test.engine)
    // Eight decimals are printed.
    let a = result.values.flatMap { row in zip(row, Self.x).map { $0 / $1 } }
    #expect(a.count == 9 && zip(a, a1.joined()).allSatisfy { abs($0 - $1) <= 1e-8 }, "\(a)")
  }

  /// One sweep, rows then columns, is the textbook's first step.
  @Test func oneStep() throws {
    let start = Self.a0.map { zip($0, Self.x).map { $0 * $1 } }
    // Loose enough that the first step is taken for the answer.
    let first = try balance(start, [245, 136, 159], [251, 107, 182], tolerance: 0.9)
    let step = [
      0.39952561, 0.13617429, 0.17643704, 0.15419035, 0.07417654, 0.2104331, 0.04248357, 0.16640973, 0.2562394,
    ]
    let a = first.values.flatMap { row in zip(row, Self.x).map { $0 / $1 } }
    #expect(first.report.iterations == 1 && zip(a, step).allSatisfy { abs($0 - $1) <= 1e-8 })
    #expect(throws: BalancingError.self) { try balance(start, [245, 136, 159], [251, 107, 182], iterations: 2) }
  }

  /// Quilis' demonstration of RAS (ras_d.m), computed with NumPy.
  @Test(arguments: TestEngines.all) func quilis(_ test: TestEngine) throws {
    let (f0, x0, x1) = ([[50.0, 100, 0], [30, 50, 20], [20, 50, 30]], [200.0, 300, 200], [200.0, 400, 300])
    let start = f0.map { row in row.indices.map { row[$0] / x0[$0] * x1[$0] } }
    let result = try balance(start, [160, 150, 120], [100, 250, 80], on: test.engine)
    let expected = [
      [45.25229214, 114.74770786, 0], [36.23060604, 76.55927103, 37.21012293], [18.51710182, 58.69302111, 42.78987707],
    ]
    #expect(zip(result.values.joined(), expected.joined()).allSatisfy { abs($0 - $1) <= 1e-8 })
    #expect(result.values[0][2] == 0)
  }

  private func random(_ n: Int, _ m: Int, seed: UInt64) -> [[Double]] {
    var numbers = SeededNumbers(seed)
    return (0..<n).map { _ in
      (0..<m).map { _ in
        let value = numbers.unit()
        return abs(value) < 0.3 ? 0 : value < -0.8 ? value : abs(value)
      }
    }
  }

  /// Margins reached, signs and zeros kept, and what was balanced already stays.
  @Test(arguments: TestEngines.all, [UInt64(1), 2, 3, 4, 5]) func gras(_ test: TestEngine, _ seed: UInt64) throws {
    let start = random(7, 9, seed: seed)
    // Reachable targets: the margins of the same pattern with other numbers.
    var numbers = SeededNumbers(seed + 100)
    let other = start.map { $0.map { $0 * (1.5 + numbers.unit()) } }
    let (u, t) = (other.map { $0.reduce(0, +) }, (0..<9).map { j in other.map { $0[j] }.reduce(0, +) })
    let result = try balance(start, u, t, .gras, on: test.engine, tolerance: 1e-12)
    let found = result.values
    for i in 0..<7 {
      #expect(abs(found[i].reduce(0, +) - u[i]) <= 1e-10)
      for j in 0..<9 {
        #expect(found[i][j].sign == start[i][j].sign || start[i][j] == 0)
        #expect((found[i][j] == 0) == (start[i][j] == 0))
      }
    }
    for j in 0..<9 { #expect(abs(found.map { $0[j] }.reduce(0, +) - t[j]) <= 1e-13) }
    #expect(result.report.negativeCells == start.joined().count { $0 < 0 })
    // The fixed point: its own margins.
    let (own, ownColumns) = (start.map { $0.reduce(0, +) }, (0..<9).map { j in start.map { $0[j] }.reduce(0, +) })
    let same = try balance(start, own, ownColumns, .gras, on: test.engine)
    #expect(same.report.iterations == 1)
    #expect(zip(same.values.joined(), start.joined()).allSatisfy { abs($0 - $1) <= 1e-14 })
  }

  /// A row of negative flows alone, by the rule for p = 0.
  @Test(arguments: TestEngines.all) func negativeRows(_ test: TestEngine) throws {
    let start = [[-1.0, -2, 0], [3, 4, 5], [1, 0, 2]]
    let result = try balance(start, [-4, 14, 4], [2, 4, 8], .gras, on: test.engine, tolerance: 1e-12)
    let found = result.values
    #expect(abs(found[0].reduce(0, +) + 4) <= 1e-11 && found[0].allSatisfy { $0 <= 0 })
    #expect(abs(found.map { $0[0] }.reduce(0, +) - 2) <= 1e-13)
  }

  @Test func whatNoScalingReachesIsNamed() throws {
    #expect(throws: BalancingError.negativeCell(row: "row 0", column: "column 1", value: -1)) {
      try balance([[1, -1], [1, 1]], [1, 1], [1, 1])
    }
    #expect(throws: BalancingError.nothingToScale(line: "row 1", target: 2)) {
      try balance([[1, 1], [0, 0]], [1, 2], [2, 1])
    }
    #expect(throws: BalancingError.nothingToScale(line: "column 0", target: 2)) {
      try balance([[0, 1], [0, 1]], [1, 2], [2, 1])
    }
    #expect(throws: BalancingError.negativeTarget(line: "row 0", target: -1)) {
      try balance([[1, 1], [1, 1]], [-1, 3], [1, 1], .gras)
    }
    #expect(throws: BalancingError.targetNotFinite(line: "column 1")) { try balance([[1, 1]], [1], [1, .nan]) }
    #expect(throws: BalancingError.totalsDiffer(rows: 3, columns: 4)) { try balance([[1, 1], [1, 1]], [1, 2], [2, 2]) }
    // The pattern forbids: row 0 can only use column 0, which must be smaller.
    #expect(throws: BalancingError.self) { try balance([[1, 0], [1, 1]], [3, 1], [2, 2], iterations: 200) }
    var settings = EstimationSettings(engine: TestEngines.swift)
    settings.monitor = WorkMonitor { _ in false }
    #expect(throws: BalancingError.stopped) {
      _ = try Balancer(.ras).balance(
        Matrix([[1.0]]).view, rows: [1], columns: [1], names: (["r"], ["c"]), settings)
    }
    settings = EstimationSettings(engine: TestEngines.swift, budget: MemoryBudget(limit: 4))
    #expect(throws: BalancingError.self) {
      _ = try Balancer(.ras).balance(
        Matrix([[1.0]]).view, rows: [1], columns: [1], names: (["r"], ["c"]), settings)
    }
  }

  @Test func totalsThatDifferMayBeScaled() throws {
    let result = try balance([[1, 1], [1, 1]], [1, 2], [2, 2], scalesColumns: true)
    #expect(result.columnTargets == [1.5, 1.5])
    #expect(relativeDifference(result.values.flatMap(\.self), [0.5, 0.5, 1, 1]) < 1e-15)
  }

  @Test func zerosAndNothing() throws {
    let zeros = try balance([[1, 1], [1, 1]], [0, 2], [1, 1])
    #expect(zeros.values == [[0, 0], [1, 1]])
    let empty = try balance([], [], [])
    #expect(empty.values.isEmpty)
  }
}

/// Tables that are balanced.
@Suite struct TableBalancerTests {
  /// What of a balanced table can be copied.
  private struct Answer {
    let flows: [[Double]]
    let demand: [Double]
    let valueAdded: [Double]
    let output: [Double]
    let history: [String]

    init(_ balanced: borrowing BalancedTable) {
      (flows, demand) = (balanced.table.flowRows, balanced.table.totalFinalDemand)
      (valueAdded, output) = (balanced.table.valueAdded ?? [], balanced.table.output ?? [])
      history = balanced.table.metadata.history
    }
  }

  private func balance(
    _ table: borrowing InputOutputTable, _ method: Balancer.Method = .ras,
    to targets: TableBalancer.Targets = TableBalancer.Targets()
  ) throws -> Answer {
    let balancer = TableBalancer(EstimationSettings(engine: TestEngines.swift), Balancer(method, tolerance: 1e-13))
    return Answer(try balancer.balance(table, to: targets))
  }

  @Test func aTableThatDoesNotBalanceIsMended() throws {
    var table = try ReferenceTables.random(6, seed: 77)
    for i in 0..<6 { table.transactions[i, (i * 5 + 1) % 6] *= 1.1 }
    let balanced = try balance(table)
    let (demand, valueAdded, output) = (table.totalFinalDemand, table.valueAdded ?? [], table.output ?? [])
    for i in 0..<6 {
      let row = balanced.flows[i].reduce(0, +) + demand[i]
      let column = balanced.flows.map { $0[i] }.reduce(0, +) + valueAdded[i]
      #expect(relativeDifference(row, output[i]) < 1e-12 && relativeDifference(column, output[i]) < 1e-12)
    }
    #expect(balanced.demand == demand && balanced.valueAdded == valueAdded)
    #expect(balanced.history == ["flows balanced by RAS"])
  }

  @Test func newTargetsMoveFinalDemandAndPrimaryInputs() throws {
    let table = try ReferenceTables.random(5, seed: 78)
    let (flows, output) = (table.flowRows, (table.output ?? []).map { $0 * 1.25 })
    let rows = flows.map { $0.reduce(0, +) * 1.2 }
    let columns = (0..<5).map { j in flows.map { $0[j] }.reduce(0, +) * 1.2 }
    let balanced = try balance(table, .gras, to: .init(rows: rows, columns: columns, output: output))
    let (demand, inputs) = (balanced.demand, balanced.valueAdded)
    for i in 0..<5 {
      #expect(relativeDifference(rows[i] + demand[i], output[i]) < 1e-14)
      #expect(relativeDifference(columns[i] + inputs[i], output[i]) < 1e-14)
    }
    #expect(balanced.output == output)
  }

  @Test func refusals() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b"], flows: [[5, 5], [2, 3]], demand: [[0], [5]], output: [10, 10], valueAdded: [3, 2])
    #expect(throws: EstimationError.balancing(.noProportions("final demand", of: table.sectors[0], amount: 1))) {
      _ = try balance(table, to: .init(rows: [9, 6], columns: [7, 8]))
    }
    let without = try ReferenceTables.table(
      codes: ["a"], flows: [[5]], demand: [[5]], output: [10], valueAdded: nil)
    #expect(throws: EstimationError.noValueAdded(table: "test")) { _ = try balance(without) }
  }
}

/// On real tables: every one comes out balanced.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedBalancerTests {
  @Test(arguments: SharedTables.ids, Balancer.Method.allCases) func balanced(_ id: String, _ method: Balancer.Method) throws {
    let table = try SharedTables.read(id)
    let n = table.sectorCount
    let isNonnegative = (0..<n).allSatisfy { i in (0..<n).allSatisfy { table.transactions[i, $0] >= 0 } }
    guard table.transactionsKind == .flows, isNonnegative || method == .gras else { return }
    let balancer = Balancer(method, tolerance: 1e-9, scalesColumns: true)
    // Targets that this support reaches: the margins of the flows made larger at random.
    var numbers = SeededNumbers(9)
    let (r, s) = ((0..<n).map { _ in 1.5 + numbers.unit() }, (0..<n).map { _ in 1.5 + numbers.unit() })
    var (rows, columns) = ([Double](repeating: 0, count: n), [Double](repeating: 0, count: n))
    for i in 0..<n {
      for j in 0..<n {
        let value = table.transactions[i, j]
        let scaled = value > 0 ? r[i] * s[j] * value : value / (r[i] * s[j])
        rows[i] += scaled
        columns[j] += scaled
      }
    }
    let (report, found) = try answer(balancer, table, rows, columns)
    // GRAS finds the very factors the targets were made with, up to a number for all.
    #expect(report.rowError <= 2e-9 && report.columnError <= 1e-9, "\(report)")
    #expect(zip(found, rows).allSatisfy { abs($0 - $1) <= 1e-8 * max(abs($1), 1) })
  }
  private func answer(
    _ balancer: Balancer, _ table: borrowing InputOutputTable, _ rows: [Double], _ columns: [Double]
  ) throws -> (BalancingReport, [Double]) {
    let names = table.sectors.labels.map(\.qualifiedCode)
    let result = try balancer.balance(
      table.transactions.view, rows: rows, columns: columns, names: (names, names),
      EstimationSettings(engine: TestEngines.swift))
    return (result.report, result.values.view.rowSums())
  }
}
