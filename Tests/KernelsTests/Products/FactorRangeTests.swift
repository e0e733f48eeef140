import Kernels
import MatrixCore
import TestSupport
import Testing

/// Factors whose product with one operand alone leaves the range of the numbers while the result stays inside it, and zero.
@Suite struct FactorRangeTests {
  private let n = 40
  /// Libraries may multiply a vector by α first.
  private static let swiftEngines = EngineUnderTest.all.filter { $0.engine.description.path == nil }

  /// α A B of whole numbers that are powers of two, so that the result is exact.
  private func constant<Scalar: MatrixScalar>(
    _ value: Scalar, columns: Int, _ placement: Placement
  ) throws -> PlacedMatrix<Scalar> {
    let row = [Double](repeating: Double(value), count: columns)
    return try PlacedMatrix([[Double]](repeating: row, count: n), columns: columns, placement)
  }

  @Test(
    arguments: swiftEngines,
    [(alpha: Float(0x1p33), a: Float(0x1p-100), b: Float(0x1p100)), (0x1p-66, 0x1p100, 0x1p-100)])
  func whatFitsIsNotLost(_ subject: EngineUnderTest, _ case: (alpha: Float, a: Float, b: Float)) throws {
    let (alpha, a, b) = `case`
    for placement in [Placement.rowMajor, .columnMajor, .scattered] {
      let left = try constant(a, columns: n, placement)
      for columns in [1, 8, 40, 67] {
        let right = try constant(b, columns: columns, placement)
        for beta in [Float(0), 1, 2] {
          var c = try constant(beta == 0 ? .nan : alpha, columns: columns, placement)
          var target = c.mutableView
          subject.engine.multiply(alpha, left.view, right.view, plus: beta, into: &target)
          let expected = Double(alpha) * Double(Float(n) + beta)
          #expect(c.numbers.allSatisfy { $0.allSatisfy { $0 == expected } }, "\(columns) columns, β \(beta), \(placement)")
        }
      }
    }
  }

  @Test(
    arguments: swiftEngines,
    [(alpha: Float(0x1p33), a: Float(0x1p-100), b: Float(0x1p100)), (0x1p-66, 0x1p100, 0x1p-100)])
  func sparseProductsDoNotLoseItEither(_ subject: EngineUnderTest, _ case: (alpha: Float, a: Float, b: Float)) throws {
    let (alpha, a, b) = `case`
    let dense = try constant(a, columns: n, .rowMajor)
    let s = SparseMatrix(dense.view)
    for columns in [1, 2, 3, 8, 33] {
      for placement in [Placement.rowMajor, .columnMajor] {
        let right = try constant(b, columns: columns, placement)
        for transposed in [false, true] {
          var c = try constant(Float.nan, columns: columns, placement)
          var target = c.mutableView
          if transposed {
            subject.engine.multiply(alpha, transposing: s, right.view, into: &target)
          } else {
            subject.engine.multiply(alpha, sparse: s, right.view, into: &target)
          }
          let expected = Double(alpha) * Double(n)
          #expect(c.numbers.allSatisfy { $0.allSatisfy { $0 == expected } }, "\(columns) columns, \(placement)")
        }
      }
    }
  }

  /// With α = 0 neither factor is read, in any product.
  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func zeroLeavesTheFactorsAlone(_ subject: EngineUnderTest, _ placement: Placement) throws {
    let nothing = try constant(Double.nan, columns: n, placement)
    let s = SparseMatrix(nothing.view)
    let regions = try RegionMatrix(nothing.view, rowStarts: [0, 7], columnStarts: [0, 25], density: 0.5)
    for columns in [1, 2, 8, 40] {
      let b = try constant(Double.nan, columns: columns, placement)
      for beta in [0.0, 1, 0.5] {
        for product in 0..<4 {
          var c = try constant(beta == 0 ? Double.nan : 3, columns: columns, placement)
          var target = c.mutableView
          switch product {
          case 0: subject.engine.multiply(0, nothing.view, b.view, plus: beta, into: &target)
          case 1: subject.engine.multiply(0, sparse: s, b.view, plus: beta, into: &target)
          case 2: subject.engine.multiply(0, transposing: s, b.view, plus: beta, into: &target)
          default: subject.engine.multiply(0, regions: regions, b.view, plus: beta, into: &target)
          }
          #expect(
            c.numbers.allSatisfy { $0.allSatisfy { $0 == 3 * beta } }, "product \(product), \(columns) columns, β \(beta)")
          c.expectUntouchedSurroundings()
        }
      }
    }
  }
}
