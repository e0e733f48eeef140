import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Sweeps over blocks that are followed by the solution of an economy of groups of sectors.
@Suite struct IteratedAggregationTests {
  private static let methods: [IterativeSolver.Method] = [.stationary, .gmres, .bicgstab]

  private static func matrix(_ a: [[Double]], regionSize: Int, on engine: Engine) throws -> CoefficientMatrix {
    let labels = a.indices.map { SectorLabel(region: "R\($0 / regionSize)", code: "s\($0 % regionSize)", name: "") }
    return try CoefficientMatrix(sectors: SectorIndex(labels), values: Matrix(a), on: engine)
  }

  /// Regions of 64 sectors that use up nearly all they make, nine tenths of it their own: what the others need comes back slowly.
  private static func regions(_ n: Int) -> [[Double]] {
    var numbers = RandomEconomies(seed: 77)
    var a = (0..<n).map { i in
      (0..<n).map { j in numbers.share() * (i / 64 == j / 64 ? 1 : 64 / (9.0 * Double(n))) }
    }
    for j in 0..<n {
      let sum = a.reduce(0) { $0 + $1[j] }
      for i in 0..<n { a[i][j] *= 0.97 / sum }
    }
    return a
  }

  @Test(arguments: methods) func savesPasses(_ method: IterativeSolver.Method) throws {
    let n = 640
    let solver = IterativeSolver(method)
    let y = (0..<n).map { Double($0 % 7 + 1) }
    for test in TestEngines.all {
      let a = try Self.matrix(Self.regions(n), regionSize: 64, on: test.engine)
      let with = try solver.prepare(a, on: test.engine).solve(y)
      let without = try solver.prepare(CopiedCoefficients(a), on: test.engine).solve(y)
      #expect(with.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
      #expect(without.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
      #expect(with.report.iterations < without.report.iterations, "\(method) on \(test)")
    }
  }

  /// Groups, whose weights are one column's, must bring nothing to where no demand of that column leads.
  @Test(arguments: methods, [1, 3]) func unreachedOutputIsZero(_ method: IterativeSolver.Method, _ m: Int) throws {
    let n = 300
    // Sectors sell to those behind them alone: a demand of one region reaches the regions before it.
    var a = Self.regions(n)
    for i in 0..<n {
      for j in 0..<i { a[i][j] = 0 }
    }
    for test in TestEngines.all {
      var y = try Matrix<Double>(rows: n, columns: m, layout: .columnMajor)
      for j in 0..<m { y[100 * (j + 1) - 1, j] = 1 }
      let solution = try IterativeSolver(method).prepare(Self.matrix(a, regionSize: 64, on: test.engine), on: test.engine)
        .solve(y.view, orientation: .output)
      #expect(solution.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
      for j in 0..<m {
        for i in 0..<n {
          #expect(solution.values[i, j] == 0 ? i >= 100 * (j + 1) : i < 100 * (j + 1), "\(i), \(j), \(method) on \(test)")
        }
      }
    }
  }

  /// In units of their own, aggregates mean nothing and need not be productive; demand of both signs makes weights cancel.
  @Test(arguments: RandomEconomies.Kind.allCases, methods)
  func everyKind(_ kind: RandomEconomies.Kind, _ method: IterativeSolver.Method) throws {
    var numbers = RandomEconomies(seed: 78)
    let n = 200
    let a = numbers.coefficients(n, kind)
    let system = try IterativeSolver(method).prepare(Self.matrix(a, regionSize: 10, on: TestEngines.swift), on: TestEngines.swift)
    for _ in 0..<4 {
      let y = numbers.demand(n)
      do {
        let solution = try system.solve(y)
        #expect(solution.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance, "\(kind) \(method)")
      } catch SolverError.notConverged {
        // BiCGSTAB may break down; the others have no excuse.
        #expect(method == .bicgstab, "\(kind) \(method)")
      }
    }
  }
}
