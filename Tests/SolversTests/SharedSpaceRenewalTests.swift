import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// A shared space that is full, or no use: begun anew, and at last given up with its memory.
@Suite struct SharedSpaceRenewalTests {
  private let engine = TestEngines.swift

  private func fill(_ space: inout SharedSpace, rows n: Int, columns k: Int) throws -> Int {
    var numbers = SeededNumbers(451)
    var p = try Matrix<Float>(rows: n, columns: k)
    for i in 0..<n { for j in 0..<k { p[i, j] = Float(numbers.unit()) } }
    var w = try Matrix(copying: p.view)
    return try space.append(p, &w)
  }

  @Test func whatBeganWithOldDirectionsIsBegunAnewAndWhatIsFreshIsGivenUp() throws {
    let (n, k) = (500, 12)
    var space = try SharedSpace(rows: n, columns: k, on: engine)
    space.begin(columns: k)
    let added = try fill(&space, rows: n, columns: k)
    #expect(added == k)
    // A correction that goes on with what is known.
    space.begin(columns: k)
    try space.giveWay()
    let renewed = (space.isOpen, space.count, space.allocatedBytes)
    #expect(renewed.0 && renewed.1 == 0 && renewed.2 > 0)
    // One that begins without anything.
    space.begin(columns: k)
    try space.giveWay()
    let closed = (space.isOpen, space.allocatedBytes)
    #expect(!closed.0 && closed.1 == 0)
    try space.giveWay()
    let again = space.isOpen
    #expect(!again)
  }

  @Test func aFullSpaceBeginsAnewByItself() throws {
    let (n, k) = (500, 12)
    var space = try SharedSpace(rows: n, columns: k, on: engine)
    while space.count < 16 * k { space.begin(columns: k); _ = try step(&space, n, k) }
    space.begin(columns: k)
    let renewed = (space.count, space.isOpen)
    #expect(renewed.0 == 0 && renewed.1)
  }

  /// Unit vectors, new ones every time.
  private func step(_ space: inout SharedSpace, _ n: Int, _ k: Int) throws -> Int {
    var p = try Matrix<Float>(rows: n, columns: k)
    for j in 0..<k { p[space.count + j, j] = 1 }
    var w = try Matrix(copying: p.view)
    return try space.append(p, &w)
  }

  @Test func aClosedSpaceTakesNoMemory() throws {
    let space = try SharedSpace.closed(on: engine)
    let closed = (space.isOpen, space.allocatedBytes)
    #expect(!closed.0 && closed.1 == 0)
  }

  /// Every sector buys from one far away, so that the space is full long before the end, though each filling gains more than
  /// half. It took 238 passes when the columns had spaces of their own after the first.
  @Test func aSpaceThatFillsWhileItConvergesIsBegunAnew() throws {
    let (n, k, share) = (1000, 24, 0.95)
    var values = try Matrix<Double>(rows: n, columns: n)
    for i in 0..<n { values[i * 387 % n, (i + 1) * 387 % n] = share }
    let matrix = try CoefficientMatrix(sectors: SparseTables.codes(n), values: values, on: engine)
    var numbers = SeededNumbers(452)
    var y = try Matrix<Double>(rows: n, columns: k)
    for i in 0..<n { for j in 0..<k { y[i, j] = numbers.unit() + 1 } }
    let solution = try IterativeSolver(.gmres).prepare(matrix, on: engine).solve(y.view, orientation: .output)
    // Observed: 153.
    #expect(solution.report.iterations <= 190)
    // x_i = (Σ_d shareᵈ y of the sector d purchases on) / (1 − shareⁿ), of the sector whose number is 0.
    for j in 0..<k {
      let sum = (0..<n).reversed().reduce(0.0) { $0 * share + y[$1 * 387 % n, j] }
      #expect(abs(solution.values[0, j] - sum) <= 1e-12 * sum)
    }
  }

  /// Products of coefficients beyond single precision, in blocks of their own.
  @Test func whatSingleArithmeticCannotHoldIsSolved() throws {
    let (n, k, large) = (90, 14, 1e25)
    var values = try Matrix<Double>(rows: n, columns: n)
    (values[0, 40], values[40, 80]) = (large, large)
    let sectors = try SectorIndex(
      (0..<n).map { SectorLabel(region: "R\($0 / 30)", code: "s\($0)", name: "Sector \($0)") })
    let matrix = try CoefficientMatrix(sectors: sectors, values: values, on: engine)
    var y = try Matrix<Double>(rows: n, columns: k)
    for j in 0..<k { (y[80, j], y[j, j]) = (Double(j + 1), 1) }
    let solution = try IterativeSolver(.gmres).prepare(matrix, on: engine).solve(y.view, orientation: .output)
    for j in 0..<k {
      #expect(solution.values[80, j] == Double(j + 1))
      // Two lines with a backward error of 1e-14 each. Observed: 2e-15.
      #expect(abs(solution.values[40, j] - large * Double(j + 1)) <= 2e-14 * large * Double(j + 1))
      #expect(abs(solution.values[0, j] - large * large * Double(j + 1)) <= 4e-14 * large * large * Double(j + 1))
    }
  }
}
