import Estimators
import Kernels
import MatrixCore
import Tables
import TestSupport
import Testing

/// The digital economy on random balanced tables against M = v̂ L ŷ from an inverse in fractions.
@Suite struct DigitalIdentityTests {
  /// Every third sector is digital.
  private func study(_ table: borrowing InputOutputTable, _ text: String = "") throws -> StudyFile {
    let codes = stride(from: 0, to: table.sectorCount, by: 3).map { "'\(table.sectors[$0].qualifiedCode)'" }
    return try StudyFile(text: "\(text)digital: {all: [\(codes.joined(separator: ", "))]}\nmethod: block", path: "study.yaml")
  }

  /// ΣM = Σgva and its rows are the sectors'; forward is digital value added; both blocks give the size of the digital economy;
  /// forward jobs are the jobs of digital sectors.
  @Test(arguments: TestEngines.all, [UInt64(1), 2, 3, 4, 5]) func terms(_ test: TestEngine, _ seed: UInt64) throws {
    let table = try ReferenceTables.random(11, regions: 2, columnSum: 0.5, spread: seed % 2 == 0 ? 1 : 0.1, seed: seed)
    let (output, demand, valueAdded) = (table.output ?? [], table.totalFinalDemand, table.valueAdded ?? [])
    let inverse = LeontiefOracle.inverse(of: table)
    let m = inverse.enumerated().map { i, row in zip(row, demand).map { valueAdded[i] / output[i] * $0 * $1 } }
    let digital = Set(stride(from: 0, to: 11, by: 3))
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: test.engine)).estimate(table, study: study(table))
    let whole = valueAdded.reduce(0, +)
    // Observed: 2e-16 of all value added at most.
    func agree(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 2e-15 * whole }
    for i in 0..<11 { #expect(agree(m[i].reduce(0, +), valueAdded[i])) }
    let own = digital.map { valueAdded[$0] }.reduce(0, +)
    func sum(_ rows: (Int) -> Bool, _ columns: (Int) -> Bool) -> Double {
      m.indices.filter(rows).flatMap { i in m.indices.filter(columns).map { m[i][$0] } }.reduce(0, +)
    }
    func isOther(_ i: Int) -> Bool { !digital.contains(i) }
    #expect(agree(result.terms.forward, own) && agree(result.digitalValueAdded, own))
    #expect(agree(result.terms.backward, sum({ _ in true }, digital.contains)))
    #expect(agree(result.terms.doubleCounted, sum(digital.contains, digital.contains)))
    #expect(agree(result.terms.total, own + sum(isOther, digital.contains)))
    #expect(agree(result.terms.total, whole - sum(isOther, isOther)))
    let enabling = result.enabling.map(\.value).reduce(0, +)
    #expect(agree(result.alternative.total, result.alternative.forward + enabling))
    let jobs = try #require(result.jobs)
    let employment = table.rows[0].values
    // Observed: 1.4e-16 of all jobs.
    #expect(abs(jobs.forward - digital.map { employment[$0] }.reduce(0, +)) <= 2e-15 * employment.reduce(0, +))
    #expect(result.checks.allSatisfy { $0.holds && !$0.isExcusedByImbalance })
  }
}
