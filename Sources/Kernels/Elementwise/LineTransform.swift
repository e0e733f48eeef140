import MatrixCore

/// What happens to a piece of one line (a row, or a column when `isRow` is false): its number, where the piece begins, how
/// long it is, source and target along memory. Both may be the same memory.
struct LinePiece<Scalar: MatrixScalar> {
  let isRow: Bool
  let line: Int
  let start: Int
  let count: Int
  let source: UnsafePointer<Scalar>
  let target: UnsafeMutablePointer<Scalar>
}

extension PortableKernels {
  /// One pass over a matrix: by pieces of lines that stay in the first cache, by blocks where source and target differ in
  /// layout, and by pieces of a copied tile where one has no unit stride.
  func transform(
    _ z: Input, _ a: Output, _ team: Team, piece: @escaping @Sendable (LinePiece<Scalar>) -> Void,
    block: @escaping @Sendable (TransposedBlock<Scalar>) -> Void
  ) {
    let team = self.team(team, reading: 2 * a.rows * a.columns)
    if z.columnStride == 1 && a.columnStride == 1 {
      transformLines(z, a, isRow: true, team, piece)
    } else if z.rowStride == 1 && a.rowStride == 1 {
      transformLines(z.transposed, a.transposed, isRow: false, team, piece)
    } else if z.columnStride == 1 && a.rowStride == 1 {
      transformBlocks(z, a.transposed, linesAreRows: true, team, block)
    } else if z.rowStride == 1 && a.columnStride == 1 {
      transformBlocks(z.transposed, a, linesAreRows: false, team, block)
    } else if a.columnStride == 1 {
      transformTiles(z, a, isRow: true, team, piece)
    } else {
      transformTiles(z.transposed, a.transposed, isRow: false, team, piece)
    }
  }

  private func transformLines(
    _ z: Input, _ a: Output, isRow: Bool, _ team: Team, _ body: @escaping @Sendable (LinePiece<Scalar>) -> Void
  ) {
    team.split(0..<a.rows) { lines in
      for line in lines {
        for start in stride(from: 0, to: a.columns, by: 2048) {
          body(
            LinePiece(
              isRow: isRow, line: line, start: start, count: min(2048, a.columns - start),
              source: z.base + line * z.rowStride + start, target: a.base + line * a.rowStride + start))
        }
      }
    }
  }

  private func transformTiles(
    _ z: Input, _ a: Output, isRow: Bool, _ team: Team, _ body: @escaping @Sendable (LinePiece<Scalar>) -> Void
  ) {
    team.split(0..<a.rows, grain: LineTile<Scalar>.lines) { lines in
      LineTile<Scalar>.with { tile in
        for first in stride(from: lines.lowerBound, to: lines.upperBound, by: LineTile<Scalar>.lines) {
          let own = first..<min(first + LineTile<Scalar>.lines, lines.upperBound)
          for start in stride(from: 0, to: a.columns, by: LineTile<Scalar>.length) {
            let columns = start..<min(start + LineTile<Scalar>.length, a.columns)
            tile.read(z.window(own, columns))
            for line in own {
              let piece = tile.base + (line - first) * LineTile<Scalar>.length
              let target = a.columnStride == 1 ? a.base + line * a.rowStride + start : piece
              body(
                LinePiece(
                  isRow: isRow, line: line, start: start, count: columns.count, source: UnsafePointer(piece),
                  target: target))
            }
            if a.columnStride != 1 { tile.write(a.window(own, columns)) }
          }
        }
      }
    }
  }
}
