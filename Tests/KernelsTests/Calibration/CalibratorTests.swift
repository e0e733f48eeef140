import Kernels
import MatrixCore
import Synchronization
import Testing

/// The measurement, on a clock that the kernels move.
@Suite struct CalibratorTests {
  private final class Clock: Sendable {
    private let seconds = Mutex(0.0)
    var now: Double { seconds.withLock { $0 } }
    func pass(_ time: Double) { seconds.withLock { $0 += time } }
  }

  private let clock = Clock()

  /// Real kernels that take a given time a call.
  private func slow<Scalar: MatrixScalar>(_ kernels: ScalarKernels<Scalar>, _ seconds: Double) -> ScalarKernels<Scalar> {
    var slow = kernels
    let clock = clock
    slow.multiply = { alpha, a, b, beta, c, team in
      kernels.multiply(alpha, a, b, beta, c, team)
      clock.pass(seconds)
    }
    slow.multiplyVector = { alpha, a, x, beta, y, team in
      kernels.multiplyVector(alpha, a, x, beta, y, team)
      clock.pass(seconds)
    }
    slow.solveTriangular = { triangle, diagonal, t, b, team in
      kernels.solveTriangular(triangle, diagonal, t, b, team)
      clock.pass(seconds)
    }
    slow.factorize = { a, pivots, pivoting, monitor, team in
      clock.pass(seconds)
      return kernels.factorize(a, pivots, pivoting, monitor, team)
    }
    slow.invert = { factors, pivots, monitor, team in
      clock.pass(seconds)
      return kernels.invert(factors, pivots, monitor, team)
    }
    return slow
  }

  private func engine(double: Double, float: Double) -> Engine {
    var engine = Engine.swift(threads: 1)
    engine.table.double = slow(engine.table.double, double)
    engine.table.float = slow(engine.table.float, float)
    return engine
  }

  private func calibration(swift: Engine, library: Engine) -> Calibration? {
    var calibrator = Calibrator(swift: swift, library: library)
    let clock = clock
    calibrator.now = { clock.now }
    calibrator.settle = {}
    calibrator.order = { 6 + 2 * $0.rawValue }
    calibrator.roofs = { $0 == Team(threads: 1) ? CalibrationFixture.roofs : nil }
    return calibrator.measure(CalibrationFixture.key())
  }

  @Test func ratesAreFlopsOverTime() throws {
    let measured = try #require(
      calibration(swift: engine(double: 1e-3, float: 4e-3), library: engine(double: 2e-3, float: 1e-3)))
    #expect(measured.key == CalibrationFixture.key() && measured.roofs == CalibrationFixture.roofs)
    for auto in AutoCase.all {
      let n = Double(6 + 2 * auto.size.rawValue)
      let flops: Double =
        switch auto.operation {
        case .multiply: 2 * n * n * n
        case .multiplyNarrow: 2 * n * n * min(n, 8)
        case .multiplyVector: 2 * n * n
        case .solveTriangular: n * n * min(n, 8)
        case .factorize: 2 * n * n * n / 3
        case .invert: 4 * n * n * n / 3
        }
      let times = auto.precision == .double ? (1e-3, 2e-3) : (4e-3, 1e-3)
      let rates = measured.rates(of: auto)
      #expect(abs(rates.swift / (flops / times.0 * 1e-9) - 1) < 1e-9, "\(auto)")
      #expect(abs(rates.library / (flops / times.1 * 1e-9) - 1) < 1e-9, "\(auto)")
      #expect(rates.winner == (auto.precision == .double ? .swift : .library))
    }
  }

  /// A clock too coarse to see the calls ends the samples and gives rates that can be kept.
  @Test func aClockThatStandsStill() throws {
    let measured = try #require(calibration(swift: engine(double: 0, float: 0), library: engine(double: 0, float: 0)))
    for auto in AutoCase.all {
      #expect(measured.rates(of: auto).swift.isFinite && measured.rates(of: auto).swift > 0)
      #expect(measured.rates(of: auto).winner == .swift)
    }
  }
}
