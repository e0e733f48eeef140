import BenchmarkHarness
import Leontief

extension SyntheticEconomy {
  /// The world of `SyntheticEconomy(trading:)` with 41 regions of 35 sectors, split into n sectors as `leontief generate` splits
  /// a published table: the spectral radius and the multipliers stay, and with them the work of an iteration. A smaller n
  /// splits a smaller world.
  ///
  /// Not a bundled table: those are of one country each, and split they have no trade between countries. Errors:
  /// `AllocationError`, `GenerationError`.
  public convenience init(generated n: Int, seed: UInt64, on engine: Engine) throws {
    let table = try TableGenerator(.sectors(n), seed: seed).generate(try Self.world(for: n, seed: seed), on: engine)
    let labels = table.sectors.labels
    let values = table.takeTransactions()
    let added = values.columnComplements()
    self.init(labels: labels, seed: seed, coefficients: values, valueAdded: added)
  }

  /// The table that is split: at most half of n sectors.
  static func world(for n: Int, seed: UInt64) throws -> InputOutputTable {
    let sectors = min(35, max(1, n / 4))
    let shape = EconomyShape(regions: max(1, min(41, n / (2 * sectors))), sectors: sectors)
    let economy = try SyntheticEconomy(trading: shape, seed: seed)
    return InputOutputTable(
      sectors: try SectorIndex(economy.labels), transactionsKind: .coefficients,
      transactions: try economy.coefficients.copied(layout: .rowMajor), demand: [],
      finalDemand: try Matrix(rows: shape.count, columns: 0), output: GravityColumns(shape: shape, seed: seed).output,
      valueAdded: nil)
  }
}
