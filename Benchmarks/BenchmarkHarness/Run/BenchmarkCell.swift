import Leontief

/// One row of the result: a kernel with parameters, on one engine.
public struct BenchmarkCell {
  /// The same on every host ("dgemm-n598"); the engine is not part of it.
  public let id: String
  public let kernel: String
  public let parameters: [String: CellParameter]
  public let model: CostModel
  /// The hash of the economy the problem was made on.
  public let inputHash: UInt64?
  public let engine: Engine
  /// What is known before anything runs.
  public let prospect: Prospect

  public enum Prospect {
    case ready(any TimedTask)
    /// Runs, but does not represent the host.
    case suboptimal(any TimedTask, reason: String)
    case skipped(reason: String)
  }

  public init(
    id: String, kernel: String, parameters: [String: CellParameter], model: CostModel, inputHash: UInt64?, engine: Engine,
    prospect: Prospect
  ) {
    self.id = id
    self.kernel = kernel
    self.parameters = parameters
    self.model = model
    self.inputHash = inputHash
    self.engine = engine
    self.prospect = prospect
  }

  var task: (any TimedTask)? {
    switch prospect {
    case .ready(let task), .suboptimal(let task, _): task
    case .skipped: nil
    }
  }

  /// The state when nothing goes wrong.
  var state: CellState {
    switch prospect {
    case .ready: .valid
    case .suboptimal(_, let reason): .suboptimal(reason)
    case .skipped(let reason): .skipped(reason)
    }
  }
}
