import Kernels
import MatrixCore
import TestSupport
import Testing

/// I − A by columns in single precision, from rows in double precision: one rounding an element, so exact equality.
@Suite struct NarrowedTranspositionTests {
  /// Sizes straddle the steps of the kernel, its groups of rows, and the tiles' lines and lengths.
  @Test(arguments: EngineUnderTest.all, [0, 1, 3, 8, 17, 64, 66, 131])
  func everyElementIsRoundedOnce(_ subject: EngineUnderTest, _ n: Int) throws {
    try expectRounded(subject.engine, n)
  }

  @Test(arguments: InstructionSet.available, [512, 523]) func longRows(_ set: InstructionSet, _ n: Int) throws {
    for threads in [1, 2, 3] { try expectRounded(.swift(set, threads: threads), n) }
  }

  private func expectRounded(_ engine: Engine, _ n: Int, _ location: SourceLocation = #_sourceLocation) throws {
    let z = [[Double]].random(n, n, seed: 71)
    var numbers = SeededNumbers(72)
    let s = (0..<n).map { _ in numbers.unit() }
    for placement in [Placement.rowMajor, .rowMajorWindow] {
      for (factors, other) in [(nil, Placement.columnMajor), (s, .columnMajorWindow)] as [([Double]?, Placement)] {
        let source = try PlacedMatrix<Double>(z, columns: n, placement)
        var m = try PlacedMatrix<Float>(z, columns: n, other)
        var target = m.mutableView
        let lost = engine.identityMinus(source.view, columns: factors, narrowedInto: &target)
        let exact = z.enumerated().map { i, row in
          row.enumerated().map { j, value in
            let a = value * (factors?[j] ?? 1)
            return Double(Float(i == j ? 1 - a : -a))
          }
        }
        #expect(lost == 0 && m.numbers == exact, sourceLocation: location)
        m.expectUntouchedSurroundings(location)
      }
    }
  }

  /// Wherever they stand: in a step of the kernel, in a group of rows, in what is left over of either, on the diagonal.
  @Test(arguments: EngineUnderTest.all) func whatHasNoNormalNumberIsCounted(_ subject: EngineUnderTest) throws {
    let n = 70
    let lost = [1e-40, -1e-40, 0x1p-1040, -0x1p-150, Double(Float.leastNormalMagnitude.nextDown)]
    let kept = [0, -0.0, Double(Float.leastNormalMagnitude), -Double(Float.leastNormalMagnitude), 1e30]
    for (i, j) in [(0, 1), (3, 63), (66, 2), (69, 69), (5, 68), (67, 66)] {
      for (value, expected) in lost.map({ ($0, 1) }) + kept.map({ ($0, 0) }) {
        var rows = [[Double]](repeating: [Double](repeating: 0.5, count: n), count: n)
        rows[i][j] = value
        let source = try PlacedMatrix<Double>(rows, columns: n, .rowMajor)
        var m = try PlacedMatrix<Float>(rows, columns: n, .columnMajor)
        var target = m.mutableView
        let found = subject.engine.identityMinus(source.view, columns: nil, narrowedInto: &target)
        #expect(found == expected, "\(value) at \(i), \(j)")
      }
    }
  }

  /// It is the scaled element that counts, and what is beyond the range is infinite.
  @Test(arguments: EngineUnderTest.all) func scalingDecides(_ subject: EngineUnderTest) throws {
    let n = 21
    let rows = [[Double]](repeating: [Double](repeating: 1e-20, count: n), count: n)
    var factors = [Double](repeating: 1, count: n)
    (factors[4], factors[20], factors[9]) = (1e-20, 1e-25, 1e60)
    let source = try PlacedMatrix<Double>(rows, columns: n, .rowMajor)
    var m = try PlacedMatrix<Float>(rows, columns: n, .columnMajor)
    var target = m.mutableView
    #expect(subject.engine.identityMinus(source.view, columns: factors, narrowedInto: &target) == 2 * n)
    #expect(m[3, 9] == -.infinity && m[3, 5] == -1e-20)
  }
}
