import KernelTemplates
import MatrixCore

// How sums reach C.
extension PortableKernels {
  /// Moves a tile that is cut off, is to be multiplied, or whose columns are not contiguous in C.
  static func place(
    _ tile: UnsafeMutablePointer<Scalar>, _ height: Int, _ update: TileUpdate, _ c: Output, times factor: Scalar? = nil
  ) {
    for j in 0..<c.columns {
      let sums = tile + j * height
      if let factor { for i in 0..<c.rows { sums[i] *= factor } }
      let target = c.base + j * c.columnStride
      if c.rowStride == 1 {
        join(c.rows, sums, update) { target + $0 }
      } else {
        join(c.rows, sums, update) { target + $0 &* c.rowStride }
      }
    }
  }

  @inline(__always)
  private static func join(
    _ count: Int, _ sums: UnsafeMutablePointer<Scalar>, _ update: TileUpdate,
    _ target: (Int) -> UnsafeMutablePointer<Scalar>
  ) {
    switch update {
    case .replace: for i in 0..<count { target(i).pointee = sums[i] }
    case .add: for i in 0..<count { target(i).pointee += sums[i] }
    case .subtract: for i in 0..<count { target(i).pointee -= sums[i] }
    }
  }

  /// C ← β C; with β = 0 without reading C.
  func scale(_ c: Output, by beta: Scalar, _ team: Team) {
    guard beta != 1 else { return }
    if c.columnStride < c.rowStride {
      scale(c.transposed, by: beta, team)
      return
    }
    self.team(team, reading: c.rows * c.columns).split(0..<c.columns) { columns in
      for j in columns {
        for i in 0..<c.rows { c[i, j] = beta == 0 ? 0 : beta * c[i, j] }
      }
    }
  }
}
