import MatrixCore

/// A dense block of a matrix of regions: what it covers and its elements.
package struct RegionBlock<Scalar: MatrixScalar>: Sendable {
  let rows: Range<Int>
  let columns: Range<Int>
  let values: StridedMatrix<Scalar>

  var elements: Int { values.rows * values.columns }
}

extension PortableKernels {
  /// C ← α A B + C for the blocks of A. Blocks that share rows stay together on one member, in their order, and each is the
  /// product of one thread: the same bits whatever the team.
  func multiplyBlocks(_ alpha: Scalar, _ blocks: [RegionBlock<Scalar>], _ b: Input, _ c: Output, _ team: Team) {
    guard c.columns > 0, !blocks.isEmpty else { return }
    let bounds = Self.blockRows(blocks)
    let before = blocks.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.elements) }
    let total = before[blocks.count]
    self.team(team, reading: total).run { member, members in
      let first = bounds.first { before[$0] >= total * member / members } ?? blocks.count
      let last = bounds.first { before[$0] >= total * (member + 1) / members } ?? blocks.count
      for block in blocks[first..<last] {
        multiply(
          alpha, block.values, b.window(block.columns, 0..<b.columns), 1, c.window(block.rows, 0..<c.columns),
          Team(threads: 1))
      }
    }
  }

  /// Where a row of blocks begins, and the end: the first block whose rows lie behind those of all before it.
  private static func blockRows(_ blocks: [RegionBlock<Scalar>]) -> [Int] {
    var (bounds, end) = ([Int](), Int.min)
    for (k, block) in blocks.enumerated() {
      if block.rows.lowerBound >= end { bounds.append(k) }
      end = max(end, block.rows.upperBound)
    }
    return bounds + [blocks.count]
  }
}
