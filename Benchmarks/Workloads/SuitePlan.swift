import BenchmarkHarness
import Leontief

/// Makes the cells of a suite, or of a group of one: one for each size, workload and engine, with all problems in memory.
///
/// All problems live at once, since their cells are interleaved; what does not fit the budget is skipped, and so is nothing
/// else.
public struct SuitePlan {
  private let suite: Suite
  private let engines: [Engine]
  private let seed: UInt64
  private let budget: MemoryBudget
  private let usableProcessors: Int
  private let progress: ProgressLine
  private let fault: String?
  private var reserved = 0
  /// The most that any task takes beside that while it is made, runs or is checked.
  private var mostRunning = 0

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
    var economies: [EconomySource: Attempt<SyntheticEconomy>] = [:]
    for row in suite.rows {
      let economy = economies[row.source] ?? makeEconomy(row.source)
      economies[row.source] = economy
      progress.show("set-up: \(row.id)")
      let task = economy.flatMap { makeTask(row.workload, $0, spoilt: row.id == fault) }
      cells += engines(for: row.workload).map { cell(row, economy, task, on: $0) }
    }
    return cells
  }

  /// The same cells, none of which is run for a reason; nothing is made.
  public func skippedCells(reason: String) -> [BenchmarkCell] {
    suite.rows.flatMap { row in
      let failure = CellFailure(reason: reason)
      return engines(for: row.workload).map { cell(row, .failure(failure), .failure(failure), on: $0) }
    }
  }

  /// All engines; where no library does anything, those of the Swift kernels, or of one name where they are not asked for.
  private func engines(for workload: any Workload) -> [Engine] {
    guard !workload.usesLibrary else { return engines }
    let swift = engines.filter { $0.description.name == "swift" }
    return swift.isEmpty ? engines.filter { $0.description.name == engines.first?.description.name } : swift
  }

  private typealias Attempt<Value> = Result<Value, CellFailure>

  private mutating func makeEconomy(_ source: EconomySource) -> Attempt<SyntheticEconomy> {
    progress.show("set-up: an economy of \(source.shape.count) sectors")
    let seed = seed
    return attempt(source.bytesNeeded, "an economy of \(source.shape.count) sectors") { try source.economy(seed: seed) }
  }

  private mutating func makeTask(
    _ workload: any Workload, _ economy: SyntheticEconomy, spoilt: Bool
  ) -> Attempt<any TimedTask> {
    let n = economy.count
    let held = workload.bytesHeld(sectors: n, engines: engines(for: workload).count)
    return attempt(
      held, whileRunning: workload.bytesWhileRunning(sectors: n), workload.kernel
    ) {
      let task = try workload.makeTask(economy)
      return spoilt ? SpoiltTask(task, seed: economy.seed) : task
    }
  }

  /// Makes something within the budget. Memory that was refused is not reserved.
  private mutating func attempt<Value>(
    _ bytes: Int, whileRunning: Int = 0, _ purpose: String, _ make: () throws -> Value
  ) -> Attempt<Value> {
    let (total, running) = (MemoryBudget.sum(reserved, bytes), max(mostRunning, whileRunning))
    do {
      try budget.reserve(MemoryBudget.sum(total, running), for: "\(purpose), after what is in memory already,")
      let value = try make()
      (reserved, mostRunning) = (total, running)
      return .success(value)
    } catch {
      let isMemory = error is MemoryRefusal || error is AllocationError
      return .failure(CellFailure(reason: isMemory ? "memory: \(error)" : "\(error)"))
    }
  }

  private func cell(
    _ row: SuiteRow, _ economy: Attempt<SyntheticEconomy>, _ task: Attempt<any TimedTask>, on engine: Engine
  ) -> BenchmarkCell {
    var parameters = row.parameters
    // As text: a 64-bit seed is no exact number in every reader of JSON.
    parameters["seed"] = .text(String(seed))
    return BenchmarkCell(
      id: row.id, kernel: row.workload.kernel, parameters: parameters, model: row.model,
      inputHash: try? economy.get().inputHash, engine: engine, prospect: prospect(task, on: engine))
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
