import KernelTemplates
import MatrixCore

// One number, or a number and its correction, for each line; lines are divided among the team, so none depends on it.
extension PortableKernels {
  /// sums_i ← Σ_j a_ij or Σ_j |a_ij|, compensated.
  func rowSums(_ a: Input, magnitudes: Bool, _ sums: UnsafeMutablePointer<Scalar>, _ team: Team) {
    let target = Output(base: sums, rows: a.rows, columns: 1, rowStride: 1, columnStride: max(1, a.rows))
    let work = self.team(team, reading: a.rows * a.columns)
    if a.columnStride != 1 && a.rowStride == 1 && a.rows > 1 {
      columnSumsAlongRows(a.transposed, magnitudes: magnitudes, target, work)
      return
    }
    work.split(0..<a.rows) { rows in
      for i in rows {
        var state = (Scalar(0), Scalar(0))
        withUnsafeMutablePointer(to: &state) { pair in
          pair.withMemoryRebound(to: Scalar.self, capacity: 2) { state in
            forEachPiece(a, i) { micro.elementwise.addLine($0, $1, magnitudes, state) }
          }
        }
        target[i, 0] = Self.total(state.0, state.1)
      }
    }
  }

  /// A correction that is not finite belongs to a sum that is not finite, or overflowed on the way: the sum stands alone.
  static func total(_ sum: Scalar, _ correction: Scalar) -> Scalar { correction.isFinite ? sum + correction : sum }

  /// The largest |a_ij|, NaN where there is one.
  func largestMagnitude(_ a: Input, _ team: Team) -> Scalar {
    largest(of: lineResults(a, team) { micro.elementwise.keepLargest($0, $1, $2) })
  }

  /// NaN when one is NaN.
  func largest(of values: [Scalar]) -> Scalar {
    var largest: Scalar = 0
    for value in values where !(value <= largest) && !largest.isNaN { largest = value }
    return largest
  }

  /// √Σ a_ij². Squares that would overflow or vanish are taken again of A divided by a power of two near its largest
  /// element.
  func frobeniusNorm(_ a: Input, _ team: Team) -> Scalar {
    let plain = sumOfSquares(a, factor: 1, team)
    let harmless = Scalar.leastNormalMagnitude / (Scalar.unitRoundoff * Scalar.unitRoundoff)
    if plain.isFinite && plain > harmless || plain.isNaN { return plain.squareRoot() }
    let largest = largestMagnitude(a, team)
    guard largest > 0, largest.isFinite else { return largest }
    // The inverse of a subnormal power of two would overflow.
    let power = Swift.max(largest.binade, Scalar.leastNormalMagnitude * 4)
    return sumOfSquares(a, factor: 1 / power, team).squareRoot() * power
  }

  private func sumOfSquares(_ a: Input, factor: Scalar, _ team: Team) -> Scalar {
    let squares = lineResults(a, team) { count, x, sum in
      withUnsafePointer(to: factor) { micro.elementwise.addSquares(count, x, $0, sum) }
    }
    return squares.compensatedSum()
  }

  /// `add` gathered over each line along memory.
  private func lineResults(
    _ a: Input, _ team: Team, _ add: @escaping @Sendable (Int, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>) -> Void
  ) -> [Scalar] {
    let a = a.columnStride != 1 && a.rowStride == 1 ? a.transposed : a
    var results = [Scalar](repeating: 0, count: a.rows)
    results.withUnsafeMutableBufferPointer { results in
      guard let base = results.baseAddress else { return }
      let target = Output(base: base, rows: a.rows, columns: 1, rowStride: 1, columnStride: a.rows)
      self.team(team, reading: a.rows * a.columns).split(0..<a.rows) { rows in
        for i in rows { forEachPiece(a, i) { add($0, $1, target.base + i) } }
      }
    }
    return results
  }

  /// Row i along memory: in one piece, or copied by pieces where it is not contiguous.
  private func forEachPiece(_ a: Input, _ i: Int, _ body: (Int, UnsafePointer<Scalar>) -> Void) {
    let row = a.base + i * a.rowStride
    if a.columnStride == 1 {
      body(a.columns, row)
      return
    }
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 512) { piece in
      guard let base = piece.baseAddress else { return }
      for start in stride(from: 0, to: a.columns, by: piece.count) {
        let count = min(piece.count, a.columns - start)
        for j in 0..<count { (base + j).initialize(to: row[(start + j) * a.columnStride]) }
        body(count, UnsafePointer(base))
      }
    }
  }
}
