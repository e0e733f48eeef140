import CBLASEngine
import CPlatform

// What the environment asks for, and what of it a report must show.
extension EngineLoader {
  func threadsFromEnvironment(_ notes: inout [String]) -> Int {
    let usable = max(1, Int(cplatform_get_processors().usable))
    guard let text = environment("LEONTIEF_NUM_THREADS") else { return usable }
    if let threads = Int(text), (1...Team.mostThreads).contains(threads) { return threads }
    notes.append("LEONTIEF_NUM_THREADS=\(text) is not a number from 1 to \(Team.mostThreads): using \(usable)")
    return usable
  }

  /// The instruction set of the caller, else of the environment. One that cannot be had becomes a note and the widest.
  func choice(_ wanted: InstructionSet?, _ notes: inout [String]) -> InstructionSetChoice {
    do throws(InstructionSetError) {
      if let wanted { return try InstructionSetChoice(wanted) }
      return try .fromEnvironment(environment)
    } catch {
      notes.append("\(error): using \(InstructionSet.best.title)")
      return .widest
    }
  }

  /// Variables that change what a library or the runtime of the threads does, with their values.
  func settings() -> [String] {
    let names = [
      "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "OPENBLAS_THREAD_TIMEOUT", "GOTO_NUM_THREADS",
      "OMP_NUM_THREADS", "OMP_PLACES", "OMP_PROC_BIND", "GOMP_CPU_AFFINITY", "KMP_AFFINITY", "BLIS_ARCH_TYPE", "LEONTIEF_OPENMP",
      "LEONTIEF_ISA",
    ]
    return names.compactMap { name in environment(name).map { "\(name)=\($0)" } }
  }

  static func namesOfSystemLibraries() -> [String] {
    guard var name = cblasengine_system_names() else { return [] }
    var names: [String] = []
    while let text = name.pointee {
      names.append(String(cString: text))
      name += 1
    }
    return names
  }
}
