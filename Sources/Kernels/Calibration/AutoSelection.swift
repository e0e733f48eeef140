/// Whose kernels `auto` takes for every case, and why.
public struct AutoSelection: Sendable, Equatable {
  /// In the order of `AutoCase.all`.
  private let sources: [KernelSource]
  /// One line: a calibration and where it is kept, or the built-in rule and why that.
  public let reason: String

  /// The rates it goes by; nil with the built-in rule.
  public let calibration: Calibration?

  public init(reason: String, calibration: Calibration? = nil, source: (AutoCase) -> KernelSource) {
    sources = AutoCase.all.map(source)
    self.reason = reason
    self.calibration = calibration
  }

  public func source(of auto: AutoCase) -> KernelSource { sources[auto.index] }

  /// The cases one of the two does.
  public func cases(of source: KernelSource) -> [AutoCase] { AutoCase.all.filter { self.source(of: $0) == source } }

  /// The one that does everything; nil when both do something.
  public var only: KernelSource? { sources.allSatisfy { $0 == sources[0] } ? sources[0] : nil }

  /// Whether a library may save more of the time of so many flops than loading and examining it takes.
  ///
  /// 2026-11-22, two cores of an AMD EPYC with AVX-512 and OpenBLAS 0.3.21: `leontief estimate manufacturing` on 1435 sectors,
  /// 2n³ = 6e9, takes 45 ms, and 68 ms with `LEONTIEF_BLAS=libopenblas.so.0`, which loads the library.
  public static func isLibraryWorthwhile(flops: Double) -> Bool { flops >= 1e10 }

  /// What is known when a choice is to be made.
  public struct Situation: Sendable {
    public var instructionSet: InstructionSet
    /// Whether the Swift kernels have as many threads as the library.
    public var hasAllThreads: Bool
    public var calibration: CalibrationOutcome

    public init(instructionSet: InstructionSet, hasAllThreads: Bool, calibration: CalibrationOutcome) {
      self.instructionSet = instructionSet
      self.hasAllThreads = hasAllThreads
      self.calibration = calibration
    }
  }

  /// The choice: by the rates of a calibration, else by the built-in rule.
  public static func decide(_ situation: Situation) -> AutoSelection {
    func rule(_ why: String) -> AutoSelection {
      AutoSelection(reason: "the built-in rule, \(why)") {
        AutoRule.source(of: $0, on: situation.instructionSet, hasAllThreads: situation.hasAllThreads)
      }
    }
    switch situation.calibration {
    case .off: return rule("calibration is switched off")
    case .none: return rule("nothing was measured here yet")
    case .impossible(let reason): return rule("nothing could be measured: \(reason)")
    case .unusable(let path, let reason): return rule("the calibration in \(path) cannot be used: \(reason)")
    case .found(let calibration, let path): return measured(calibration, "the calibration in \(path)")
    case .measured(let calibration, let path?): return measured(calibration, "a calibration made now and kept in \(path)")
    case .measured(let calibration, nil): return measured(calibration, "a calibration made now and not kept")
    }
  }

  private static func measured(_ calibration: Calibration, _ reason: String) -> AutoSelection {
    AutoSelection(reason: reason, calibration: calibration) { calibration.rates(of: $0).winner }
  }
}

/// What came of looking for a calibration, or of making one.
public enum CalibrationOutcome: Sendable, Equatable {
  case off
  case none
  case found(Calibration, path: String)
  case unusable(path: String, reason: String)
  /// `path` is nil when it could not be kept.
  case measured(Calibration, path: String?)
  case impossible(reason: String)
}

/// What `Engine.select` may do for `auto`.
public enum CalibrationUse: String, Sendable, CaseIterable {
  /// Neither look for a calibration nor make one.
  case off
  /// Use one that is kept; never measure.
  case cached
  /// Measure when none is kept, which takes seconds.
  case measured
  /// Measure anew.
  case renewed

  /// Whether work of so many flops is worth the seconds of a calibration that is then kept.
  ///
  /// The work takes some five seconds at the rate of two cores of 2023, a calibration six.
  public static func isWorthwhile(flops: Double) -> Bool { flops >= 1e12 }
}
