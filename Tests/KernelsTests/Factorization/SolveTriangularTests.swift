import Kernels
import MatrixCore
import TestSupport
import Testing

/// B ← T⁻¹ B by its residual, which substitution keeps small in every row.
@Suite struct SolveTriangularTests {
  @Test(arguments: EngineUnderTest.all, [Triangle.lower, .upper])
  func allSizes(_ subject: EngineUnderTest, _ triangle: Triangle) throws {
    for n in edgeSizes {
      for columns in [0, 1, 2, 15, 64] {
        try check(Double.self, subject, triangle, .stored, n, columns, .columnMajor, .columnMajor)
        try check(Float.self, subject, triangle, .unit, n, columns, .columnMajor, .rowMajor)
      }
    }
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func allPlacements(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for triangle in [Triangle.lower, .upper] {
      for other in Placement.allCases {
        for columns in [1, 18] {
          try check(Double.self, subject, triangle, .unit, 31, columns, placement, other)
          try check(Double.self, subject, triangle, .stored, 31, columns, placement, other)
        }
      }
    }
  }

  private func check<Scalar: MatrixScalar>(
    _: Scalar.Type, _ subject: EngineUnderTest, _ triangle: Triangle, _ diagonal: Diagonal, _ n: Int, _ columns: Int,
    _ tPlacement: Placement, _ bPlacement: Placement
  ) throws {
    // Small numbers off the diagonal: a random unit triangle would grow exponentially. The other triangle is NaN, which
    // must not be read, and so is a unit diagonal.
    let random = [[Double]].random(n, n, seed: 11)
    let isStored = { (i: Int, j: Int) in triangle == .lower ? j < i : j > i }
    let t = (0..<n).map { i in
      (0..<n).map { j in
        i == j ? (diagonal == .stored ? 1.5 : .nan) : isStored(i, j) ? random[i][j] / Double(n) : .nan
      }
    }
    let right = [[Double]].random(n, columns, seed: 12)
    let placedT = try PlacedMatrix<Scalar>(t, columns: n, tPlacement)
    var b = try PlacedMatrix<Scalar>(right, columns: columns, bPlacement)
    var target = b.mutableView
    subject.engine.solveTriangular(triangle, diagonal, placedT.view, &target)
    for i in 0..<n {
      for j in 0..<columns {
        var residual = AccurateProduct()
        residual.add(-1, Double(Scalar(right[i][j])))
        for k in 0..<n where isStored(i, k) { residual.add(Double(placedT[i, k]), Double(b[k, j])) }
        residual.add(diagonal == .unit ? 1 : Double(placedT[i, i]), Double(b[i, j]))
        // Substitution in any order: |T x − b| ≤ γ_{n+1} |T| |x| (Higham 2002, theorem 8.5).
        #expect(
          abs(residual.value) <= Double(n + 1) * Double(Scalar.unitRoundoff) * 1.01 * residual.magnitude,
          "\(n) × \(columns), \(triangle), \(diagonal), \(tPlacement), \(bPlacement) at \(i), \(j)")
      }
    }
    b.expectUntouchedSurroundings()
  }
}
