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

  /// A synthetic economy that trades like published tables; one that is not full comes in compressed rows.
  ///
  /// Errors: memory.
  public init(_ plan: ChoiceTablePlan, seed: UInt64, on engine: Engine) throws {
    let economy = try SyntheticEconomy(trading: plan.shape, fullness: plan.fullness, seed: seed)
    let sectors = try SectorIndex(economy.labels)
    name = plan.name
    self.seed = seed
    self.engine = engine
    if plan.fullness < 1 {
      coefficients = try SparseCoefficients(sectors: sectors, values: economy.coefficients.compressedRows(), on: engine)
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
}

/// A table the comparison makes.
public struct ChoiceTablePlan: Sendable, Equatable {
  public let shape: EconomyShape
  /// The part of A that is not zero.
  public let fullness: Double

  public init(_ shape: EconomyShape, fullness: Double = 1) {
    self.shape = shape
    self.fullness = fullness
  }

  public var name: String { "\(fullness < 1 ? "sparse" : "dense")-\(shape)" }

  /// Bytes while it is made: the economy, its flows in order or a copy.
  public var bytesNeeded: Int { MemoryBudget.sum(bytes, bytes) }

  private var bytes: Int { MemoryBudget.bytes(rows: shape.count, columns: shape.count) }

  /// From national tables to all countries of the world; the sparse ones as full as the table of 2011 of the World Input-Output
  /// Database, and emptier.
  public static let standard = [
    ChoiceTablePlan(EconomyShape(regions: 4, sectors: 55)), ChoiceTablePlan(EconomyShape(regions: 26, sectors: 23)),
    ChoiceTablePlan(EconomyShape(regions: 41, sectors: 35)), ChoiceTablePlan(EconomyShape(regions: 44, sectors: 56)),
    ChoiceTablePlan(EconomyShape(regions: 100, sectors: 49)),
    ChoiceTablePlan(EconomyShape(regions: 41, sectors: 35), fullness: 0.2),
    ChoiceTablePlan(EconomyShape(regions: 100, sectors: 49), fullness: 0.03),
  ]

  /// Numbers of right-hand sides that methods are compared for, each on the tables with as many sectors.
  public static let standardRightHandSides = [1, 4, 16, 64, 256]
}
