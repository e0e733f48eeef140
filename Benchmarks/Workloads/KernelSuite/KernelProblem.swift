import BenchmarkHarness
import Leontief

/// Makes the task a contender runs from the description of a problem.
public enum KernelProblem {
  /// A X with a dense A and a block of vectors, everything in double precision.
  static let product = "ax-f64"

  /// The same with A stored in single precision.
  static let productOfSingle = "ax-f32"

  /// The kernels A X, by the precision A is stored in.
  static let vectorBlocks = [product, productOfSingle]

  /// Errors: `ProblemRefusal` for what this processor or program does not have; `AllocationError`.
  public static func task(_ problem: ContestProblem) throws -> any TimedTask {
    let n = problem.n
    switch problem.kernel {
    case "dgemm": return try GemmTask<Double>(size: n, seed: problem.seed)
    case "sgemm": return try GemmTask<Float>(size: n, seed: problem.seed)
    case "dgetrf": return try FactorizationTask(try economy(problem))
    case "inverse": return try InverseTask(try economy(problem))
    case "aggregate": return try AggregationTask(try economy(problem))
    case product: return try VectorBlockTask<Double>(size: n, columns: problem.columns, seed: problem.seed)
    case productOfSingle: return try VectorBlockTask<Float>(size: n, columns: problem.columns, seed: problem.seed)
    case "read": return try ReadTask(elements: n)
    default: return try peak(problem.kernel)
    }
  }

  private static func economy(_ problem: ContestProblem) throws -> SyntheticEconomy {
    guard let shape = EconomyShape(count: problem.n) else { throw ProblemRefusal("no economy has \(problem.n) sectors") }
    return try SyntheticEconomy(shape, seed: problem.seed)
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
