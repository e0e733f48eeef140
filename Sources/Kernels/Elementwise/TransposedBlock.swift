import MatrixCore

/// What happens to a block whose source and target differ in layout: some lines of the source (rows or columns), some
/// positions along them. The target's lines are the source's positions.
struct TransposedBlock<Scalar: MatrixScalar> {
  let linesAreRows: Bool
  let lines: Range<Int>
  let positions: Range<Int>
  let source: UnsafePointer<Scalar>
  let sourceStride: Int
  let target: UnsafeMutablePointer<Scalar>
  let targetStride: Int
}

extension PortableKernels {
  /// By blocks that need few pages on either side, for z with contiguous rows and its
  /// transpose as target.
  func transformBlocks(
    _ z: Input, _ a: Output, linesAreRows: Bool, _ team: Team, _ body: @escaping @Sendable (TransposedBlock<Scalar>) -> Void
  ) {
    let side = 512
    team.split(0..<z.rows, grain: 64) { own in
      for line in stride(from: own.lowerBound, to: own.upperBound, by: 64) {
        let lines = line..<min(line + 64, own.upperBound)
        for start in stride(from: 0, to: z.columns, by: side) {
          body(
            TransposedBlock(
              linesAreRows: linesAreRows, lines: lines, positions: start..<min(start + side, z.columns),
              source: z.base + (line * z.rowStride + start), sourceStride: z.rowStride,
              target: a.base + (start * a.rowStride + line), targetStride: a.rowStride))
        }
      }
    }
  }
}
