import MatrixCore

/// One triangle of a matrix and the order in which its unknowns are found.
struct TriangularSystem<Scalar: MatrixScalar>: Sendable {
  let triangle: Triangle
  let diagonal: Diagonal
  let t: StridedMatrix<Scalar>
  /// Whether −T stands in the place of T, whose diagonal is stored then.
  var isNegated = false

  /// A diagonal block, and the rows that still depend on it.
  struct Step {
    let block: Range<Int>
    let rest: Range<Int>
  }

  /// From the top for a lower triangle, from the bottom for an upper one.
  func steps(of size: Int) -> [Step] {
    let starts = stride(from: 0, to: t.rows, by: size).map { $0..<min($0 + size, t.rows) }
    switch triangle {
    case .lower: return starts.map { Step(block: $0, rest: $0.upperBound..<t.rows) }
    case .upper: return starts.reversed().map { Step(block: $0, rest: 0..<$0.lowerBound) }
    }
  }

  /// One diagonal block by itself.
  func window(_ block: Range<Int>) -> TriangularSystem {
    TriangularSystem(triangle: triangle, diagonal: diagonal, t: t.window(block, block), isNegated: isNegated)
  }

  /// What a product of T with known rows is multiplied by before it is added to the others.
  var factor: Scalar { isNegated ? 1 : -1 }

  private func diagonalElement(_ i: Int) -> Scalar { diagonal == .unit ? 1 : -factor * t[i, i] }

  /// A diagonal block as a lower triangle with contiguous rows, an upper one turned round; zeros above, ones on a unit
  /// diagonal.
  func pack(_ block: Range<Int>, _ target: UnsafeMutablePointer<Scalar>) {
    let order = block.count
    for i in 0..<order {
      let row = triangle == .lower ? block.lowerBound + i : block.upperBound - 1 - i
      for j in 0..<i {
        target[i * order + j] = -factor * t[row, triangle == .lower ? block.lowerBound + j : block.upperBound - 1 - j]
      }
      target[i * order + i] = diagonalElement(row)
      for j in i + 1..<max(order, i + 1) { target[i * order + j] = 0 }
    }
  }

  /// A diagonal block as `TriangleTile.solveLower` takes it: an upper triangle turned round, all but the diagonal negated. Rows
  /// that fill up the last block are those of the identity.
  func packBlocks(_ block: Range<Int>, height: Int, _ target: UnsafeMutablePointer<Scalar>) {
    let order = block.count
    let (start, step) =
      triangle == .lower
      ? (block.lowerBound * (t.rowStride + t.columnStride), 1) : ((block.upperBound - 1) * (t.rowStride + t.columnStride), -1)
    var to = target
    for first in stride(from: 0, to: (order + height - 1) / height * height, by: height) {
      let rows = min(height, order - first)
      var from = t.base + (start + step * first * t.rowStride)
      for _ in 0..<first {
        for r in 0..<rows { to[r] = factor * from[r &* step &* t.rowStride] }
        for r in rows..<height { to[r] = 0 }
        from += step * t.columnStride
        to += height
      }
      for j in 0..<height {
        for r in 0..<height { to[r] = diagonalElement(r, j, r < rows ? from + r * step * t.rowStride : nil) }
        if j < rows { from += step * t.columnStride }
        to += height
      }
    }
  }

  /// What is packed for row r and column j of a block on the diagonal; `place` is nil in rows that fill up the last one.
  private func diagonalElement(_ r: Int, _ j: Int, _ place: UnsafePointer<Scalar>?) -> Scalar {
    if r == j { return diagonal == .unit ? 1 : place.map { -factor * $0.pointee } ?? 1 }
    guard j < r, let place else { return 0 }
    return factor * place.pointee
  }

  /// Elements of a packed block of the order given.
  static func packedSize(order: Int, height: Int) -> Int {
    let blocks = (order + height - 1) / height
    return height * height * blocks * (blocks + 1) / 2
  }

  /// Substitution of one right-hand side in a packed block.
  func substitute(_ packed: UnsafeMutablePointer<Scalar>, _ b: MutableStridedMatrix<Scalar>) {
    let order = b.rows
    for i in 0..<order {
      let row = triangle == .lower ? i : order - 1 - i
      var sum = b[row, 0]
      for j in 0..<i { sum -= packed[i * order + j] * b[triangle == .lower ? j : order - 1 - j, 0] }
      b[row, 0] = sum / packed[i * order + i]
    }
  }

  /// Substitution in a diagonal block where it lies, for want of memory to pack it.
  func substitute(_ block: Range<Int>, _ b: MutableStridedMatrix<Scalar>) {
    let (start, last) = (block.lowerBound, block.count - 1)
    for column in 0..<b.columns {
      for step in 0..<block.count {
        let row = triangle == .lower ? step : last - step
        var sum = b[row, column]
        for k in triangle == .lower ? 0..<row : row + 1..<block.count {
          sum += factor * t[start + row, start + k] * b[k, column]
        }
        b[row, column] = sum / diagonalElement(start + row)
      }
    }
  }
}
