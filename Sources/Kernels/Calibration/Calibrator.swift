#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Measures the Swift kernels and a library beside each other.
package struct Calibrator: Sendable {
  let swift: Engine
  let library: Engine
  /// Seconds of a clock that never goes back.
  package var now: @Sendable () -> Double = {
    let (seconds, attoseconds) = (ContinuousClock.now - Self.start).components
    return Double(seconds) + 1e-18 * Double(attoseconds)
  }
  /// Orders of the matrices; tests take smaller ones.
  package var order: @Sendable (SizeClass) -> Int = { $0.measuredOrder }

  /// The roofs of the library's team; tests measure nothing.
  package var roofs: @Sendable (Team) -> HostRoofs? = { HostRoofs.measure($0) }

  private static let start = ContinuousClock.now
  /// A sample is one call, or as many as take this long.
  private static let sampleSeconds = 4e-3
  /// The engines take turns, so that what else the host does falls on both. The median of the samples counts: the best one
  /// of few says more of the host than of the engine.
  private static let turns = 7
  /// Between turns: idle threads of OpenBLAS keep their cores for some 30 ms (2²⁶ cycles).
  package var settle: @Sendable () -> Void = { usleep(100_000) }

  package init(swift: Engine, library: Engine) {
    self.swift = swift
    self.library = library
  }

  /// Nil when there is no memory for the matrices.
  package func measure(_ key: CalibrationKey) -> Calibration? {
    let largest = SizeClass.allCases.map(order).max() ?? 1
    let samples = ScratchMemory<Double>.with(3 * largest * largest) { doubles in
      ScratchMemory<Float>.with(3 * largest * largest) { floats -> [[[Double]]]? in
        guard let doubles, let floats else { return nil }
        var samples = [[[Double]]](repeating: [[], []], count: AutoCase.all.count)
        for turn in 0..<Self.turns {
          for side in turn.isMultiple(of: 2) ? [0, 1] : [1, 0] {
            let engine = [swift, library][side]
            settle()
            for auto in AutoCase.all {
              let rate =
                auto.precision == .double
                ? rate(auto, engine, engine.table.double, doubles) : rate(auto, engine, engine.table.float, floats)
              samples[auto.index][side].append(rate)
            }
          }
        }
        return samples
      }
    }
    guard let samples else { return nil }
    settle()
    return Calibration(key: key, roofs: roofs(library.team)) {
      Calibration.Rates(swift: Self.median(samples[$0.index][0]), library: Self.median(samples[$0.index][1]))
    }
  }

  /// Of an odd number of samples.
  private static func median(_ samples: [Double]) -> Double { samples.sorted()[samples.count / 2] }

  /// The rate of one sample, after one call that warms up caches and threads.
  private func rate<Scalar>(
    _ auto: AutoCase, _ engine: Engine, _ kernels: ScalarKernels<Scalar>, _ memory: ScratchMemory<Scalar>
  ) -> Double {
    let trial = CalibrationTrial(auto.operation, order: order(auto.size), kernels: kernels, team: engine.team, memory: memory)
    trial.prepare()
    trial.run()
    var (seconds, calls) = (0.0, 0.0)
    while seconds < Self.sampleSeconds, calls < 1000 {
      trial.prepare()
      let start = now()
      trial.run()
      seconds += now() - start
      calls += 1
    }
    return trial.flops * calls * 1e-9 / max(seconds, 1e-9)
  }
}
