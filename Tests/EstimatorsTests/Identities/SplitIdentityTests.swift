import Aggregation
import Estimators
import Kernels
import MatrixCore
import Tables
import TestSupport
import Testing

/// Splitting by shares leaves multipliers as they were: L' = I + S (L − I) P, so that every child has its parent's.
@Suite struct SplitIdentityTests {
  private static let shares = [[0.3, 0.7], [0.05, 0.15, 0.8]]

  /// Every `step`-th sector in two or three parts; the table's first is called digital.
  static func study(_ sectors: SectorIndex, step: Int) throws -> StudyFile {
    let splits = stride(from: 0, to: sectors.count, by: step).map { k in
      let parts = shares[k / step % 2].enumerated().map { "{code: '\(sectors[k].code).\($0)', share: \($1)}" }
      return "  - {sector: '\(sectors[k].qualifiedCode)', into: [\(parts.joined(separator: ", "))]}"
    }
    let digital = "digital: {all: ['\(sectors[0].region)/\(sectors[0].code).0']}"
    return try StudyFile(text: "split:\n\(splits.joined(separator: "\n"))\n\(digital)", path: "study.yaml")
  }

  /// The parent of every sector of the split table, and the share it has of it.
  static func parents(_ sectors: SectorIndex, step: Int) -> [(parent: Int, share: Double)] {
    (0..<sectors.count).flatMap { k in k % step == 0 ? shares[k / step % 2].map { (k, $0) } : [(k, 1)] }
  }

  @Test(arguments: TestEngines.all, [UInt64(1), 2, 3]) func inverse(_ test: TestEngine, _ seed: UInt64) throws {
    let table = try ReferenceTables.random(9, regions: 3, seed: seed)
    let inverse = LeontiefOracle.inverse(of: table)
    let parents = Self.parents(table.sectors, step: 2)
    let settings = EstimationSettings(engine: test.engine)
    let result = try MultiplierEstimator(settings).estimate(table, study: Self.study(table.sectors, step: 2))
    let whole = try MultiplierEstimator(settings).estimate(table)
    for measure in ["output", "value_added", "employment"] {
      let (new, old) = (try #require(result[measure]).multipliers, try #require(whole[measure]).multipliers)
      // Observed: 8e-16.
      #expect(relativeDifference(new, parents.map { old[$0.parent] }) < 5e-15, "\(measure)")
    }
    // Fractions of the split flows, cell by cell, against I + S (L − I) P.
    let flows = table.flowRows
    let split = parents.map { i in parents.map { j in i.share * j.share * flows[i.parent][j.parent] } }
    let output = parents.map { $0.share * (table.output ?? [])[$0.parent] }
    let units = parents.indices.map { i in parents.indices.map { i == $0 ? 1.0 : 0 } }
    let exact = try #require(LeontiefOracle(flows: split, output: output).solve(units, isTransposed: false))
    for (i, row) in parents.enumerated() {
      for (j, column) in parents.enumerated() {
        let unit = row.parent == column.parent ? 1.0 : 0
        let closed = units[i][j] + row.share * (inverse[row.parent][column.parent] - unit)
        // Observed: 2e-16.
        #expect(abs(exact[i][j].high - closed) < 2e-15)
      }
    }
  }
}

@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedSplitIdentityTests {
  /// L' e_c = e_c + S (L − I) e_p for children c of parents p: columns of the inverse of the split table by those of the whole.
  @Test(arguments: SharedTables.ids) func inverse(_ id: String) throws {
    let table = try SharedTables.read(id)
    guard table.transactionsKind == .flows, table.output != nil else { return }
    let step = max(3, table.sectorCount / 12)
    let parents = SplitIdentityTests.parents(table.sectors, step: step)
    let file = try SplitIdentityTests.study(table.sectors, step: step)
    let settings = EstimationSettings(engine: TestEngines.swift)
    let split = try table.transformed(by: file.splitter(of: table.sectors), note: "", on: TestEngines.swift)
    let children = [0, 1, parents.count / 2, parents.count - 1]
    let new = try Economy(split, rightHandSides: 4, settings).inverseColumns(children)
    let old = try Economy(table, rightHandSides: 4, settings).inverseColumns(children.map { parents[$0].parent })
    for (k, child) in children.enumerated() {
      var expected = parents.map { $0.share * (old[k][$0.parent] - ($0.parent == parents[child].parent ? 1 : 0)) }
      expected[child] += 1
      // Observed: 3e-15 of the largest.
      #expect(relativeDifference(new[k], expected) < 5e-14, "\(id) \(child)")
    }
  }

  @Test(arguments: SharedTables.ids) func childrenHaveTheirParentsMultipliers(_ id: String) throws {
    let table = try SharedTables.read(id)
    guard table.transactionsKind == .flows, table.output != nil else { return }
    let step = max(3, table.sectorCount / 12)
    let parents = SplitIdentityTests.parents(table.sectors, step: step)
    let settings = EstimationSettings(engine: TestEngines.swift, totalFlows: .technological)
    let new = try MultiplierEstimator(settings).estimate(table, study: SplitIdentityTests.study(table.sectors, step: step))
    let old = try MultiplierEstimator(settings).estimate(table)
    for measure in old.measures {
      let found = try #require(new[measure.name]).multipliers
      // Observed: 5e-15 of the largest (china_digital_2020).
      #expect(relativeDifference(found, parents.map { measure.multipliers[$0.parent] }) < 5e-14, "\(id) \(measure.name)")
    }
  }
}
