import Estimators
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// The memory of a decomposition of exports is asked for before a factorization is begun.
@Suite struct ExportReservationTests {
  @Test(arguments: TestEngines.all) func aRefusalComesFirst(_ test: TestEngine) throws {
    let table = try RandomTrade.table(regions: 3, codes: 6, seed: 2)
    let whole = try ExportEstimator(EstimationSettings(engine: test.engine)).estimate(table)
    var (refusals, limit): (Int, Int) = (0, 0)
    while limit < 1 << 30 {
      let settings = EstimationSettings(engine: test.engine, budget: MemoryBudget(limit: limit))
      do {
        let result = try ExportEstimator(settings).estimate(table)
        // Other methods fit, and their answers may differ by rounding. Observed: 0.
        for (found, expected) in zip(result.exporters, whole.exporters) {
          #expect(relativeDifference(found.terms.koopmanWangWei, expected.terms.koopmanWangWei) < 1e-12)
        }
        break
      } catch EstimationError.solver(.memory(let refusal)) {
        // Nothing is held beside the table: neither A nor what is prepared of it.
        #expect(refusal.held == table.allocatedBytes, "\(refusal)")
        #expect(refusal.purpose == "decomposing the exports of 18 sectors")
        refusals += 1
        // In small steps where it matters: what is refused now is enough for less than all.
        limit = max(limit + 512, (refusal.needed + refusal.held) / 2)
      }
    }
    #expect(refusals > 10 && limit < 1 << 30)
  }
}
