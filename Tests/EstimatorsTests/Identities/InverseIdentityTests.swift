import Estimators
import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// L (I − A) = I, L ≥ I, x = L y, vᵀL = 1ᵀ, and what linkages and lengths say of the same inverse, on random balanced tables.
@Suite struct InverseIdentityTests {
  @Test(arguments: TestEngines.all, [UInt64(1), 2, 3, 4]) func inverse(_ test: TestEngine, _ seed: UInt64) throws {
    let table = try ReferenceTables.random(10, regions: 2, seed: seed)
    let economy = try Economy(table, rightHandSides: 20, EstimationSettings(engine: test.engine))
    let a = table.coefficientRows
    let columns = try economy.inverseColumns(Array(0..<10))
    let rows = try economy.inverseRows(Array(0..<10))
    for k in 0..<10 {
      for i in 0..<10 {
        let unit = i == k ? 1.0 : 0
        // Observed: 7e-16.
        #expect(abs(columns[k][i] - a[i].indices.reduce(0) { $0 + a[i][$1] * columns[k][$1] } - unit) < 1e-14)
        #expect(columns[k][i] >= unit && abs(rows[i][k] - columns[k][i]) < 1e-14)
      }
    }
    #expect(relativeDifference(try economy.output(meeting: table.totalFinalDemand), table.output ?? []) < 1e-14)
    let contents = try economy.contents(of: [economy.valueAddedCoefficients ?? []])[0]
    #expect(contents.allSatisfy { abs($0 - 1) < 1e-14 })
  }

  /// Normalised linkages sum to n.
  @Test(arguments: TestEngines.all, [UInt64(5), 6, 7]) func normalizedLinkages(_ test: TestEngine, _ seed: UInt64) throws {
    let table = try ReferenceTables.random(13, regions: 2, seed: seed)
    let result = try LinkageEstimator(EstimationSettings(engine: test.engine)).estimate(table)
    for measure in [result.directBackward, result.directForward, result.backward, result.forwardLeontief, result.forwardGhosh] {
      #expect(abs(measure.normalized.compactMap(\.self).reduce(0, +) - 13) < 1e-13)
    }
  }

  /// PLv is upstreamness, the row sums of Ghosh's inverse, where rows balance.
  @Test(arguments: RandomTrade.all) func forwardLengthIsUpstreamness(_ kind: RandomTrade.Kind) throws {
    let table = try RandomTrade.table(regions: kind.regions, codes: kind.codes, seed: kind.seed)
    for test in TestEngines.all {
      let settings = EstimationSettings(engine: test.engine)
      let lengths = try ProductionLengthEstimator(settings, basis: .residual).estimate(table).forward.total.lengths
      let linkages = try LinkageEstimator(settings).estimate(table).forwardGhosh.values
      for (length, linkage) in zip(lengths, linkages) {
        // Observed: 4e-16. A sector without output, or whose value added is nothing, has no length.
        if let length { #expect(relativeDifference(length, linkage) < 1e-14) }
      }
      #expect(lengths.contains { $0 != nil })
    }
  }
}

/// The same on every real table.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedInverseIdentityTests {
  @Test(arguments: SharedTables.ids) func inverse(_ id: String) throws {
    let table = try SharedTables.read(id)
    let n = table.sectorCount
    let members = [0, n / 3, n - 1]
    let economy = try Economy(table, rightHandSides: 3, EstimationSettings(engine: TestEngines.swift))
    let isNonnegative = (0..<n).allSatisfy { i in (0..<n).allSatisfy { table.transactions[i, $0] >= 0 } }
    for (k, column) in zip(members, try economy.inverseColumns(members)) {
      let used = try economy.product(column)
      let scale = column.map(abs).max() ?? 1
      for i in 0..<n {
        let unit = i == k ? 1.0 : 0
        // Observed: 8e-16 of the column's largest.
        #expect(abs(column[i] - used[i] - unit) <= 2e-14 * scale, "\(id) \(i) \(k)")
        if isNonnegative { #expect(column[i] >= unit - 1e-15, "\(id) \(i) \(k)") }
      }
    }
  }

  /// vᵀL = 1ᵀ where v is all that columns leave of a unit of output.
  @Test(arguments: SharedTables.ids) func allIsContainedOnce(_ id: String) throws {
    let table = try SharedTables.read(id)
    let n = table.sectorCount
    let economy = try Economy(table, rightHandSides: 1, EstimationSettings(engine: TestEngines.swift))
    var left = [CompensatedSum<Double>](repeating: CompensatedSum(), count: n)
    for j in 0..<n { left[j].add(1) }
    for i in 0..<n {
      for j in 0..<n {
        let output = table.transactionsKind == .flows ? (table.output?[j] ?? 0) : 1
        if output != 0 { left[j].add(-table.transactions[i, j] / output) }
      }
    }
    let contents = try economy.contents(of: [left.map(\.value)])[0]
    let largest = try #require(try economy.contents(of: [[Double](repeating: 1, count: n)])[0].map(abs).max())
    // Observed: 3e-16 of the largest multiplier.
    #expect(contents.allSatisfy { abs($0 - 1) <= 1e-14 * largest }, "\(id): \(largest)")
  }

  /// G = x̂⁻¹ L x̂ is the inverse of I − x̂⁻¹ Z by the flows themselves, and has the diagonal of L.
  @Test(arguments: SharedTables.ids) func ghosh(_ id: String) throws {
    let table = try SharedTables.read(id)
    guard let output = table.output, table.transactionsKind == .flows else { return }
    let (engine, n) = (TestEngines.swift, table.sectorCount)
    let leontief = try DenseLUSolver().prepare(CoefficientMatrix(table, on: engine), on: engine)
    let ghosh = try GhoshSystem(leontief, output: output, on: engine)
    for k in [0, n / 3, n - 1] where output[k] != 0 {
      let unit = (0..<n).map { $0 == k ? 1.0 : 0 }
      let (column, own) = (try ghosh.solve(unit).vector, try leontief.solve(unit).vector[k])
      // Observed: 3e-16.
      #expect(relativeDifference(column[k], own) < 1e-14, "\(id) \(k)")
      for i in 0..<n {
        var (sold, magnitude) = (0.0, abs(column[i]) + unit[i])
        for j in 0..<n where output[i] != 0 {
          let sale = table.transactions[i, j] / output[i] * column[j]
          sold += sale
          magnitude += abs(sale)
        }
        // A sector without output that sells has no such row.
        let isDefined = output[i] != 0 || column[i] == unit[i]
        #expect(!isDefined || abs(column[i] - sold - unit[i]) <= 1e-13 * magnitude, "\(id) \(i) \(k)")
      }
    }
  }

  @Test(arguments: SharedTables.ids) func normalizedLinkages(_ id: String) throws {
    let table = try SharedTables.read(id)
    guard let output = table.output else { return }
    let active = Double(output.count { $0 != 0 })
    let settings = EstimationSettings(engine: TestEngines.swift, totalFlows: .technological)
    let result = try LinkageEstimator(settings).estimate(table)
    for measure in [result.directBackward, result.directForward, result.backward, result.forwardLeontief, result.forwardGhosh] {
      let normalized = measure.normalized.compactMap(\.self)
      // Observed: 2.4e-15 of n.
      #expect(normalized.isEmpty || abs(normalized.reduce(0, +) - active) <= 1e-13 * active, "\(id)")
    }
  }

  /// On tables mended first, so that their rows balance to 1e-10.
  @Test(arguments: SharedExportsTests.ids) func forwardLengthIsUpstreamness(_ id: String) throws {
    let settings = EstimationSettings(engine: TestEngines.swift)
    let table = try TableBalancer(settings, Balancer(.gras)).balance(SharedTables.read(id)).takeTable()
    let lengths = try ProductionLengthEstimator(settings, basis: .residual).estimate(table).forward.total.lengths
    let linkages = try LinkageEstimator(settings).estimate(table).forwardGhosh.values
    for (i, (length, linkage)) in zip(lengths, linkages).enumerated() {
      // Observed: 7e-11 (wiodlr_1985); 4e-16 where the table balanced before.
      if let length { #expect(relativeDifference(length, linkage) < 1e-9, "\(id) \(table.sectors[i])") }
    }
  }
}
