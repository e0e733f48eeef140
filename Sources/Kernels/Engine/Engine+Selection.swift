extension Engine {
  /// The engine for a request. Never fails: without a usable library it is the Swift kernels, and `notes` says why.
  ///
  /// Threads: the argument, else `LEONTIEF_NUM_THREADS`, else the processors this process may use. A library is examined
  /// when it is first opened, and a process has one: `LEONTIEF_BLAS=<path>`, or the system's OpenBLAS. Instruction set: the
  /// argument, else `LEONTIEF_ISA`, else the widest of the processor. One that this processor lacks, or a wrong word in the
  /// environment, gives the widest and a note; those who would rather stop ask `InstructionSetChoice` first.
  ///
  /// `auto` joins the Swift kernels and a library, by a calibration kept by an earlier run, else by a built-in rule; nothing
  /// is measured unless `calibration` says so. `description.selection` tells what was chosen and why. Results are the same
  /// from run to run as long as that is.
  public static func select(
    _ request: EngineRequest = .auto, threads: Int? = nil, instructionSet: InstructionSet? = nil,
    calibration: CalibrationUse? = nil
  ) -> Engine {
    EngineLoader.process.select(request, threads: threads, instructionSet: instructionSet, calibration: calibration)
  }

  /// The engine for a request on an instruction set known to be there. `flops`: all the work there will be, where that is known:
  /// `auto` loads no library for less than that takes.
  public static func select(
    _ request: EngineRequest = .auto, threads: Int? = nil, choice: InstructionSetChoice, calibration: CalibrationUse? = nil,
    flops: Double? = nil
  ) -> Engine {
    EngineLoader.process.select(request, threads: threads, choice, calibration, flops: flops)
  }

  /// Every engine this process can offer: the Swift kernels, and a BLAS when one can be loaded.
  public static func availableEngines(threads: Int? = nil, choice: InstructionSetChoice? = nil) -> [Engine] {
    let all = [EngineRequest.swift, .openblas].map { request in
      if let choice { select(request, threads: threads, choice: choice) } else { select(request, threads: threads) }
    }
    return all[0].description.name == all[1].description.name ? [all[0]] : all
  }

  /// The Swift kernels of one instruction set, which the processor must have. Tests cut them into tiny blocks, so that
  /// small matrices walk the paths of large ones.
  package static func swift(_ set: InstructionSet = .best, blocks: BlockSizes? = nil, threads: Int) -> Engine {
    let standard = select(.swift, threads: threads, instructionSet: set)
    return Engine(
      description: standard.description, notes: [], team: standard.team, table: .swift(set, blocks: blocks))
  }
}
