import MatrixCore

// Vectors from one precision to the other. Shapes: X and Y m × n with contiguous rows. Cost: one pass over both. The loops
// are written out: a function for the elements would be called for each of them.
extension Engine {
  /// Y ← X.
  @_lifetime(y: copy y)
  public func convert(_ x: MatrixView<Float>, into y: inout MutableMatrixView<Double>) {
    let (from, to) = (StridedMatrix(x), MutableStridedMatrix(y))
    team(from, to).split(0..<from.rows) { rows in
      for i in rows {
        let (source, target) = (from.base + i &* from.rowStride, to.base + i &* to.rowStride)
        for j in 0..<from.columns { target[j] = Double(source[j]) }
      }
    }
  }

  /// Y ← X, rounded.
  @_lifetime(y: copy y)
  public func convert(_ x: MatrixView<Double>, into y: inout MutableMatrixView<Float>) {
    let (from, to) = (StridedMatrix(x), MutableStridedMatrix(y))
    team(from, to).split(0..<from.rows) { rows in
      for i in rows {
        let (source, target) = (from.base + i &* from.rowStride, to.base + i &* to.rowStride)
        for j in 0..<from.columns { target[j] = Float(source[j]) }
      }
    }
  }

  /// Y ← X.
  @_lifetime(y: copy y)
  public func convert(_ x: MatrixView<Float>, into y: inout MutableMatrixView<Float>) {
    let (from, to) = (StridedMatrix(x), MutableStridedMatrix(y))
    team(from, to).split(0..<from.rows) { rows in
      for i in rows {
        let (source, target) = (from.base + i &* from.rowStride, to.base + i &* to.rowStride)
        for j in 0..<from.columns { target[j] = source[j] }
      }
    }
  }

  /// The part of the team that a conversion keeps busy.
  private func team<From, To>(_ x: StridedMatrix<From>, _ y: MutableStridedMatrix<To>) -> Team {
    precondition(x.rows == y.rows && x.columns == y.columns, "shapes disagree")
    precondition((x.columnStride == 1 && y.columnStride == 1) || x.columns <= 1, "rows are not contiguous")
    return Team(threads: min(team.threads, x.rows * x.columns / (1 << 16) + 1))
  }
}
