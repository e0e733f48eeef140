import Estimators
import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Extraction by closed form against solving the table without the sectors (the oracle), printed figures, and order relations.
@Suite struct ExtractionEstimatorTests {
  /// x − x' of the economy without the sectors, solved in fractions.
  static func brute(_ table: borrowing InputOutputTable, _ taken: [Int], _ kind: ExtractionKind) throws -> [Double] {
    let (a, n) = (table.coefficientRows, table.sectorCount)
    var demand = table.totalFinalDemand
    let before = try solve(a, demand, isTransposed: false)
    if kind == .forwardGhosh {
      // x' = w'(I − Γ)⁻¹ with the rows of Γ = x̂⁻¹ A x̂ at zero.
      var gamma = (0..<n).map { i in (0..<n).map { before[i] == 0 ? 0 : a[i][$0] * before[$0] / before[i] } }
      let primary = (0..<n).map { j in before[j] - (0..<n).map { gamma[$0][j] * before[$0] }.reduce(0, +) }
      for k in taken { gamma[k] = [Double](repeating: 0, count: n) }
      return zip(before, try solve(gamma, primary, isTransposed: true)).map { $0 - $1 }
    }
    var without = a
    for k in taken {
      if [.total, .forward].contains(kind) { for j in 0..<n { without[k][j] = 0 } }
      if [.total, .backward].contains(kind) { for i in 0..<n { without[i][k] = 0 } }
      if kind == .backwardOwnUseKept { for i in 0..<n where !taken.contains(i) { without[i][k] = 0 } }
      if [.total, .finalDemand].contains(kind) { demand[k] = 0 }
    }
    return zip(before, try solve(without, demand, isTransposed: false)).map { $0 - $1 }
  }

  private static func solve(_ a: [[Double]], _ y: [Double], isTransposed: Bool) throws -> [Double] {
    let oracle = LeontiefOracle(flows: a, output: [Double](repeating: 1, count: a.count), mostExact: 16)
    return try #require(oracle.solve(y.map { [$0] }, isTransposed: isTransposed)).map { $0[0].high }
  }

  @Test(arguments: TestEngines.all, ExtractionKind.allCases)
  func setsOfSectors(_ test: TestEngine, _ kind: ExtractionKind) throws {
    let cases: [(seed: UInt64, taken: [Int])] = [(1, [0]), (2, [3, 1]), (3, [4, 5, 6, 7]), (4, [])]
    for (seed, taken) in cases {
      let table = try ReferenceTables.random(8, regions: 2, seed: seed)
      let result = try ExtractionEstimator(EstimationSettings(engine: test.engine)).estimate(table, without: taken)
      let exact = try Self.brute(table, taken, kind)
      let scale = table.output?.max() ?? 1
      // Observed: 3e-16 of the largest output at most.
      let losses = try #require(result.outputLosses[kind])
      #expect(zip(losses, exact).allSatisfy { abs($0 - $1) <= 1e-13 * scale }, "\(kind) \(taken)")
      let jobs = zip(exact, zip(table.rows[0].values, table.output ?? [])).map { $0 * $1.0 / $1.1 }.reduce(0, +)
      #expect(abs(try #require(result["employment"]?.losses[kind]) - jobs) <= 1e-13 * 30)
      #expect(result.checks.allSatisfy { $0.holds })
    }
  }

  @Test(arguments: TestEngines.all) func everySectorIsTheSameAsOneAtATime(_ test: TestEngine) throws {
    let table = try ReferenceTables.random(9, seed: 11)
    let estimator = ExtractionEstimator(EstimationSettings(engine: test.engine))
    let all = try estimator.estimateAll(table)
    for measure in ["output", "value_added", "employment"] {
      let losses = try #require(all[measure])
      for kind in ExtractionKind.allCases {
        for k in 0..<9 {
          let alone = try estimator.estimate(table, without: [k])
          let one = try #require(alone[measure]?.losses[kind])
          let found = try #require(losses.losses[kind]?[k])
          // Observed: 2e-16 of the total at most.
          #expect(abs(found - one) <= 1e-13 * losses.total, "\(measure) \(kind) \(k)")
        }
      }
    }
    #expect(all.checks.allSatisfy { $0.holds } && all.checks.count == 4)
    #expect(all.cost.solves <= 9 + 9)
  }

  /// Losses are not negative, and taking out more costs more.
  @Test(arguments: [UInt64(21), 22, 23]) func order(_ seed: UInt64) throws {
    let table = try ReferenceTables.random(12, columnSum: 0.5, spread: 0.1, seed: seed)
    let all = try ExtractionEstimator(EstimationSettings(engine: TestEngines.swift)).estimateAll(table)
    for measure in all.measures {
      let losses = measure.losses.mapValues { $0.compactMap(\.self) }
      for values in losses.values { #expect(values.allSatisfy { $0 >= 0 } && values.count == 12) }
      let total = try #require(losses[.total])
      for smaller in [ExtractionKind.backward, .forward, .finalDemand] {
        #expect(zip(total, try #require(losses[smaller])).allSatisfy { $0 >= $1 * (1 - 1e-14) })
      }
      #expect(
        zip(try #require(losses[.backward]), try #require(losses[.backwardOwnUseKept])).allSatisfy { $0 >= $1 * (1 - 1e-14) })
    }
  }

  /// Worked example: Germany 1995 with digital shares, the digital sectors merged and taken out (computed with NumPy).
  @Test(arguments: TestEngines.all) func workedExample(_ test: TestEngine) throws {
    let table = try WorkedExample.merged(on: test.engine)
    let result = try ExtractionEstimator(EstimationSettings(engine: test.engine)).estimate(table, without: [0])
    let output = try #require(result["output"])
    #expect(relativeDifference(try #require(output.losses[.backward]), 148896.16700435942) < 1e-12)
    #expect(relativeDifference(try #require(output.losses[.total]), 376812.87470654165) < 1e-12)
    #expect(relativeDifference(try #require(output.losses[.forwardGhosh]), 204604.81014174083) < 1e-12)
    #expect(relativeDifference(try #require(result["value_added"]?.losses[.total]), 203041.76392120705) < 1e-12)
  }

  @Test func aSectorWithoutOutputLosesNothing() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b", "c"], flows: [[150, 500, 0], [200, 100, 0], [0, 0, 0]], demand: [[350], [1700], [0]],
      output: [1000, 2000, 0], valueAdded: [650, 1400, 0])
    let all = try ExtractionEstimator(EstimationSettings(engine: TestEngines.swift)).estimateAll(table)
    for kind in ExtractionKind.allCases { #expect(all["output"]?.losses[kind]?[2] == 0) }
  }

  @Test func aSellerWithoutOutputHasNoGhosh() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b"], flows: [[1, 0], [2, 0]], demand: [[9], [-2]], output: [10, 0], valueAdded: [7, 0])
    let estimator = ExtractionEstimator(EstimationSettings(engine: TestEngines.swift))
    let all = try estimator.estimateAll(table)
    let ghosh = try #require(all["output"]?.losses[.forwardGhosh])
    #expect(ghosh[0] != nil && ghosh[1] == nil)
    #expect(all.remarks == ["no forward extraction by Ghosh of R/b: it sells but has no output"])
    let alone = try estimator.estimate(table, without: [1])
    #expect(alone.outputLosses[.forwardGhosh] == nil && alone.outputLosses[.total] != nil)
  }

  @Test func refusals() throws {
    let settings = EstimationSettings(engine: TestEngines.swift)
    let table = try ReferenceTables.millerBlair()
    #expect(throws: EstimationError.noRow("jobs", table: "miller_blair", rows: ["value_added"])) {
      try ExtractionEstimator(settings, rows: ["jobs"]).estimateAll(table)
    }
    #expect(throws: EstimationError.solver(.update(.sectorsRepeated(sector: table.sectors[1])))) {
      try ExtractionEstimator(settings).estimate(table, without: [1, 1])
    }
    #expect(throws: EstimationError.solver(.update(.sectorOutOfRange(index: 2, sectors: 2)))) {
      try ExtractionEstimator(settings).estimate(table, without: [2])
    }
    var stopped = settings
    stopped.monitor = WorkMonitor { _ in false }
    #expect(throws: EstimationError.solver(.stopped)) { try ExtractionEstimator(stopped).estimateAll(table) }
  }

  @Test func emptyAndSmallest() throws {
    let settings = EstimationSettings(engine: TestEngines.swift)
    let nothing = try ReferenceTables.table(codes: [], flows: [], demand: [], output: [], valueAdded: [])
    let none = try ExtractionEstimator(settings).estimateAll(nothing)
    #expect(none["output"]?.losses[.total] == [])
    let one = try ReferenceTables.table(codes: ["a"], flows: [[2]], demand: [[8]], output: [10], valueAdded: [8])
    let result = try ExtractionEstimator(settings).estimateAll(one)
    let all = try #require(result["output"])
    // l = 1.25: without it nothing is left; without its inputs 8; without its final demand nothing.
    let expected: [ExtractionKind: Double] = [
      .total: 10, .backward: 2, .backwardOwnUseKept: 0, .forward: 2, .finalDemand: 10, .forwardGhosh: 2,
    ]
    for (kind, value) in expected { #expect(abs(try #require(all.losses[kind]?[0]) - value) <= 1e-14) }
  }
}

/// On every real table: what is lost without each sector's final demand sums to all there is.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedExtractionTests {
  @Test(arguments: SharedTables.ids) func identitiesHold(_ id: String) throws {
    let table = try SharedTables.read(id)
    guard table.output != nil || !table.demand.isEmpty else { return }
    let settings = EstimationSettings(engine: TestEngines.swift, totalFlows: .technological)
    let all = try ExtractionEstimator(settings).estimateAll(table)
    for check in all.checks { #expect(check.holds, "\(id): \(check)") }
    let n = table.sectorCount
    let isNonnegative = (0..<n).allSatisfy { i in (0..<n).allSatisfy { table.transactions[i, $0] >= 0 } }
    guard isNonnegative, !table.demand.isEmpty, table.totalFinalDemand.allSatisfy({ $0 >= 0 }) else { return }
    let output = try #require(all["output"])
    for (kind, losses) in output.losses {
      // Observed: none below zero.
      let known = losses.compactMap(\.self)
      #expect(!known.isEmpty && known.allSatisfy { $0 >= -1e-15 * output.total }, "\(id) \(kind)")
    }
  }

  /// Tables of flows in which an elimination of 106 bits takes no time.
  static let small = SharedTables.ids.filter { id in
    !["wiod2013_", "wiodlr", "bea", "useeio", "gaeeio"].contains { id.hasPrefix($0) }
  }

  /// Closed forms against solving anew, on real tables.
  @Test(arguments: small) func closedFormsAreBruteForce(_ id: String) throws {
    let table = try SharedTables.read(id)
    let settings = EstimationSettings(engine: TestEngines.swift, totalFlows: .technological)
    let n = table.sectorCount
    let taken = n < 4 ? [0] : [1, n / 2, n - 2]
    let result = try ExtractionEstimator(settings).estimate(table, without: taken)
    let scale = (table.output ?? []).map(abs).max() ?? 1
    for (kind, losses) in result.outputLosses {
      let exact = try ExtractionEstimatorTests.brute(table, taken, kind)
      // Observed: 5e-16 at most.
      #expect(zip(losses, exact).allSatisfy { abs($0 - $1) <= 1e-13 * scale }, "\(id) \(kind)")
    }
  }

  /// On the large ones every variant against the table without what is taken out, solved as any other.
  @Test(
    arguments: ["bea_2017_17sch_ixi", "wiodlr_1965", "wiodlr_1985", "wiodlr_2000", "wiod2013_1995", "wiod2013_2011"],
    ExtractionKind.allCases)
  func extractionOfLargeTables(_ id: String, _ kind: ExtractionKind) throws {
    let settings = EstimationSettings(engine: TestEngines.swift, totalFlows: .technological)
    let table = try SharedTables.read(id)
    let n = table.sectorCount
    let taken = [1, n / 2, n - 2]
    // No sector of these sells without output: every variant is defined.
    let losses = try #require(try ExtractionEstimator(settings).estimate(table, without: taken).outputLosses[kind])
    var values = try Matrix(copying: table.transactions.view)
    let (output, demand) = (table.output ?? [], table.totalFinalDemand)
    for j in 0..<n { for i in 0..<n { values[i, j] = output[j] == 0 ? 0 : values[i, j] / output[j] } }
    let whole = try solve(Matrix(copying: values.view), demand, table.sectors)
    let without: [Double]
    if kind == .forwardGhosh {
      // Γ = x̂⁻¹ A x̂ and primary inputs w = x − xᵀΓ, of the rows that stay.
      var primary = whole
      for j in 0..<n {
        for i in 0..<n {
          values[i, j] = whole[i] == 0 ? 0 : values[i, j] * whole[j] / whole[i]
          primary[j] -= values[i, j] * whole[i]
        }
      }
      for k in taken { for j in 0..<n { values[k, j] = 0 } }
      without = try solve(values, primary, table.sectors, .transposed)
    } else {
      var rest = demand
      for k in taken {
        if [.total, .finalDemand].contains(kind) { rest[k] = 0 }
        for i in 0..<n {
          let isOwn = taken.contains(i) && kind == .backwardOwnUseKept
          if [.total, .backward, .backwardOwnUseKept].contains(kind), !isOwn { values[i, k] = 0 }
          if [.total, .forward].contains(kind) { values[k, i] = 0 }
        }
      }
      without = try solve(values, rest, table.sectors)
    }
    let scale = whole.map(abs).max() ?? 1
    let worst = (0..<n).map { abs(losses[$0] - (whole[$0] - without[$0])) }.max() ?? 0
    // Observed: 2e-15 of the largest output.
    #expect(worst <= 2e-14 * scale, "\(id) \(kind): \(worst / scale)")
  }

  private func solve(
    _ values: consuming Matrix<Double>, _ demand: [Double], _ sectors: SectorIndex, _ orientation: Orientation = .output
  ) throws -> [Double] {
    let matrix = try CoefficientMatrix(sectors: sectors, values: values, on: TestEngines.swift)
    return try DenseLUSolver().prepare(matrix, on: TestEngines.swift).solve(demand, orientation: orientation).vector
  }
}
