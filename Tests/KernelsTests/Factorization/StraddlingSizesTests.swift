import KernelTemplates
import Kernels
import MatrixCore
import TestSupport
import Testing

/// Every size around the edges of vectors, tiles and panels, in integers that come out exactly or not at all.
@Suite struct StraddlingSizesTests {
  @Test func columnsOfAPanel() {
    expectColumns(SIMD2<Double>.self)
    expectColumns(SIMD8<Double>.self)
    expectColumns(SIMD16<Float>.self)
  }

  private func expectColumns<V: SIMD>(_: V.Type) where V.Scalar: MatrixScalar {
    typealias Scalar = V.Scalar
    for count in 0...2 * V.scalarCount + 1 {
      for columns in [0, 1, 3, 16] {
        // The memory after the last element holds NaN, which a kernel that reads too far would take over.
        let stride = count + 2
        let a = (0..<columns * stride).map { $0 % stride < count ? Scalar($0 % 7 - 3) : .nan }
        let factors = (0..<columns).map { Scalar($0 % 5 - 2) }
        let before = (0..<count).map { Scalar($0 % 3 - 1) }
        var y = before + [.nan, .nan]
        let largest = PanelColumn<V>.eliminate(
          count: count, columns: columns, a, columnStride: stride, factors, &y, multiplyAdd: { $2.addingProduct($0, $1) })
        let expected = (0..<count).map { i in
          (0..<columns).reduce(before[i]) { $0 + a[$1 * stride + i] * factors[$1] }
        }
        #expect(Array(y[..<count]) == expected && y[count].isNaN && y[count + 1].isNaN, "\(count) × \(columns)")
        #expect(largest == expected.map(abs).max() ?? 0, "\(count) × \(columns)")
        PanelColumn<V>.divide(count: count, by: 4, &y)
        #expect(Array(y[..<count]) == expected.map { $0 / 4 } && y[count].isNaN, "\(count)")
      }
    }
  }

  @Test func theLargestMagnitudeIsFoundInEveryPlace() {
    for count in 1...19 {
      for place in 0..<count {
        var y = [Double](repeating: 1, count: count)
        y[place] = -2
        let largest = PanelColumn<SIMD4<Double>>.eliminate(
          count: count, columns: 0, [], columnStride: count, [], &y, multiplyAdd: { $2.addingProduct($0, $1) })
        #expect(largest == 2, "\(place) of \(count)")
      }
    }
  }

  /// Triangles of every order and sides of every number up to two blocks of the widest vectors.
  @Test(arguments: SwiftKernels.all, [Triangle.lower, .upper])
  func triangles(_ kernels: SwiftKernels, _ triangle: Triangle) throws {
    let engine = kernels.engine(threads: 2)
    for n in 1...34 {
      let factors = IntegerFactors(n, seed: UInt64(n))
      let t = triangle == .lower ? factors.lower : factors.upper
      for columns in [1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 49] {
        let solution = integers(n, columns)
        let placed = try PlacedMatrix<Double>(t, columns: n, .columnMajor)
        var b = try PlacedMatrix<Double>(IntegerFactors.product(t, solution), columns: columns, .columnMajorWindow)
        var target = b.mutableView
        engine.solveTriangular(triangle, triangle == .lower ? .unit : .stored, placed.view, &target)
        #expect(b.numbers == solution, "\(n) × \(columns)")
        b.expectUntouchedSurroundings()
      }
    }
  }

  private func integers(_ rows: Int, _ columns: Int) -> [[Double]] {
    (0..<rows).map { (i: Int) -> [Double] in (0..<columns).map { (j: Int) -> Double in Double((i * 5 + j * 3) % 7 - 3) } }
  }

  /// Panels and what is left beside and below them, at every size.
  @Test(arguments: SwiftKernels.all)
  func factors(_ kernels: SwiftKernels) throws {
    try expectFactors(Double.self, kernels)
    try expectFactors(Float.self, kernels)
  }

  private func expectFactors<Scalar: MatrixScalar>(_: Scalar.Type, _ kernels: SwiftKernels) throws {
    let engine = kernels.engine(threads: 3)
    for n in 1...70 {
      let factors = IntegerFactors(n, seed: UInt64(100 + n))
      let a = IntegerFactors.product(factors.lower, factors.upper)
      var placed = try PlacedMatrix<Scalar>(a, columns: n, .columnMajorWindow)
      var target = placed.mutableView
      _ = try engine.factorize(&target, pivoting: .none)
      let expected = (0..<n).map { i in (0..<n).map { $0 < i ? factors.lower[i][$0] : factors.upper[i][$0] } }
      #expect(placed.numbers == expected, "\(n)")
      placed.expectUntouchedSurroundings()
    }
  }
}
