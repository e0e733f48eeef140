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
  /// One pass over a matrix, by pieces of lines that stay in the first cache; in tiles where source and target differ in
  /// layout or have no unit stride, so that neither side strides through memory.
  func transform(_ z: Input, _ a: Output, _ team: Team, _ body: @escaping @Sendable (LinePiece<Scalar>) -> Void) {
    let team = self.team(team, reading: 2 * a.rows * a.columns)
    if z.columnStride == 1 && a.columnStride == 1 {
      transformLines(z, a, isRow: true, team, body)
    } else if z.rowStride == 1 && a.rowStride == 1 {
      transformLines(z.transposed, a.transposed, isRow: false, team, body)
    } else if a.columnStride == 1 {
      transformTiles(z, a, isRow: true, team, body)
    } else {
      transformTiles(z.transposed, a.transposed, isRow: false, team, body)
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

/// A tile of a matrix in any layout, copied so that its lines are contiguous.
struct LineTile<Scalar: MatrixScalar> {
  static var lines: Int { 64 }
  static var length: Int { 64 }
  let base: UnsafeMutablePointer<Scalar>

  static func with(_ body: (LineTile) -> Void) {
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 2 * lines * length) { memory in
      guard let base = memory.baseAddress else { return }
      memory.initialize(repeating: 0)
      body(LineTile(base: base))
    }
  }

  /// Columns that are contiguous are first copied as they are: so many lines of memory are then on their way at once, which
  /// a transposition element by element would wait for one after the other.
  func read(_ z: StridedMatrix<Scalar>) {
    if z.rowStride == 1 {
      let copy = base + Self.lines * Self.length
      for j in 0..<z.columns { (copy + j &* Self.lines).update(from: z.base + j &* z.columnStride, count: z.rows) }
      for i in 0..<z.rows {
        for j in 0..<z.columns { base[i &* Self.length &+ j] = copy[j &* Self.lines &+ i] }
      }
    } else {
      for i in 0..<z.rows { for j in 0..<z.columns { base[i &* Self.length &+ j] = z[i, j] } }
    }
  }

  func write(_ a: MutableStridedMatrix<Scalar>) {
    for i in 0..<a.rows { for j in 0..<a.columns { a[i, j] = base[i &* Self.length &+ j] } }
  }
}
