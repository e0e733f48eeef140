import Kernels
import MatrixCore

/// How fast this host multiplies and reads: the roofs that predictions are made from.
public struct HostRates: Sendable, Equatable {
  /// Flops a second of large products in double precision, all threads of the engine.
  public var flops: Double
  /// Bytes a second read from memory.
  public var bytes: Double
  /// Bytes a second read from the last cache, and how much of a matrix read again and again it keeps.
  public var cachedBytes: Double
  public var cacheSize: Double
  public var source: Source

  /// Where the rates come from.
  public enum Source: String, Sendable {
    /// What a core of this instruction set has at least.
    case assumed
    /// The calibration kept for this processor (`leontief calibrate`).
    case calibrated
    /// Measured in this process.
    case measured
  }

  /// Without a cache when nothing is said of one.
  public init(flops: Double, bytes: Double, cachedBytes: Double? = nil, cacheSize: Double = 0, source: Source) {
    self.flops = flops
    self.bytes = bytes
    self.cachedBytes = cachedBytes ?? bytes
    self.cacheSize = cacheSize
    self.source = source
  }

  /// Bytes a second of reading a matrix of this size over and over.
  func bytes(reading size: Double) -> Double { size <= cacheSize ? cachedBytes : bytes }

  /// The rates of the calibration an engine goes by, else what is assumed. Cost: nothing.
  public static func known(_ engine: Engine) -> HostRates {
    var rates = assumed(engine)
    guard let selection = engine.description.selection, let calibration = selection.calibration else { return rates }
    func best(_ operation: AutoOperation) -> Double {
      let large = AutoCase(operation, .double, .large)
      let measured = calibration.rates(of: large)
      return 1e9 * (selection.source(of: large) == .swift ? measured.swift : measured.library)
    }
    rates.flops = best(.multiply)
    // Two flops for the eight bytes of an element; the matrix measured has 11 MB.
    rates.cachedBytes = 4 * best(.multiplyVector)
    if let roofs = calibration.roofs { rates.bytes = roofs.memory }
    rates.source = .calibrated
    return rates
  }

  /// What a core of the last ten years has at least: three gigahertz, two units for the widest vectors, 60 GB/s
  /// of the last cache, 20 GB/s of memory for each of the first cores.
  public static func assumed(_ engine: Engine) -> HostRates {
    let flopsPerCycle: Double =
      switch engine.description.instructionSet {
      case .sse2: 4
      case .avx2: 16
      case .avx512: 32
      case .neon: 8
      }
    let threads = Double(engine.team.threads)
    let memory = 2e10 * min(threads, 4)
    return HostRates(
      flops: 3e9 * flopsPerCycle * threads, bytes: memory, cachedBytes: 6e10 * threads,
      cacheSize: 0.75 * Double(processor.lastLevel(threads: engine.team.threads) ?? 0), source: .assumed)
  }

  /// Asked of the system once.
  private static let processor = HostProcessor.current
}
