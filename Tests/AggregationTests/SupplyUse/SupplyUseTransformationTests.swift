import Aggregation
import Kernels
import MatrixCore
import Tables
import TestSupport
import Testing

/// Supply and use tables made symmetric: Miller and Blair, table 5.3, and what must hold of every result.
@Suite struct SupplyUseTransformationTests {
  static func labels(_ prefix: String, _ count: Int) throws -> SectorIndex {
    try SectorIndex((0..<count).map { SectorLabel(region: "R", code: "\(prefix)\($0)", name: "\(prefix)\($0)") })
  }

  static func table(
    use: [[Double]], make: [[Double]], demand: [Double], valueAdded: [Double]?
  ) throws -> SupplyUseTable {
    SupplyUseTable(
      commodities: try labels("c", use.count), industries: try labels("i", make.count), use: try Matrix(use),
      make: try Matrix(make), demand: [DemandCategory(region: "R", category: "all")], finalDemand: try Matrix(column: demand),
      valueAdded: valueAdded)
  }

  /// Table 5.3 as open-risk/leontief prints it.
  static func millerBlair() throws -> SupplyUseTable {
    try table(use: [[12, 8], [10, 7]], make: [[90, 0], [10, 100]], demand: [80, 83], valueAdded: [68, 95])
  }

  private func coefficients(_ table: borrowing InputOutputTable) -> [Double] { table.coefficientRows.flatMap(\.self) }

  private func agrees(_ values: [Double], _ expected: [Double]) -> Bool {
    values.count == expected.count && zip(values, expected).allSatisfy { abs($0 - $1) <= 5e-7 }
  }

  @Test(arguments: TestEngines.all) func millerBlair(_ test: TestEngine) throws {
    let expected: [(SupplyUseTransformation.Technology, SupplyUseTransformation.Kind, [Double], [Double]?)] = [
      (.industry, .commodity, [0.127273, 0.072727, 0.106364, 0.063636], [1.156783, 0.089847, 0.131402, 1.078167]),
      (.commodity, .commodity, [0.133333, 0.066667, 0.111111, 0.058889], [1.164421, 0.082486, 0.137476, 1.072312]),
      (.industry, .industry, [0.12, 0.065455, 0.124444, 0.070909], [1.147799, 0.080863, 0.153739, 1.087152]),
    ]
    for (technology, kind, a, l) in expected {
      let result = try SupplyUseTransformation(technology, kind).transform(Self.millerBlair(), on: test.engine)
      #expect(agrees(coefficients(result.table), a), "\(technology) \(kind)")
      if let l { #expect(agrees(LeontiefOracle.inverse(of: result.table).flatMap(\.self), l)) }
      #expect(result.negativeFlows == 0 && result.dropped.isEmpty)
      #expect(result.table.output == (kind == .commodity ? [100, 100] : [90, 110]))
    }
  }

  /// Every symmetric table balances as the supply and use table does, in rows and columns, and keeps all value added.
  @Test(arguments: TestEngines.all, [UInt64(1), 2, 3]) func balances(_ test: TestEngine, _ seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let n = 5
    let make = (0..<n).map { i in (0..<n).map { (i == $0 ? 100 : 3) * (1.5 + numbers.unit()) } }
    let use = (0..<n).map { _ in (0..<n).map { _ in 4 * (1 + numbers.unit()) } }
    let q = (0..<n).map { j in make.map { $0[j] }.reduce(0, +) }
    let x = make.map { $0.reduce(0, +) }
    let table = try Self.table(
      use: use, make: make, demand: (0..<n).map { q[$0] - use[$0].reduce(0, +) },
      valueAdded: (0..<n).map { j in x[j] - use.map { $0[j] }.reduce(0, +) })
    for technology in SupplyUseTransformation.Technology.allCases {
      for kind in SupplyUseTransformation.Kind.allCases {
        let made = try SupplyUseTransformation(technology, kind).transform(table, on: test.engine)
        let (flows, output) = (made.table.flowRows, made.table.output ?? [])
        for k in 0..<n {
          let row = flows[k].reduce(0, +) + made.table.totalFinalDemand[k]
          let column = flows.map { $0[k] }.reduce(0, +) + (made.table.valueAdded?[k] ?? 0)
          // Observed: 3e-16 at most.
          #expect(relativeDifference(row, output[k]) < 1e-13 && relativeDifference(column, output[k]) < 1e-13)
        }
        #expect(made.negativeFlows == flows.joined().count { $0 < 0 })
        if technology == .industry { #expect(made.negativeFlows == 0) }
      }
    }
  }

  /// Commodity technology by its definition, A Cm = Uc and Cm A = Uc, where it makes negative flows.
  @Test(arguments: TestEngines.all) func commodityTechnology(_ test: TestEngine) throws {
    let (use, make) = ([[1.0, 30], [20, 0]], [[60.0, 40], [10, 90]])
    let table = try Self.table(use: use, make: make, demand: [39, 110], valueAdded: [79, 70])
    let x = [100.0, 100]
    let uc = use.map { zip($0, x).map { $0 / $1 } }
    let cm = (0..<2).map { c in (0..<2).map { make[$0][c] / x[$0] } }
    func product(_ a: [[Double]], _ b: [[Double]]) -> [Double] {
      a.flatMap { row in (0..<2).map { j in row[0] * b[0][j] + row[1] * b[1][j] } }
    }
    let commodity = try SupplyUseTransformation(.commodity, .commodity).transform(table, on: test.engine)
    #expect(relativeDifference(product(commodity.table.coefficientRows, cm), uc.flatMap(\.self)) < 1e-14)
    let industry = try SupplyUseTransformation(.commodity, .industry).transform(table, on: test.engine)
    #expect(relativeDifference(product(cm, industry.table.coefficientRows), uc.flatMap(\.self)) < 1e-14)
    #expect(commodity.negativeFlows > 0)
  }

  @Test func whatIsNotMadeIsDroppedOrRefused() throws {
    let idle = try Self.table(
      use: [[1, 0], [0, 0]], make: [[10, 0], [0, 0]], demand: [9, 0], valueAdded: [9, 0])
    let made = try SupplyUseTransformation(.commodity, .industry).transform(idle, on: TestEngines.swift)
    #expect(made.dropped.map(\.code) == ["c1", "i1"] && made.table.sectorCount == 1)
    let transformation = SupplyUseTransformation(.industry, .commodity)
    let used = try Self.table(use: [[1], [1]], make: [[10, 0]], demand: [9, -1], valueAdded: [8])
    #expect(throws: SupplyUseError.usedButNotMade(used.commodities[1])) {
      _ = try transformation.transform(used, on: TestEngines.swift)
    }
    let lazy = try Self.table(use: [[1, 1]], make: [[10], [0]], demand: [8], valueAdded: [9, -1])
    #expect(throws: SupplyUseError.usesButMakesNothing(lazy.industries[1])) {
      _ = try transformation.transform(lazy, on: TestEngines.swift)
    }
    let tall = try Self.table(use: [[1], [1]], make: [[5, 5]], demand: [4, 4], valueAdded: [8])
    #expect(throws: SupplyUseError.notSquare(commodities: 2, industries: 1)) {
      _ = try SupplyUseTransformation(.commodity, .commodity).transform(tall, on: TestEngines.swift)
    }
    #expect(try transformation.transform(tall, on: TestEngines.swift).table.sectorCount == 2)
    let flat = try Self.table(use: [[1, 1], [1, 1]], make: [[5, 5], [5, 5]], demand: [8, 8], valueAdded: [8, 8])
    #expect(throws: SupplyUseError.singularMake) {
      _ = try SupplyUseTransformation(.commodity, .commodity).transform(flat, on: TestEngines.swift)
    }
    let negative = try Self.table(use: [[1]], make: [[-5]], demand: [-6], valueAdded: [-6])
    #expect(throws: SupplyUseError.negativeOutput(negative.commodities[0], output: -5)) {
      _ = try transformation.transform(negative, on: TestEngines.swift)
    }
  }
}
