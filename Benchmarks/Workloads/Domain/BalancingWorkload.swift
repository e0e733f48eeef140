import BenchmarkHarness
import Leontief

/// A matrix brought to given sums of rows and columns by RAS, or by GRAS with negative cells, to 10⁻¹⁰.
public struct BalancingWorkload: Workload {
  public let method: Balancer.Method

  public init(_ method: Balancer.Method) { self.method = method }

  public var kernel: String { method.rawValue }
  public var title: String {
    let what = "\(method.rawValue.uppercased()): Z\(method == .gras ? " with negative cells" : "")"
    return "\(what) to sums that lie some tenths away, all sweeps; the work listed is that of one"
  }

  /// One sweep: a product with Z and one with its transpose, 4n² flops; Z read and the result written once. Rates count the
  /// sweeps that were done, and documents tell how many; a limit of them is a part of the check.
  public func model(sectors n: Int) -> CostModel {
    let n = Double(n)
    return CostModel(flops: 4 * n * n, bytesMin: 16 * n * n, roof: .memory)
  }

  public func effort(sectors n: Int) -> CostModel {
    let model = model(sectors: n)
    return CostModel(flops: 100 * model.flops, bytesMin: 100 * model.bytesMin, roof: .memory)
  }

  public func bytesNeeded(sectors n: Int) -> Int { bytes(squareMatrices: 2, of: n) }
  public func bytesWhileRunning(sectors n: Int) -> Int { bytes(squareMatrices: 2, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try BalancingTask(economy, method) }
}
