import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Reports with round numbers under roofs of powers of two: every share is exact.
@Suite struct RooflineTests {
  private let roofs = HostRoofs(
    doubleFlops: 1024, singleFlops: 4096, memory: 64,
    caches: [.init(capacity: 100, bytes: 512), .init(capacity: 1000, bytes: 256)])

  /// Of a solve whose figures are replaced.
  private let solved: SolveReport

  init() throws {
    let matrix = try CoefficientMatrix(codes: ["a"], rows: [[0.5]], on: TestEngines.swift)
    solved = try DenseLUSolver().prepare(matrix, on: TestEngines.swift).solve([1]).report
  }

  /// Two seconds of some work.
  private func report(_ flops: Double?, single: Double = 0, _ readings: [OperandReading]? = nil) -> SolveReport {
    var report = solved
    (report.flops, report.singleFlops, report.readings) = (flops, single, readings)
    (report.prepareSeconds, report.solveSeconds) = (1.5, 0.5)
    return report
  }

  @Test func eachPrecisionHasItsPeak() {
    #expect(report(512).roofline(under: roofs) == .share(0.25, .compute))
    #expect(report(512, single: 512).roofline(under: roofs) == .share(0.0625, .compute))
    // Half a second and an eighth.
    #expect(report(1024, single: 512).roofline(under: roofs) == .share(0.3125, .compute))
    #expect(report(0).roofline(under: roofs) == .share(0, .compute))
  }

  @Test(arguments: [(1001.0, 64.0, Roofline.Bound.memory), (1000, 256, .cache), (101, 256, .cache), (100, 512, .cache)])
  func everyOperandIsReadFromWhereItFits(_ size: Double, _ rate: Double, _ bound: Roofline.Bound) {
    // Half a reading in two seconds.
    #expect(report(0, [OperandReading(size: size, times: 0.5)]).roofline(under: roofs) == .share(size / rate / 4, bound))
  }

  @Test func theSlowerRoofBounds() {
    // A second from memory and one from cache; the flops take two seconds, then more.
    let readings = [OperandReading(size: 2048, times: 1 / 32), OperandReading(size: 512, times: 0.5)]
    #expect(report(2047, readings).roofline(under: roofs) == .share(1, .memory))
    #expect(report(2048, readings).roofline(under: roofs) == .share(1, .compute))
    #expect(report(4096, readings).roofline(under: roofs) == .share(2, .compute))
    #expect(report(0, readings + [OperandReading(size: 512, times: 0.5)]).roofline(under: roofs) == .share(1.5, .cache))
  }

  @Test func whatIsNotKnownSaysWhy() {
    func reason(_ report: SolveReport, _ roofs: HostRoofs?) -> String? {
      guard case .unknown(let reason) = report.roofline(under: roofs) else { return nil }
      return reason
    }
    #expect(reason(report(1), nil)?.contains("'leontief calibrate --redo'") == true)
    #expect(reason(report(nil), roofs) == "no model counts the work of lu")
    var instant = report(1)
    (instant.prepareSeconds, instant.solveSeconds) = (0, 0)
    #expect(reason(instant, roofs) == "it took no time that the clock sees")
    #expect(report(nil).gigaflopsPerSecond == nil)
  }

  /// Of n = 40 sectors and m right-hand sides.
  @Test(arguments: TestEngines.all) func theWorkOfTheMethods(_ test: TestEngine) throws {
    let rows = [[Double]].coefficients(40, columnSum: 0.7, seed: 501)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: test.engine)
    func report(_ solver: any LeontiefSolver, _ m: Int) throws -> SolveReport {
      var y = try Matrix<Double>(rows: 40, columns: m)
      for j in 0..<m { for i in 0..<40 { y[i, j] = Double((i * (j + 1)) % 7 + 1) } }
      return try solver.prepare(matrix, on: test.engine, budget: .unlimited, monitor: .none).solve(y.view, orientation: .output)
        .report
    }
    let lu = try report(DenseLUSolver(), 1)
    #expect(lu.singleFlops == 0 && lu.readings == nil)
    let mixed = try report(MixedLUSolver(), 1)
    #expect(mixed.singleFlops == mixed.flops && mixed.readings == nil)
    let alone = try report(IterativeSolver(.gmres, storage: .single), 1)
    #expect(alone.singleFlops == 0 && alone.readings?.map(\.size) == [4 * 1600, 8 * 1600])
    // Every correction, of which each has its residual, begins with a pass over half of A.
    let times = try #require(alone.readings?.map(\.times))
    #expect(times[0] + 1.5 * times[1] == Double(alone.iterations))
    // Whole passes where A is not read by blocks in one go: without blocks, and for more columns than that takes.
    let diagonal = try report(IterativeSolver(.gmres, preconditioner: .diagonal, storage: .single), 1)
    #expect(diagonal.readings?.reduce(0) { $0 + $1.times } == Double(diagonal.iterations))
    let ten = try report(IterativeSolver(.gmres, storage: .single), 10)
    #expect(ten.readings?.reduce(0) { $0 + $1.times } == Double(ten.iterations))
    // A space that is shared works in single precision, its residuals in double.
    let shared = try report(IterativeSolver(.gmres, storage: .single), 16)
    let readings = try #require(shared.readings)
    let elements = Double(matrix.facts.nonZeros)
    #expect(shared.flops == 2 * elements * 16 * (readings[0].times + readings[1].times))
    #expect(shared.singleFlops == 2 * elements * 16 * readings[0].times)
    let double = try report(IterativeSolver(.gmres, storage: .double), 16)
    #expect(double.singleFlops == 0 && double.readings?.map(\.size) == [8 * 1600, 8 * 1600])
  }

  @Test(arguments: TestEngines.all) func anUpdateHasNoModel(_ test: TestEngine) throws {
    let rows = [[Double]].coefficients(12, columnSum: 0.7, seed: 502)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: test.engine)
    let base = try DenseLUSolver().prepare(matrix, on: test.engine)
    var change = CoefficientChange(of: matrix.sectors)
    try change.set(row: 1, column: 2, to: 0.01)
    let report = try UpdatedSystem(base, changing: change, on: test.engine).solve([Double](repeating: 1, count: 12)).report
    #expect(report.flops == nil && report.roofline(under: roofs) == .unknown(reason: "no model counts the work of update"))
  }
}
