import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Certificates on systems whose solves are wrong: what is proved must hold all the same.
@Suite struct UntrustedSolverTests {
  /// How a solve goes wrong.
  enum Fault: CaseIterable {
    case zeros, negatives, tenPercent, alternating, refusal, infinities
  }

  /// A prepared system that falsifies the answers of another.
  final class FaultySystem: PreparedSystem {
    private let inner: any PreparedSystem
    private let fault: Fault

    init(_ inner: any PreparedSystem, _ fault: Fault) {
      self.inner = inner
      self.fault = fault
    }

    var sectorCount: Int { inner.sectorCount }
    var coefficients: any CoefficientOperator { inner.coefficients }

    func solve(
      _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
    ) throws(SolverError) -> Solution {
      guard fault != .refusal else { throw .residualTooLarge(scaled: 99) }
      var solution = try inner.solve(rightHandSides, orientation: orientation, monitor: monitor)
      for j in 0..<solution.values.columns {
        for i in 0..<solution.values.rows { solution.values[i, j] = falsified(solution.values[i, j], i) }
      }
      return solution
    }

    private func falsified(_ x: Double, _ i: Int) -> Double {
      switch fault {
      case .zeros, .refusal: 0
      case .negatives: -x
      case .tenPercent: i % 2 == 0 ? 1.1 * x : 0.9 * x
      case .alternating: i % 2 == 0 ? x : 0
      case .infinities: i == 0 ? .infinity : x
      }
    }
  }

  @Test(arguments: Fault.allCases) func whatIsProvedHolds(_ fault: Fault) throws {
    var economies = RandomEconomies(seed: 406)
    let engine = TestEngines.swift
    var proved = 0
    for k in 0..<600 {
      let n = 1 + k / 6 % 12
      let a = economies.coefficients(n, RandomEconomies.Kind.allCases[k % 6])
      let y = economies.demand(n)
      let codes = (0..<n).map { "s\($0)" }
      let honest = try DenseLUSolver().prepare(CoefficientMatrix(codes: codes, rows: a, on: engine), on: engine)
      let exact = try #require(DoubleDoubleElimination.solve(identityMinus: a, y.map { [$0] }))
      // Answers that are off by a thousandth, or not at all.
      let found = try honest.solve(y).vector.enumerated().map { k % 2 == 0 ? $1 : $1 * (1 + 1e-3 * Double($0 % 3)) }
      let certificate = try Certifier(engine: engine).certify(
        FaultySystem(honest, fault), values: MatrixView(column: found.span), rightHandSides: MatrixView(column: y.span),
        orientation: .output)
      let bounds = (0..<n).map { certificate.bounds[$0, 0] }
      #expect(!bounds.contains { $0.isNaN || $0 < 0 })
      if bounds.allSatisfy({ $0 < .infinity }) { proved += 1 }
      for i in 0..<n {
        #expect((exact[i][0] - DoubleDouble(found[i])).magnitude.high <= bounds[i] * (1 + 1e-12), "\(fault) \(k) \(i)")
      }
    }
    // Where row sums or a few products prove the table productive, no solve is needed for a bound. Observed: 309, and 417
    // with a tenth of error.
    #expect(proved >= 300)
  }

  /// A wrong answer is certified as wrong as it is.
  @Test(arguments: TestEngines.all) func wrongAnswersHaveWideBounds(_ test: TestEngine) throws {
    let rows = [[Double]].coefficients(50, columnSum: 0.8, seed: 407)
    let system = try DenseLUSolver().prepare(
      CoefficientMatrix(codes: (0..<50).map { "s\($0)" }, rows: rows, on: test.engine), on: test.engine)
    let y = (0..<50).map { Double($0 % 7 + 1) }
    let found = try system.solve(y).vector.map { $0 * (1 + 1e-3) }
    let report = try Certifier(engine: test.engine).certify(
      system, values: MatrixView(column: found.span), rightHandSides: MatrixView(column: y.span), orientation: .output
    ).report
    // x̂ = 1.001 x has the residual −0.001 y, and L y is x: the bound is the error but for its own margin of 3 %.
    let bound = try #require(report.componentErrorBound)
    #expect(bound >= 1e-3 / 1.001 && bound <= 1.05e-3)
  }
}
