import BenchmarkHarness
import Leontief

/// Makes the cells of a suite: one for each size, workload and engine, with all problems in memory.
///
/// All problems live through the whole run, since cells of every size are interleaved; what does not fit the budget is
/// skipped, and so is nothing else.
public struct SuitePlan {
  private let suite: Suite
  private let engines: [Engine]
  private let seed: UInt64
  private let budget: MemoryBudget
  private let usableProcessors: Int
  private let progress: ProgressLine
  private let fault: String?
  private var reserved = 0

  /// `fault`: a cell whose answers are spoilt, to show that the checks find it.
  public init(
    _ suite: Suite, engines: [Engine], seed: UInt64, budget: MemoryBudget,
    usableProcessors: Int = HostProcessor.current.usableProcessors, progress: ProgressLine = .silent, fault: String? = nil
  ) {
    self.suite = suite
    self.engines = engines
    self.seed = seed
    self.budget = budget
    self.usableProcessors = usableProcessors
    self.progress = progress
    self.fault = fault
  }

  /// The cells in the order of the table: by size, workload, engine.
  public mutating func makeCells() -> [BenchmarkCell] {
    var cells: [BenchmarkCell] = []
    for shape in suite.shapes {
      progress.show("set-up: an economy of \(shape.count) sectors")
      let economy = makeEconomy(shape)
      for workload in suite.workloads {
        progress.show("set-up: \(Suite.cellID(workload, shape))")
        let task = economy.flatMap { makeTask(workload, $0, spoilt: Suite.cellID(workload, shape) == fault) }
        cells += engines.map { cell(workload, shape, economy, task, on: $0) }
      }
    }
    return cells
  }

  private typealias Attempt<Value> = Result<Value, CellFailure>

  private mutating func makeEconomy(_ shape: EconomyShape) -> Attempt<SyntheticEconomy> {
    let bytes = MemoryBudget.bytes(rows: shape.count, columns: shape.count)
    let seed = seed
    return attempt(bytes, "an economy of \(shape.count) sectors") { try SyntheticEconomy(shape, seed: seed) }
  }

  private mutating func makeTask(
    _ workload: any Workload, _ economy: SyntheticEconomy, spoilt: Bool
  ) -> Attempt<any TimedTask> {
    attempt(workload.bytesNeeded(sectors: economy.count), workload.kernel) {
      let task = try workload.makeTask(economy)
      return spoilt ? SpoiltTask(task) : task
    }
  }

  /// Makes something within the budget. Memory that was refused is not reserved.
  private mutating func attempt<Value>(
    _ bytes: Int, _ purpose: String, _ make: () throws -> Value
  ) -> Attempt<Value> {
    let (total, overflow) = reserved.addingReportingOverflow(bytes)
    do {
      try budget.reserve(overflow ? .max : total, for: "\(purpose), after what is in memory already,")
      let value = try make()
      reserved = total
      return .success(value)
    } catch { return .failure(CellFailure(reason: "memory: \(error)")) }
  }

  private func cell(
    _ workload: any Workload, _ shape: EconomyShape, _ economy: Attempt<SyntheticEconomy>, _ task: Attempt<any TimedTask>,
    on engine: Engine
  ) -> BenchmarkCell {
    var parameters = workload.parameters
    parameters["n"] = .integer(shape.count)
    parameters["regions"] = .integer(shape.regions)
    parameters["sectors"] = .integer(shape.sectors)
    // As text: a 64-bit seed is no exact number in every reader of JSON.
    parameters["seed"] = .text(String(seed))
    return BenchmarkCell(
      id: Suite.cellID(workload, shape), kernel: workload.kernel, parameters: parameters,
      model: workload.model(sectors: shape.count), inputHash: try? economy.get().inputHash, engine: engine,
      prospect: prospect(task, on: engine))
  }

  private func prospect(_ task: Attempt<any TimedTask>, on engine: Engine) -> BenchmarkCell.Prospect {
    switch task {
    case .failure(let failure): return .skipped(reason: failure.reason)
    case .success(let task):
      let concern = Suitability.concern(engine.description, usableProcessors: expectedThreads(engine.description))
      return concern.map { .suboptimal(task, reason: $0) } ?? .ready(task)
    }
  }
}

extension SuitePlan {
  /// All processors, or as many as an engine has that is measured with more threads besides.
  private func expectedThreads(_ engine: EngineDescription) -> Int {
    let isPart = engines.contains { $0.description.name == engine.name && $0.description.threads > engine.threads }
    return isPart ? min(engine.threads, usableProcessors) : usableProcessors
  }
}

/// Why a cell cannot be run.
private struct CellFailure: Error {
  let reason: String
}
