import Estimators
import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// What estimators hold beside a prepared economy is counted before it is there.
@Suite struct ReservationTests {
  /// The refusal for that purpose, met when the limit rises from nothing.
  private func refusal(_ purpose: String, _ run: (EstimationSettings) throws -> Void) throws -> MemoryRefusal {
    for limit in stride(from: 0, through: 400_000, by: 512) {
      do {
        try run(EstimationSettings(engine: TestEngines.swift, budget: MemoryBudget(limit: limit)))
        break
      } catch EstimationError.solver(.memory(let refusal)) {
        if refusal.purpose.contains(purpose) { return refusal }
      }
    }
    throw NeverRefused(purpose: purpose)
  }

  private struct NeverRefused: Error { let purpose: String }

  @Test func extractionOfARegion() throws {
    // All but one sector: what is held then is more than preparing the economy takes.
    let table = try ReferenceTables.random(40, seed: 61)
    let refusal = try refusal("the extraction of 39 of 40 sectors") { settings in
      _ = try ExtractionEstimator(settings).estimate(table, without: Array(0..<39))
    }
    // Three panels of n × k and three squares of k.
    #expect(refusal.needed == 8 * (3 * 40 * 39 + 3 * 39 * 39))
    // Beside the table and A at least.
    #expect(refusal.held >= table.allocatedBytes + 8 * 1600)
    #expect("\(refusal)".contains("needs 73944 bytes"))
  }

  /// Right-hand sides for forty of fifty sectors and two more are held beside the table from the first.
  @Test func whatIsReduced() throws {
    let table = try ReferenceTables.random(50, seed: 62)
    let codes = (0..<40).map { "s\($0)" }.joined(separator: ", ")
    let study = try StudyFile(text: "digital: {all: [\(codes)]}", path: "s.yaml")
    let refusal = try refusal("the coefficient matrix of 50 sectors") { settings in
      _ = try DigitalEconomyEstimator(settings).estimate(table, study: study)
    }
    #expect(refusal.needed == 8 * 2500)
    #expect(refusal.held == table.allocatedBytes + 8 * 50 * 42)
  }

  @Test func localInverses() throws {
    let table = try RandomTrade.table(regions: 20, codes: 3, seed: 2)
    let parts = Dictionary(uniqueKeysWithValues: (0..<19).map { ("R\($0)", "A") })
    let purpose = "the inverses of 2 countries"
    let refusals = [
      try refusal(purpose) { _ = try ProductionLengthEstimator($0, parts: parts).estimate(table) },
      try refusal(purpose) { _ = try DigitalWorldEstimator($0, parts: parts, digital: ["s1"]).estimate(table) },
    ]
    for refusal in refusals {
      // n × the largest country, and its block twice while it is inverted.
      #expect(refusal.needed == 8 * (60 * 57 + 2 * 57 * 57))
      #expect(refusal.held >= table.allocatedBytes + 8 * 60 * 60)
    }
  }
}
