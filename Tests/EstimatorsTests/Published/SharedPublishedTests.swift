import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Figures of large published tables, computed with NumPy from the same data: the World Input-Output Database and exvatools.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedPublishedTests {
  private let settings = EstimationSettings(engine: TestEngines.swift)

  /// India's domestic block in the world table of 2011, with value added as its columns leave it.
  private func india() throws -> InputOutputTable {
    let world = try SharedTables.read("wiod2013_2011")
    let members = (0..<world.sectorCount).filter { world.sectors[$0].region == "IND" }
    let sums = world.transactions.view.columnSums()
    let output = members.map { world.output?[$0] ?? 0 }
    let flows = members.map { i in members.map { world.transactions[i, $0] } }
    let demand = zip(output, flows).map { [$0 - $1.reduce(0, +)] }
    return try ReferenceTables.table(
      codes: members.map { world.sectors[$0].code }, flows: flows, demand: demand, output: output,
      valueAdded: members.map { (world.output?[$0] ?? 0) - sums[$0] })
  }

  @Test func indiasMultipliers() throws {
    let table = try india()
    let multipliers = try MultiplierEstimator(settings).estimate(table)
    func found(_ measure: String, _ multipliers: Multipliers) throws -> [Double] {
      let values = try #require(multipliers[measure]).multipliers
      return try ["c14", "c27", "c30"].map { code in
        values[try #require(multipliers.sectors.labels.firstIndex { $0.code == code }, "no sector \(code)")]
      }
    }
    func agree(_ found: [Double], _ expected: [Double], _ digits: Double) {
      #expect(found.count == 3 && zip(found, expected).allSatisfy { abs($0 - $1) < digits }, "\(found) \(expected)")
    }
    agree(try found("output", multipliers), [2.0889, 1.4303, 1.3943], 5.1e-5)
    agree(try found("value_added", multipliers), [0.8057, 0.9132, 0.9314], 5.1e-5)
    // Of 2000 only the national table is here, whose rounding is its own: observed 2.2e-4.
    let national = try MultiplierEstimator(settings).estimate(SharedTables.read("wiod2013nat_IND_2000"))
    agree(try found("output", national), [2.1069, 1.3342, 1.5139], 3e-4)
  }

  /// The table of 2011 as a whole: n = 1,435, some sectors without output, rows off by integer rounding.
  @Test func worldTable() throws {
    let table = try SharedTables.read("wiod2013_2011")
    let n = table.sectorCount
    let output = table.output ?? []
    let rows = (0..<n).map { i in (0..<n).map { table.transactions[i, $0] } }
    #expect(n == 1435 && output.count { $0 == 0 } == 22)
    #expect(rows.joined().reduce(0, +) == 72_440_092 && output.reduce(0, +) == 141_767_904)
    #expect(table.totalFinalDemand.reduce(0, +) == 69_268_600)
    let filled = rows.reduce(0) { $0 + $1.count { $0 != 0 } }
    #expect((1e4 * Double(filled) / Double(n * n)).rounded() == 2008)
    let residuals = (0..<n).map { abs(rows[$0].reduce(0, +) + table.totalFinalDemand[$0] - output[$0]) }
    #expect(residuals.max() == 108)
    let economy = try Economy(table, rightHandSides: n, settings)
    #expect(abs(economy.coefficients.facts.largestColumnSum - 0.910365) < 5.1e-7)
    let sum = try economy.contents(of: [[Double](repeating: 1, count: n)])[0].compensatedSum()
    #expect(abs(sum - 3024.2328920) < 5.1e-8)
    var trace = 0.0
    for first in stride(from: 0, to: n, by: 256) {
      let members = Array(first..<min(first + 256, n))
      for (member, column) in zip(members, try economy.inverseColumns(members)) { trace += column[member] }
    }
    #expect(abs(trace - 1562.7746733) < 5.1e-8)
  }

  @Test func exvatools() throws {
    let table = try SharedTables.read("exvatools_iciotest")
    let n = table.sectorCount
    func sum(_ values: [Double]) -> Double { values.compensatedSum() }
    let flows = sum((0..<n).map { i in sum((0..<n).map { table.transactions[i, $0] }) })
    #expect(relativeDifference(flows, 28867.878726384) < 1e-13)
    #expect(relativeDifference(sum(table.totalFinalDemand), 14031.093837981) < 1e-13)
    #expect(relativeDifference(sum(table.output ?? []), 42898.972564365) < 1e-13)
    let spain = (table.output ?? []).prefix(3)
    #expect(table.sectors.labels.prefix(3).map(\.region) == ["ESP", "ESP", "ESP"])
    #expect(spain.count == 3)
    #expect(zip(spain, [1378.56807, 1914.60730, 2113.69867]).allSatisfy { abs($0 - $1) < 5.1e-6 }, "\(spain)")
  }
}
