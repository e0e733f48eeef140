/// The rates of the Swift kernels and of a library, measured beside each other for every case of `auto`.
public struct Calibration: Sendable, Equatable {
  /// For what it was measured; it holds for nothing else.
  public let key: CalibrationKey
  /// The host's roofs for the same threads; nil when there was no memory to measure them.
  public let roofs: HostRoofs?
  /// In the order of `AutoCase.all`.
  let all: [Rates]

  /// Billions of floating-point operations a second.
  public struct Rates: Sendable, Equatable {
    public let swift: Double
    public let library: Double

    /// The library by three per cent at least, which is the noise: the results of the Swift kernels do not depend on the
    /// number of threads.
    public var winner: KernelSource { library > 1.03 * swift ? .library : .swift }

    package init(swift: Double, library: Double) {
      self.swift = swift
      self.library = library
    }
  }

  package init(key: CalibrationKey, roofs: HostRoofs?, rates: (AutoCase) -> Rates) {
    self.key = key
    self.roofs = roofs
    all = AutoCase.all.map(rates)
  }

  public func rates(of auto: AutoCase) -> Rates { all[auto.index] }
}

/// All that a calibration depends on.
public struct CalibrationKey: Sendable, Equatable {
  /// Names and values, one a line of a file.
  let lines: [String]

  package init(
    processor: String, instructionSet: InstructionSet, threads: Int, runtime: String, library: EngineDescription,
    libraryFile: FileIdentity?, version: String = PackageVersion.current, kernels: Int = KernelTable.revision
  ) {
    let fields: [(String, String)] = [
      ("library", library.path ?? ""), ("library-version", library.version),
      ("library-configuration", library.configuration ?? ""), ("core-type", library.coreType ?? ""),
      ("library-bytes", "\(libraryFile?.bytes ?? -1)"), ("library-modified", libraryFile?.modified ?? ""),
    ]
    lines =
      Self.hostLines(processor, instructionSet, threads, runtime, version, kernels) + fields.map { Self.line($0.0, $0.1) }
  }

  init(lines: [String]) { self.lines = lines }

  /// The lines of the host and of the Swift kernels, with which a key begins: what does not depend on the library.
  package static func hostLines(
    _ processor: String, _ instructionSet: InstructionSet, _ threads: Int, _ runtime: String,
    _ version: String = PackageVersion.current, _ kernels: Int = KernelTable.revision
  ) -> [String] {
    let fields: [(String, String)] = [
      ("package", version), ("kernels", "\(kernels)"), ("processor", processor), ("instruction-set", instructionSet.rawValue),
      ("threads", "\(threads)"), ("openmp", runtime),
    ]
    return fields.map { line($0.0, $0.1) }
  }

  /// Six of the host, six of the library.
  static let lineCount = 12

  private static func line(_ name: String, _ value: String) -> String {
    "\(name) \(value)".split(whereSeparator: \.isNewline).joined(separator: " ")
  }

  /// A name for the file: FNV-1a of the lines.
  var fingerprint: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in lines.joined(separator: "\n").utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

/// The version of this package, by which calibrations of other kernels are told apart.
public enum PackageVersion {
  public static let current = "0.1.0"
}
