import CBLASEngine

/// What an engine is, for reports: enough to tell two runs apart.
public struct EngineDescription: Sendable, Equatable {
  /// "openblas" (any loaded BLAS), "swift", or "auto" where both do a part.
  public var name: String
  /// The library's file; nil for the Swift kernels.
  public var path: String?
  /// "OpenBLAS 0.3.21", or the title of the instruction set of the Swift kernels ("x86-64 AVX-512").
  public var version: String
  /// What the Swift kernels use, which also do what a library does not.
  public var instructionSet: InstructionSet
  /// Who asked for it ("LEONTIEF_ISA=avx2", "--isa avx2", "the caller"); nil when it is the widest of the processor.
  public var instructionSetForcedBy: String?
  /// The library's build configuration as it prints it.
  public var configuration: String?
  /// The processor type the library chose its kernels for.
  public var coreType: String?
  /// The environment variable and value that forced the core type.
  public var coreTypeForcedBy: String?
  /// Bits of the library's integers: 32 or 64.
  public var integerBits: Int?
  /// "pthread", "openmp" or "serial" for a library; the OpenMP runtime for the Swift kernels.
  public var threading: String
  public var threads: Int
  /// Variables of the environment that change what a library or its threads do, as "NAME=value".
  public var environment: [String] = []
  /// What `auto` chose and why; nil for an engine asked for by name, and where there was nothing to choose.
  public var selection: AutoSelection?
}

extension EngineDescription {
  /// What a library says of itself; what it does not say is nil.
  init(_ information: cblasengine_info, _ choice: InstructionSetChoice, threads: Int, environment: [String]) {
    func text(_ pointer: UnsafePointer<CChar>?) -> String? {
      guard let pointer, pointer.pointee != 0 else { return nil }
      return String(cString: pointer)
    }
    self.init(
      name: "openblas", path: text(information.path), version: text(information.version) ?? "unknown BLAS",
      instructionSet: choice.set, instructionSetForcedBy: choice.forcedBy, configuration: text(information.configuration),
      coreType: text(information.core_type),
      integerBits: Int(information.integer_bits), threading: text(information.threading) ?? "unknown", threads: threads,
      environment: environment)
  }
}
