import BenchmarkHarness
import Leontief

extension ContestProblem {
  /// A X with a dense A and a block of vectors, everything in double precision.
  static let product = "ax-f64"

  /// The same with A stored in single precision.
  static let productOfSingle = "ax-f32"

  /// The kernels A X, by the precision A is stored in.
  static let vectorBlocks = [product, productOfSingle]

  /// (I − A)⁻¹.
  static let inverse = "inverse"

  /// (I − A) X = Y with a dense A, and with A in compressed rows.
  static let solve = "solve"
  static let solveSparse = "solve-sparse"

  /// The same from a file.
  static let solveMapped = "solve-mapped"

  /// The task a contender runs; `engine` helps to make it. Errors: `ProblemRefusal` for what this processor or program does
  /// not have; `AllocationError`.
  public func task(on engine: Engine, sharing economies: EconomyStore = EconomyStore()) throws -> any TimedTask {
    if let task = try quickTask(economies) { return task }
    switch kernel {
    case "dgemm": return try GemmTask<Double>(size: n, seed: seed)
    case "sgemm": return try GemmTask<Float>(size: n, seed: seed)
    case "dgetrf": return try FactorizationTask<Double>(SyntheticEconomy(try shape(), seed: seed))
    case Self.inverse: return try InverseTask(SyntheticEconomy(try shape(), seed: seed))
    case "aggregate": return try AggregationTask(SyntheticEconomy(try shape(), seed: seed))
    case Self.product: return try VectorBlockTask<Double>(size: n, columns: columns, seed: seed)
    case Self.productOfSingle: return try VectorBlockTask<Float>(size: n, columns: columns, seed: seed)
    case Self.solve:
      let economy = try SyntheticEconomy(generated: try shape().count, seed: seed, on: engine)
      return try CertifiedSolveTask(economy, rightHandSides: columns, storage: .dense)
    case Self.solveSparse:
      let economy = try SyntheticEconomy(trading: try shape(), fullness: SolverPlan.fullness, seed: seed)
      return try CertifiedSolveTask(economy, rightHandSides: columns, storage: .compressedRows)
    case Self.solveMapped:
      guard let folder else { throw ProblemRefusal("a table in a file needs a folder") }
      let stored = try StoredEconomy(sectors: try shape().count, seed: seed, in: folder, on: engine)
      return try MappedSolveTask(stored, rightHandSides: columns)
    case _ where kernel.hasPrefix("stream-"): return try StreamTask(kernel, count: n)
    default: return try Self.peak(kernel)
    }
  }

  private func shape() throws(ProblemRefusal) -> EconomyShape {
    guard let shape = EconomyShape(count: n) else { throw ProblemRefusal("no economy has \(n) sectors") }
    return shape
  }

  /// "peak-f64-avx512".
  private static func peak(_ kernel: String) throws(ProblemRefusal) -> any TimedTask {
    let parts = kernel.split(separator: "-").map(String.init)
    guard parts.count == 3, parts[0] == "peak", let set = InstructionSet(rawValue: parts[2]) else {
      throw ProblemRefusal("there is no kernel '\(kernel)'")
    }
    guard InstructionSet.available.contains(set) else { throw ProblemRefusal("this processor has no \(set.title)") }
    switch parts[1] {
    case "f64": return PeakTask(Double.self, set)
    case "f32": return PeakTask(Float.self, set)
    default: throw ProblemRefusal("there is no kernel '\(kernel)'")
    }
  }

  /// 2n²k flops; A and X read and the product written once.
  static func productModel(_ n: Int, columns: Int, storedBytes: Int) -> CostModel {
    let (n, k) = (Double(n), Double(columns))
    return CostModel(flops: 2 * n * n * k, bytesMin: Double(storedBytes) * n * n + 16 * n * k, roof: .memory)
  }
}
