import KernelTemplates
import MatrixCore
import Testing

/// Sums of the elements of one vector and of four at once: the same bits, added as a tree of neighbours.
@Suite struct SumOfLanesTests {
  @Test func doubles() {
    check(SIMD2<Double>.self)
    check(SIMD4<Double>.self)
    check(SIMD8<Double>.self)
  }

  @Test func floats() {
    check(SIMD4<Float>.self)
    check(SIMD8<Float>.self)
    check(SIMD16<Float>.self)
  }

  /// Elements of which another order of the additions makes other sums, from eight lanes on.
  private func check<V: SIMD>(_: V.Type) where V.Scalar: MatrixScalar {
    let lines: [[V.Scalar]] = (0..<4).map { line in (0..<V.scalarCount).map { Self.element(line, lane: $0) } }
    let vectors: [V] = lines.map { V($0) }
    let expected: [V.Scalar] = lines.map { Self.neighbours($0) }
    let sums: SIMD4<V.Scalar> = SumOfLanes<V>.sums([vectors[0], vectors[1], vectors[2], vectors[3]])
    #expect(expected == (0..<4).map { sums[$0] }, "\(V.self)")
    #expect(expected == vectors.map { SumOfLanes<V>.sum($0) }, "\(V.self)")
    #expect(V.scalarCount < 8 || expected != lines.map { line in line.reduce(0) { $0 + $1 } }, "\(V.self)")
  }

  private static func element<Scalar: MatrixScalar>(_ line: Int, lane: Int) -> Scalar {
    let size = Scalar(Double(1 << ((5 * lane + 3 * line) % 7)) / Double(3 + 2 * line + 4 * lane))
    return lane % 3 == 1 ? -size : size
  }

  private static func neighbours<Scalar: MatrixScalar>(_ line: [Scalar]) -> Scalar {
    line.count == 1 ? line[0] : neighbours(stride(from: 0, to: line.count, by: 2).map { line[$0] + line[$0 + 1] })
  }
}
