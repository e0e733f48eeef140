import Estimators
import Foundation
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Forward jobs are the jobs of digital sectors, on multi-regional tables with employment of WIOD's socio-economic accounts: of
/// all regions together and of single ones.
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

  @Test(arguments: [1995, 2011]) func forwardJobs(_ year: Int) throws {
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
    // What the imbalance of the rows, g = Z1 + y − x, makes of it: η L g.
    let (sales, demand) = (table.transactions.view.rowSums(), table.totalFinalDemand)
    let matrix = try CoefficientMatrix(table, on: TestEngines.swift)
    let response = try DenseLUSolver().prepare(matrix, on: TestEngines.swift)
      .solve((0..<n).map { sales[$0] + demand[$0] - output[$0] }).vector
    let regions = table.sectors.regions
    let groups = [regions] + stride(from: 0, to: regions.count, by: 5).map { [regions[$0]] }
    for group in groups {
      let members = (0..<n).filter { i in
        group.contains(table.sectors[i].region) && ["c14", "c27", "c30"].contains(table.sectors[i].code)
      }
      let codes = members.map { table.sectors[$0].qualifiedCode }.joined(separator: ", ")
      let file = try StudyFile(text: "digital: {all: [\(codes)]}\nmethod: block", path: "study.yaml")
      let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table, study: file)
      let forward = try #require(result.jobs?.forward)
      let exact = members.map { output[$0] == 0 ? 0 : jobs[$0] * (1 + response[$0] / output[$0]) }.compensatedSum()
      // Observed: 3e-17 of all jobs.
      #expect(abs(forward - exact) <= 1e-15 * jobs.reduce(0, +), "\(group[0]): \(forward) \(exact)")
    }
  }
}
