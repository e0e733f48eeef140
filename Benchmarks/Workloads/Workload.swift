import BenchmarkHarness
import Leontief

/// Something to time: it makes a problem on an economy, checks the answer, and states its flop and byte model.
public protocol Workload: Sendable {
  /// The name results are compared by ("dgemm").
  var kernel: String { get }

  /// What is inside the timed region, in one line.
  var title: String { get }

  /// The parameters that make a cell of this kernel, beside the economy's.
  var parameters: [String: CellParameter] { get }

  /// Whether a BLAS may do a part of it; what the Swift kernels or no kernels do is measured once.
  var usesLibrary: Bool { get }

  /// Work and least traffic for an economy of n sectors.
  func model(sectors n: Int) -> CostModel

  /// What a run is expected to do where that is more than the model counts, such as the passes of an iteration: for telling
  /// beforehand how long it takes, and for nothing else.
  func effort(sectors n: Int) -> CostModel

  /// The work of its check, by passes over A on one thread in twice the precision.
  var checkPasses: Double { get }

  /// The same workload as it is on economies of a shape.
  func adapted(to shape: EconomyShape) -> any Workload

  /// Memory of the task, beside the economy it is made on, bytes.
  func bytesNeeded(sectors n: Int) -> Int

  /// Memory that the task keeps beside that for each engine it has run on, bytes: factors.
  func bytesOfEngine(sectors n: Int) -> Int

  /// Memory that it takes beside that while it is made, runs or is checked, when nothing else does: the most of the three.
  func bytesWhileRunning(sectors n: Int) -> Int

  /// The problem with all its memory. Errors: `AllocationError`; `ProblemRefusal` for what is not there.
  func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask
}

extension Workload {
  public var parameters: [String: CellParameter] { [:] }
  public var usesLibrary: Bool { true }
  public func effort(sectors n: Int) -> CostModel { model(sectors: n) }
  public func bytesOfEngine(sectors n: Int) -> Int { 0 }
  public func bytesWhileRunning(sectors n: Int) -> Int { 0 }
  public var checkPasses: Double { 12 }
  public func adapted(to shape: EconomyShape) -> any Workload { self }

  /// What the task holds when it has run on so many engines, bytes.
  public func bytesHeld(sectors n: Int, engines: Int) -> Int {
    let (kept, overflow) = engines.multipliedReportingOverflow(by: bytesOfEngine(sectors: n))
    return MemoryBudget.sum(bytesNeeded(sectors: n), overflow ? .max : kept)
  }

  /// Bytes of `matrices` n × n matrices of `Double`.
  func bytes(squareMatrices matrices: Double, of n: Int) -> Int {
    let bytes = matrices * 8 * Double(n) * Double(n)
    return bytes < 0x1p62 ? Int(bytes) : .max
  }
}
