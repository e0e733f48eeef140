import CBLASEngine
import CParallel
import CPlatform

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Turns a request into an engine. What it asks of the process (environment, system names, the registry) can be replaced, so
/// that every way to fail can be tested in one process.
package struct EngineLoader: Sendable {
  package var environment: @Sendable (String) -> String?
  package var systemNames: [String]
  package var registry: LibraryRegistry
  /// The OpenMP runtime, looked for when it is asked.
  package var runtime: @Sendable () -> TeamRuntime = { .process }
  /// Bytes left under a limit on the address space; nil without a limit.
  package var addressSpaceLeft: @Sendable () -> Int? = {
    let left = cplatform_address_space_left()
    return left == Int64.max ? nil : Int(left)
  }

  package var measure: @Sendable (Calibrator, CalibrationKey) -> Calibration? = { $0.measure($1) }

  package init(
    environment: @escaping @Sendable (String) -> String?, systemNames: [String], registry: LibraryRegistry
  ) {
    self.environment = environment
    self.systemNames = systemNames
    self.registry = registry
  }

  /// The loader of this process.
  package static var process: EngineLoader {
    EngineLoader(
      environment: { getenv($0).map { String(cString: $0) } }, systemNames: namesOfSystemLibraries(), registry: .process)
  }

  package func select(
    _ request: EngineRequest, threads: Int?, instructionSet: InstructionSet? = nil, calibration: CalibrationUse? = nil
  ) -> Engine {
    var notes: [String] = []
    let choice = choice(instructionSet, &notes)
    return select(request, threads: threads, choice, calibration, notes)
  }

  package func select(
    _ request: EngineRequest, threads: Int?, _ choice: InstructionSetChoice, _ calibration: CalibrationUse? = nil,
    _ notes: [String] = [], flops: Double? = nil
  ) -> Engine {
    var notes = notes
    let team = Team(threads: threads ?? threadsFromEnvironment(&notes))
    let use = request == .auto ? calibration ?? calibrationUse(&notes) : .off
    if request == .auto, let flops, let engine = engineForLittleWork(flops, team, choice, use, notes) { return engine }
    do throws(LibraryRegistry.Refusal) {
      guard let library = try library(for: request, team) else { return swiftEngine(team, choice, notes) }
      guard request == .auto else { return libraryEngine(library, team, choice, notes) }
      return autoEngine(swiftEngine(team, choice, notes), libraryEngine(library, team, choice, notes), use)
    } catch {
      return swiftEngine(team, choice, notes + ["\(error.reason): using the Swift kernels"])
    }
  }

  /// OpenBLAS maps a buffer of 128 MiB for each thread and, where it cannot, tries again for ever.
  private func checkAddressSpace(_ team: Team) throws(LibraryRegistry.Refusal) {
    let needed = (team.threads + 1) * (160 << 20)
    guard let usable = addressSpaceLeft(), usable < needed else { return }
    throw LibraryRegistry.Refusal(
      reason: "the address-space limit leaves \(usable) bytes and a BLAS of \(team.threads) threads needs \(needed)")
  }

  /// Nil when none is wanted.
  private func library(
    for request: EngineRequest, _ team: Team
  ) throws(LibraryRegistry.Refusal) -> LoadedLibrary? {
    if request != .swift { try checkAddressSpace(team) }
    switch request {
    case .swift:
      return nil
    case .path(let path):
      return try registry.library(at: path)
    case .auto, .openblas:
      guard let path = environment("LEONTIEF_BLAS") else { return try registry.systemLibrary(systemNames) }
      // A library asked for by name is that one or none: another would answer in its place unnoticed.
      guard !path.isEmpty else { throw LibraryRegistry.Refusal(reason: "LEONTIEF_BLAS is empty") }
      return try registry.library(at: path)
    }
  }

  /// The Swift kernels, with the threads there really are.
  func swiftEngine(_ team: Team, _ choice: InstructionSetChoice, _ notes: [String]) -> Engine {
    let runtime = runtime()
    let granted = Team(threads: runtime.members(team.threads))
    let description = EngineDescription(
      name: "swift", version: choice.set.title, instructionSet: choice.set, instructionSetForcedBy: choice.forcedBy,
      threading: runtime.name, threads: granted.threads, environment: settings())
    return Engine(
      description: description, notes: notes + shortage(runtime, team, granted), team: granted, table: .swift(choice.set))
  }

  /// Why there are fewer threads than asked for. Switched off on purpose needs no line.
  private func shortage(_ runtime: TeamRuntime, _ wanted: Team, _ granted: Team) -> [String] {
    if let failure = runtime.failure {
      if let value = environment("LEONTIEF_OPENMP"), !value.isEmpty {
        return ["LEONTIEF_OPENMP=\(value) cannot be used (\(failure)): the Swift kernels run on one thread"]
      }
      return wanted.threads > 1 ? ["\(failure): the Swift kernels run on one thread"] : []
    }
    guard runtime.name != "none", granted != wanted else { return [] }
    return ["this process cannot start \(wanted.threads) threads: using \(granted.threads)"]
  }

  private func libraryEngine(
    _ library: LoadedLibrary, _ team: Team, _ choice: InstructionSetChoice, _ notes: [String]
  ) -> Engine {
    var description = EngineDescription(library.information, choice, threads: team.threads, environment: settings())
    var notes = notes
    if description.coreType != nil, let value = environment("OPENBLAS_CORETYPE"), !value.isEmpty {
      description.coreTypeForcedBy = "OPENBLAS_CORETYPE=\(value)"
      notes.append(
        "OPENBLAS_CORETYPE=\(value) in the environment chooses the library's kernels; unset it unless you mean it")
    }
    // The library's threads spin too; ours give way soon after a team.
    if description.threading != "serial" { cparallel_set_spin_milliseconds(1) }
    return Engine(description: description, notes: notes, team: team, table: .library(library, over: .swift(choice.set)))
  }
}
