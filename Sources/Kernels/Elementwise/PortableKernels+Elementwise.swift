import KernelTemplates
import MatrixCore

// One rounding an element and factor: the same in every layout.
extension PortableKernels {
  /// A ← diag(d) Z diag(s), first the row's factor, then the column's; a nil vector is one of ones.
  func scaled(_ z: Input, rows d: Input?, columns s: Input?, _ a: Output, _ team: Team) {
    let kernels = micro.elementwise
    transform(
      z, a, team,
      piece: { piece in
        let (own, along) = piece.isRow ? (d, s) : (s, d)
        scale(piece, own.map { $0.base + piece.line }, along.map { $0.base + piece.start })
      },
      block: { block in
        let (own, along) = block.linesAreRows ? (d, s) : (s, d)
        kernels.scaleTransposed(
          block.lines.count, block.positions.count, block.source, block.sourceStride,
          own.map { $0.base + block.lines.lowerBound }, along.map { $0.base + block.positions.lowerBound },
          block.linesAreRows, block.target, block.targetStride)
      })
  }

  private func scale(_ piece: LinePiece<Scalar>, _ factor: UnsafePointer<Scalar>?, _ factors: UnsafePointer<Scalar>?) {
    let kernels = micro.elementwise
    let (count, x, y) = (piece.count, piece.source, piece.target)
    switch (factor, factors) {
    case (let factor?, nil): kernels.scaleByOne(count, x, factor, y)
    case (nil, let factors?): kernels.scaleByEach(count, x, factors, y)
    case (let factor?, let factors?):
      if piece.isRow {
        kernels.scaleByOne(count, x, factor, y)
        kernels.scaleByEach(count, UnsafePointer(y), factors, y)
      } else {
        kernels.scaleByEach(count, x, factors, y)
        kernels.scaleByOne(count, UnsafePointer(y), factor, y)
      }
    case (nil, nil): y.update(from: x, count: count)
    }
  }

  /// M ← I − A. On the diagonal 1 + (−a), which is rounded as 1 − a is.
  func identityMinus(_ a: Input, _ m: Output, _ team: Team) {
    let kernels = micro.elementwise
    transform(
      a, m, team,
      piece: { piece in
        kernels.negate(piece.count, piece.source, piece.target)
        let diagonal = piece.line - piece.start
        if diagonal >= 0 && diagonal < piece.count { piece.target[diagonal] += 1 }
      },
      block: { block in
        kernels.negateTransposed(
          block.lines.count, block.positions.count, block.source, block.sourceStride, block.target, block.targetStride)
        for k in block.lines.clamped(to: block.positions) {
          block.target[(k - block.positions.lowerBound) * block.targetStride + k - block.lines.lowerBound] += 1
        }
      })
  }
}
