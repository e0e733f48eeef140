import Kernels

/// A key and calibrations that need no measurement.
enum CalibrationFixture {
  static func key(
    threads: Int = 2, set: InstructionSet = .best, library: String = "/lib/libblas.so", bytes: Int = 100,
    modified: String = "1.5", version: String = "0.1.0", coreType: String? = "Haswell",
    kernels: Int = 1
  ) -> CalibrationKey {
    var description = Engine.select(.swift, threads: 1).description
    description.path = library
    description.version = "BLAS 1\nof two lines"
    description.coreType = coreType
    return CalibrationKey(
      processor: "A processor", instructionSet: set, threads: threads, runtime: "libomp.so.5", library: description,
      libraryFile: FileIdentity(bytes: bytes, modified: modified), version: version, kernels: kernels)
  }

  static let roofs = HostRoofs(
    doubleFlops: 1e11, singleFlops: 2e11, memory: 4e10,
    caches: [.init(capacity: 0x1p25, bytes: 8e10), .init(capacity: 0x1p21, bytes: 1e3 / 3)])

  /// The Swift kernels win where the index is even.
  static func calibration(_ key: CalibrationKey = key(), roofs: HostRoofs? = roofs) -> Calibration {
    let order = Dictionary(uniqueKeysWithValues: zip(AutoCase.all, 0...))
    return Calibration(key: key, roofs: roofs) { .init(swift: 10, library: order[$0].map { $0 % 2 == 0 } == true ? 5 : 1e3 / 3) }
  }
}
