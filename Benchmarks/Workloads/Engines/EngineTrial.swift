import BenchmarkHarness
import Leontief

/// One choice of kernels, tried in a process of its own.
public struct EngineTrial: Codable, Sendable, Equatable {
  /// The library's file; "swift" for the Swift kernels.
  public var library: String
  /// The core type or instruction set that was forced; null for the engine's own choice.
  @Nullable public var forced: String?
  public var validation: ValidationRecord
  /// What it said it is; null when it did not come that far.
  @Nullable public var engine: EngineRecord?
  /// A small factorization, and a matrix product that is timed.
  public var canary: ContestEntryRecord
  public var product: ContestEntryRecord

  public var flopsPerS: Double? { product.derived?.flopsPerS }

  public var isInvalid: Bool { validation.state == CellState.invalid("").name }
  /// Whether it answered, and rightly.
  public var isRight: Bool { CellState.timedNames.contains(validation.state) }
}

/// What may be tried: a library or the Swift kernels, with their own choice of kernels or another forced on them.
public struct EngineCandidate: Sendable, Equatable {
  /// Nil for the Swift kernels.
  public let library: String?
  public let forced: String?

  public init(library: String?, forced: String? = nil) { (self.library, self.forced) = (library, forced) }
}

/// Tries engines one after the other: each is a process, which ends before the next begins.
public struct EngineTrials {
  private let contender: (EngineCandidate) -> Contender
  private let seed: UInt64
  private let progress: ProgressLine

  /// Small enough for the slowest kernels, large enough that threads take part.
  private static let order = 1000
  /// Not a multiple of any tile.
  private static let canaryOrder = 330
  private static let samples = 5
  /// A library of another architecture's kernels may never answer.
  private static let patience = 60.0

  public init(seed: UInt64 = 1, progress: ProgressLine = .silent, contender: @escaping (EngineCandidate) -> Contender) {
    (self.contender, self.seed, self.progress) = (contender, seed, progress)
  }

  /// Each library as it is and with every core type it has. Types that it does not have are left out, and libraries that lean
  /// on one that was tried.
  public func run(libraries: [String], coreTypes: [String]) -> [EngineTrial] {
    var seen: Set<String> = []
    return libraries.flatMap { library -> [EngineTrial] in
      guard seen.insert(library).inserted else { return [] }
      let own = run(EngineCandidate(library: library))
      if let path = own.engine?.path, path != library, !seen.insert(path).inserted { return [] }
      return [own] + forced(own, coreTypes)
    }
  }

  private func forced(_ own: EngineTrial, _ coreTypes: [String]) -> [EngineTrial] {
    // Only a library with the kernels of several processors can be forced.
    guard let engine = own.engine, let detected = engine.coreTypeDetected, engine.config?.contains("DYNAMIC_ARCH") == true else {
      return []
    }
    let others = coreTypes.filter { $0.lowercased() != detected.lowercased() }
    return others.compactMap { name in
      let trial = run(EngineCandidate(library: own.library, forced: name))
      let isOther = trial.engine?.coreTypeDetected.map { $0.lowercased() != name.lowercased() } ?? false
      return isOther ? nil : trial
    }
  }

  public func run(_ candidate: EngineCandidate) -> EngineTrial {
    let contender = contender(candidate)
    progress.show("\(candidate.library ?? "swift")\(candidate.forced.map { ", \($0)" } ?? "")")
    defer { progress.clear() }
    let pool = ContenderPool([contender], patience: Self.patience)
    defer { pool.end() }
    var canary = ContestEntry(cell: canaryCell.id, contender: contender.name)
    var product = ContestEntry(cell: productCell.id, contender: contender.name)
    if pool.isPresent(contender.name) {
      measure(&canary, canaryCell.problem, rounds: 1, pool)
      if canary.state.isTimed { measure(&product, productCell.problem, rounds: Self.samples, pool) }
    } else {
      canary.refuse(.skipped(pool.failures[contender.name] ?? "it does not run"))
    }
    if !canary.state.isTimed { product.refuse(canary.state) }
    let engine = pool.engines[contender.name]
    return EngineTrial(
      library: candidate.library ?? "swift", forced: candidate.forced,
      validation: ValidationRecord(Self.judged(product.state, candidate, engine), checks: canary.checks + product.checks),
      engine: engine, canary: ContestEntryRecord(canary, cell: canaryCell),
      product: ContestEntryRecord(product, cell: productCell))
  }

  private var canaryCell: ContestCell {
    let n = Self.canaryOrder
    return ContestCell(
      id: "dgetrf-n\(n)", problem: ContestProblem(kernel: "dgetrf", n: n, seed: seed),
      model: FactorizationWorkload<Double>().model(sectors: n), contenders: [], roofs: [], bytesNeeded: 0)
  }

  private var productCell: ContestCell {
    let n = Self.order
    return ContestCell(
      id: "dgemm-n\(n)", problem: ContestProblem(kernel: "dgemm", n: n, seed: seed),
      model: GemmWorkload<Double>().model(sectors: n), contenders: [], roofs: [], bytesNeeded: 0)
  }

  /// Right, but perhaps not what the host can do.
  private static func judged(_ state: CellState, _ candidate: EngineCandidate, _ engine: EngineRecord?) -> CellState {
    guard state == .valid else { return state }
    if let forced = candidate.forced { return .suboptimal("forced to \(forced)") }
    let concern = engine.flatMap { Suitability.genericKernels(coreType: $0.coreTypeDetected) }
    return concern.map { .suboptimal($0) } ?? .valid
  }

  /// One uncounted run, then some that count.
  private func measure(_ entry: inout ContestEntry, _ problem: ContestProblem, rounds: Int, _ pool: ContenderPool) {
    do throws(ContenderFailure) {
      let reply = try pool.ask(entry.contender, ContenderRequest(.prepare, id: entry.cell, problem: problem))
      if let reason = reply.skipped { return entry.refuse(.skipped(reason)) }
      if let reason = reply.invalid { return entry.refuse(.invalid(reason)) }
      for round in -1..<rounds where entry.state.isTimed {
        let reply = try pool.ask(entry.contender, ContenderRequest(.run, id: entry.cell, leastSeconds: 0.02))
        entry.add(reply, round: round < 0 ? nil : round)
      }
    } catch { entry.refuse(.skipped(error.description)) }
  }
}
