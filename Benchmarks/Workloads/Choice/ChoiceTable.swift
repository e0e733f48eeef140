import BenchmarkHarness
import Leontief

/// A table on which methods are compared.
public struct ChoiceTable: Sendable {
  /// "dense-44x56", "sparse-41x35", the path of a table of the user's.
  public let name: String
  public let coefficients: any CoefficientOperator
  public let seed: UInt64
  /// What copies rows when answers are checked.
  let engine: Engine

  /// The part of A that is not zero.
  public var density: Double {
    let n = Double(coefficients.count)
    return n > 0 ? Double(coefficients.facts.nonZeros) / (n * n) : 0
  }

  /// A synthetic economy; with `trade` under one, only that part of the coefficients between regions, in compressed rows.
  ///
  /// Errors: memory.
  public init(_ plan: ChoiceTablePlan, seed: UInt64, on engine: Engine) throws {
    let economy = try SyntheticEconomy(plan.shape, seed: seed)
    let sectors = try SectorIndex(economy.labels)
    name = plan.name
    self.seed = seed
    self.engine = engine
    if plan.trade < 1 {
      let values = try Self.thinned(economy, plan)
      coefficients = try SparseCoefficients(sectors: sectors, dense: values.view, on: engine)
    } else {
      coefficients = try CoefficientMatrix(
        sectors: sectors, values: try economy.coefficients.copied(layout: .rowMajor), on: engine)
    }
  }

  /// A table in a file or folder, dense as `leontief solve` has it. Errors: those of reading, `SolverError`.
  public init(path: String, on engine: Engine, budget: MemoryBudget) throws {
    let table = try ReaderRegistry.standard.read(path).takeTable()
    name = path
    seed = 0
    self.engine = engine
    coefficients = try CoefficientMatrix(flowsOf: table, on: engine, budget: budget)
  }

  /// Sectors that do not trade with a sector of another region have a zero; the rest keep their coefficients, so that
  /// column sums fall and the economy stays productive.
  private static func thinned(_ economy: SyntheticEconomy, _ plan: ChoiceTablePlan) throws -> Matrix<Double> {
    var generator = SplitMix64(seed: economy.seed, stream: "trade \(plan.shape)")
    var values = try economy.coefficients.copied(layout: .rowMajor)
    var a = values.mutableView
    let (n, own) = (economy.count, plan.shape.sectors)
    for i in 0..<n {
      for j in 0..<n where i / own != j / own && Double(generator.next(in: 0...999_999)) * 1e-6 >= plan.trade { a[i, j] = 0 }
    }
    return values
  }
}

/// A table the comparison makes.
public struct ChoiceTablePlan: Sendable, Equatable {
  public let shape: EconomyShape
  /// The part of the coefficients between regions that is not zero.
  public let trade: Double

  public init(_ shape: EconomyShape, trade: Double = 1) {
    self.shape = shape
    self.trade = trade
  }

  public var name: String { "\(trade < 1 ? "sparse" : "dense")-\(shape)" }

  /// Bytes while it is made: the economy and a copy.
  public var bytesNeeded: Int { MemoryBudget.sum(bytes, bytes) }

  private var bytes: Int { MemoryBudget.bytes(rows: shape.count, columns: shape.count) }

  /// From national tables to all countries of the world; the sparse ones as full as OECD's inter-country tables, and emptier.
  public static let standard = [
    ChoiceTablePlan(EconomyShape(regions: 4, sectors: 55)), ChoiceTablePlan(EconomyShape(regions: 26, sectors: 23)),
    ChoiceTablePlan(EconomyShape(regions: 41, sectors: 35)), ChoiceTablePlan(EconomyShape(regions: 44, sectors: 56)),
    ChoiceTablePlan(EconomyShape(regions: 100, sectors: 49)),
    ChoiceTablePlan(EconomyShape(regions: 41, sectors: 35), trade: 0.18),
    ChoiceTablePlan(EconomyShape(regions: 100, sectors: 49), trade: 0.02),
  ]
}
