import Estimators
import Foundation
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Forward jobs are the jobs of digital sectors, on multi-regional tables with employment of WIOD's socio-economic accounts: of
/// every region by rows of one system, and by the estimator of all regions together and of some.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedJobsTests {
  /// Thousands of persons by REGION/CODE. Names may hold commas; the region, the code and the years do not.
  private func employment(_ year: Int) throws -> [String: Double] {
    let path = "\(SharedTables.root ?? "")/satellites/wiod_sea_EMP_40economies.csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(whereSeparator: \.isNewline)
    let years = lines[0].split(separator: ",").suffix(17).map { Int($0) }
    let column = try #require(years.firstIndex(of: year))
    var persons: [String: Double] = [:]
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      persons["\(fields[0])/\(fields[2])"] = Double(fields[fields.count - 17 + column])
    }
    return persons
  }

  /// The table of a year with those jobs.
  private func table(_ year: Int) throws -> InputOutputTable {
    var table = try SharedTables.read("wiod2013_\(year)")
    let persons = try employment(year)
    let n = table.sectorCount
    let output = table.output ?? []
    let jobs = table.sectors.labels.indices.map { output[$0] == 0 ? 0 : persons[table.sectors[$0].qualifiedCode] ?? 0 }
    // Forty countries of thirty-five sectors but for four blanks; the rest of the world has none.
    let working = jobs.filter { $0 > 0 }.count
    #expect(persons.count == 1396 && working == (year == 1995 ? 1381 : 1378))
    let bought = table.transactions.view.columnSums()
    table.valueAdded = (0..<n).map { output[$0] - bought[$0] }
    table.rows = [NamedRows(name: "employment", values: jobs)]
    return table
  }

  /// L g, what the imbalance of the rows, g = Z1 + y − x, makes of output; by a factorization of its own.
  private func response(_ table: borrowing InputOutputTable) throws -> [Double] {
    let (sales, demand, output) = (table.transactions.view.rowSums(), table.totalFinalDemand, table.output ?? [])
    let matrix = try CoefficientMatrix(table, on: TestEngines.swift)
    return try DenseLUSolver().prepare(matrix, on: TestEngines.swift)
      .solve(output.indices.map { sales[$0] + demand[$0] - output[$0] }).vector
  }

  private func members(_ table: borrowing InputOutputTable, _ regions: [String]) -> [Int] {
    (0..<table.sectorCount).filter { i in
      regions.contains(table.sectors[i].region) && ["c14", "c27", "c30"].contains(table.sectors[i].code)
    }
  }

  /// The jobs of `members` and what the imbalance adds.
  private func exact(_ members: [Int], _ jobs: [Double], _ output: [Double], _ response: [Double]) -> Double {
    members.map { output[$0] == 0 ? 0 : jobs[$0] * (1 + response[$0] / output[$0]) }.compensatedSum()
  }

  /// Every region: the rows of η̂ L ŷ of all digital sectors are one block of 123 solves.
  @Test(arguments: [1995, 2011]) func everyRegion(_ year: Int) throws {
    var table = try self.table(year)
    let jobs = table.rows[0].values
    let (response, output, regions) = (try response(table), table.output ?? [], table.sectors.regions)
    let all = members(table, regions)
    let parts = regions.map { members(table, [$0]) }
    table.valueAdded = jobs
    let economy = try Economy(table, rightHandSides: all.count, EstimationSettings(engine: TestEngines.swift))
    let rows = Dictionary(uniqueKeysWithValues: zip(all, try ValueAddedFlows(economy).rows(all)))
    #expect(regions.count == 41 && economy.cost.solves == all.count && all.count == 123)
    for (region, part) in zip(regions, parts) {
      let forward = part.flatMap { rows[$0] ?? [] }.compensatedSum()
      // Observed: 2e-17 of all jobs.
      let difference = abs(forward - exact(part, jobs, output, response))
      #expect(difference <= 1e-15 * jobs.reduce(0, +), "\(region): \(forward)")
    }
  }

  /// The estimator, which prepares three systems for each study: 41 of them would take a minute.
  @Test(arguments: [1995, 2011]) func forwardJobs(_ year: Int) throws {
    let table = try self.table(year)
    let jobs = table.rows[0].values
    let (response, output, regions) = (try response(table), table.output ?? [], table.sectors.regions)
    for group in [regions] + stride(from: 0, to: regions.count, by: 10).map({ [regions[$0]] }) {
      let members = members(table, group)
      let codes = members.map { table.sectors[$0].qualifiedCode }.joined(separator: ", ")
      let file = try StudyFile(text: "digital: {all: [\(codes)]}\nmethod: block", path: "study.yaml")
      let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table, study: file)
      let forward = try #require(result.jobs?.forward)
      // Observed: 3e-17 of all jobs.
      let difference = abs(forward - exact(members, jobs, output, response))
      #expect(difference <= 1e-15 * jobs.reduce(0, +), "\(group[0]): \(forward)")
    }
  }
}
