import Kernels
import MatrixCore
import TestSupport
import Testing

private enum KLU {
  static let library = try? SparseLibrary.standard()
}

/// Order, factors and solutions of the system's KLU.
@Suite(.enabled(if: KLU.library != nil, "SuiteSparse's KLU is not on this system: apt install libklu1"))
struct SparseFactorsTests {
  /// 4 on the diagonal, −1 beside it, and a border: whole numbers, so that right-hand sides are exact.
  private func matrix(_ n: Int, diagonal: Double = 4) -> SparseMatrix<Double> {
    SparseMatrix(
      rows: n, columns: n,
      entries: (0..<n).flatMap { i in
        (0..<n).filter { $0 == i || $0 == i + 1 || i == n - 1 || $0 == 0 }
          .map { (row: i, column: $0, value: $0 == i ? diagonal * Double(n) : -1) }
      })
  }

  private func order(_ matrix: SparseMatrix<Double>) throws -> SparseOrder {
    try SparseOrder(matrix, with: #require(KLU.library))
  }

  private func residual(_ matrix: SparseMatrix<Double>, _ factors: SparseFactors, transposed: Bool) throws -> Double {
    let n = matrix.rows
    var x = try Matrix<Double>(rows: n, columns: 3, layout: .columnMajor)
    var y = try Matrix<Double>(rows: n, columns: 3, layout: .columnMajor)
    for i in 0..<n { for j in 0..<3 { y[i, j] = Double((3 * i + j) % 11) } }
    for i in 0..<n { for j in 0..<3 { x[i, j] = y[i, j] } }
    var target = x.mutableView
    factors.solve(transposed: transposed, &target)
    var rest = y.mutableView
    let rows = transposed ? matrix.transposed() : matrix
    TestEngines.swift.multiply(-1, sparse: rows, x.view, plus: 1, into: &rest)
    var largest = 0.0
    for i in 0..<n { for j in 0..<3 { largest = max(largest, abs(y[i, j])) } }
    return largest
  }

  @Test(arguments: [1, 2, 50]) func solutions(_ n: Int) throws {
    let matrix = matrix(n)
    let order = try order(matrix)
    let factors = try order.factors()
    #expect(order.estimate.entries >= Double(matrix.nonZeros) && factors.estimate == order.estimate)
    #expect(factors.peakBytes >= factors.allocatedBytes && factors.allocatedBytes > 0)
    for transposed in [false, true] {
      // Right-hand sides up to 10 and a diagonally dominant matrix: some roundings of 10. Observed: 4e-15.
      #expect(try residual(matrix, factors, transposed: transposed) <= 2e-14)
    }
  }

  /// Factors of one order live side by side, and outlive it.
  @Test func ordersMakeFactorsAnyNumberOfTimes() throws {
    let matrix = matrix(40)
    var factors: [SparseFactors] = []
    do {
      let order = try order(matrix)
      for _ in 0..<3 { factors.append(try order.factors()) }
    }
    factors.remove(at: 1)
    for each in factors { #expect(try residual(matrix, each, transposed: true) <= 2e-14) }
  }

  @Test func severalThreadsSolveWithOne() async throws {
    let matrix = matrix(60)
    let factors = try order(matrix).factors()
    try await withThrowingTaskGroup(of: Double.self) { group in
      for k in 0..<8 { group.addTask { try residual(matrix, factors, transposed: k % 2 == 0) } }
      for try await residual in group { #expect(residual <= 2e-14) }
    }
  }

  /// Every singular matrix of three rows of which one is zero, or two are equal: a row is always named.
  @Test func singularMatricesNameARow() throws {
    for k in 0..<3 {
      let withoutRow = SparseMatrix(
        rows: 3, columns: 3, entries: (0..<3).filter { $0 != k }.map { (row: $0, column: $0, value: 2.0) })
      let equalRows = SparseMatrix(
        rows: 3, columns: 3,
        entries: (0..<3).flatMap { i in (0..<3).map { (row: i, column: $0, value: i == k ? 1.0 : Double($0 + 1)) } })
      for matrix in [withoutRow, equalRows] {
        let error = #expect(throws: SparseFactorizationError.self) { try order(matrix).factors().allocatedBytes }
        guard case .singular(let row?)? = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
        #expect((0..<3).contains(row))
        if matrix == withoutRow { #expect(row == k) }
      }
    }
  }

  /// What is not a number is not refused, and not hidden either.
  @Test func whatIsNotFiniteSpreads() throws {
    for value in [Double.nan, .infinity] {
      let matrix = SparseMatrix(rows: 2, columns: 2, entries: [(0, 0, value), (0, 1, 1), (1, 0, 1), (1, 1, 2)])
      var x = try Matrix<Double>([[1], [1]])
      var target = x.mutableView
      guard let factors = try? order(matrix).factors() else { continue }
      factors.solve(transposed: false, &target)
      #expect(!(x[0, 0].isFinite && x[1, 0].isFinite) || value == .infinity && x[0, 0] == 0)
    }
  }
}
