import Kernels
import MatrixCore
import TestSupport
import Testing

/// A sweep in numbers that `Float` holds, and what comes out of it block by block.
struct SweepProblem {
  var a: [[Double]]
  var inverses: [[Double]]
  var x: [[Double]]
  var y: [[Double]]
  /// From the last to the first, ragged.
  let blocks: [Range<Int>]
  let columns: Int
  /// What the sweep is told of where X is not zero.
  var support: Range<Int>?

  init(_ n: Int, columns k: Int, block size: Int) {
    // Small enough that a sweep does not enlarge anything.
    a = Self.numbers(n, n, seed: 31, divisor: Double(max(n, 1)))
    inverses = Self.numbers(n, size, seed: 32, divisor: Double(size))
    x = Self.numbers(n, k, seed: 33, divisor: 1)
    y = Self.numbers(n, k, seed: 34, divisor: 1)
    columns = k
    blocks = stride(from: 0, to: n, by: size).map { $0..<min($0 + size, n) }.reversed()
  }

  private static func numbers(_ rows: Int, _ columns: Int, seed: UInt64, divisor: Double) -> [[Double]] {
    [[Double]].random(rows, columns, seed: seed).map { $0.map { Double(Float($0 / divisor)) } }
  }

  struct Outcome {
    var x: [[Double]]
    /// Nil when it was not to be done.
    var residuals: [Double]?
  }

  func run(
    _ engine: Engine, _ placement: Placement, _ isTransposed: Bool, isSingle: Bool, withY: Bool = true
  ) throws -> Outcome {
    var x = try PlacedMatrix<Double>(x, columns: columns, .columnMajorWindow)
    let y = try PlacedMatrix<Double>(y, columns: columns, .columnMajorWindow)
    let width = inverses.first?.count ?? 1
    let residuals: [Double]?
    if isSingle {
      let a = try PlacedMatrix<Float>(a, columns: a.count, placement)
      let inverses = try PlacedMatrix<Float>(inverses, columns: width, placement)
      var target = x.mutableView
      residuals = engine.sweep(
        a.view, transposed: isTransposed, blocks: blocks, inverses: inverses.view, &target, withY ? y.view : nil,
        support: support)
    } else {
      let a = try PlacedMatrix<Double>(a, columns: a.count, placement)
      let inverses = try PlacedMatrix<Double>(inverses, columns: width, placement)
      var target = x.mutableView
      residuals = engine.sweep(
        a.view, transposed: isTransposed, blocks: blocks, inverses: inverses.view, &target, withY ? y.view : nil,
        support: support)
    }
    x.expectUntouchedSurroundings()
    return Outcome(x: x.numbers, residuals: residuals)
  }

  /// Compares with the definition; nothing may have changed when nothing was done.
  func check(_ found: Outcome, _ isTransposed: Bool, _ location: SourceLocation = #_sourceLocation) {
    guard let residuals = found.residuals else {
      #expect(found.x == x, sourceLocation: location)
      return
    }
    let expected = expectation(isTransposed)
    // Sums of at most n terms below one, twice for each block before; observed below 1e-14.
    let bound = 1e-12
    for (row, numbers) in found.x.enumerated() {
      for k in 0..<columns {
        #expect(abs(numbers[k] - expected.x[row][k]) <= bound, "row \(row), column \(k)", sourceLocation: location)
      }
    }
    for k in 0..<columns {
      #expect(abs(residuals[k] - (expected.residuals?[k] ?? .nan)) <= bound, "column \(k)", sourceLocation: location)
    }
  }

  private func expectation(_ isTransposed: Bool) -> Outcome {
    var (x, largest) = (x, [Double](repeating: 0, count: columns))
    for block in blocks {
      for k in 0..<columns {
        let residual = block.map { i in
          var sum = AccurateProduct()
          sum.add(y[i][k], 1)
          sum.add(x[i][k], -1)
          for j in a.indices { sum.add(isTransposed ? a[j][i] : a[i][j], x[j][k]) }
          return sum.value
        }
        largest[k] = residual.reduce(largest[k]) { max($0, abs($1)) }
        for (i, row) in block.enumerated() {
          for j in 0..<block.count {
            x[row][k] += (isTransposed ? inverses[block.lowerBound + j][i] : inverses[row][j]) * residual[j]
          }
        }
      }
    }
    return Outcome(x: x, residuals: largest)
  }
}
