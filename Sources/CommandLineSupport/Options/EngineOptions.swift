import ArgumentParser
import Foundation
import Leontief

/// The options that choose kernels and threads.
public struct EngineOptions: ParsableArguments {
  @Option(help: "Kernels to use: auto, openblas, swift, or the path of a BLAS library.")
  public var engine = "auto"

  @Option(help: "Threads. Default: LEONTIEF_NUM_THREADS, else the cores this process may use.")
  public var threads: Int?

  @Option(help: "Instruction set of the Swift kernels: sse2, avx2, avx512 or neon. Default: LEONTIEF_ISA, else the widest.")
  public var isa: String?

  @Option(help: "For --engine auto: off, cached or auto. Default: LEONTIEF_CALIBRATION, else auto (measure before long work).")
  public var calibration: CalibrationPolicy?

  public init() {}

  public func validate() throws {
    if let threads, !(1...Team.mostThreads).contains(threads) {
      throw ValidationError("--threads takes a number from 1 to \(Team.mostThreads), not \(threads)")
    }
    if engine.isEmpty { throw ValidationError("--engine needs a name or a path") }
  }

  /// The engine for work of so many flops, 0 where that is not known, after telling the user on stderr what they should know of it.
  /// `use` goes before the options. Errors: `InstructionSetError`, `CommandFailure`.
  public func select(quiet: Bool = false, flops: Double = 0, use: CalibrationUse? = nil) throws -> Engine {
    let policy = try CalibrationPolicy(option: calibration, environment: ProcessInfo.processInfo.environment)
    let engine = Engine.select(
      EngineRequest(engine), threads: threads, choice: try InstructionSetChoice(option: isa),
      calibration: use ?? policy.use(flops: flops), flops: flops > 0 && use == nil ? flops : nil)
    if !quiet {
      for note in engine.notes { StandardError.write("note: \(note)") }
    }
    return engine
  }
}
