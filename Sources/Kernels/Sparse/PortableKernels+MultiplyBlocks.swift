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
    guard c.columns > 0, !blocks.isEmpty, alpha != 0 else { return }
    let bounds = Self.blockRows(blocks)
    let team = self.team(team, reading: blocks.reduce(0) { $0 + $1.elements })
    let narrow = NarrowBlocks(micro.stream.plain, blocks, columns: c.columns)
    withScratch(narrow.map { $0.packed + team.threads * $0.memberScratch } ?? 0) { scratch in
      if let narrow, let scratch { narrow.pack(b, scratch.base) }
      team.run { member, members in
        for row in Self.shares(blocks, bounds, member, members) {
          let own = blocks[bounds[row]..<bounds[row + 1]]
          if let narrow, let scratch, own.allSatisfy({ $0.rows == own.first?.rows }) {
            let memory = scratch.base + narrow.packed + member * narrow.memberScratch
            narrow.run(alpha, own, UnsafePointer(scratch.base), c, memory)
          } else {
            for block in own { multiplyAlone(alpha, block, b, c) }
          }
        }
      }
    }
  }

  private func multiplyAlone(_ alpha: Scalar, _ block: RegionBlock<Scalar>, _ b: Input, _ c: Output) {
    multiply(
      alpha, block.values, b.window(block.columns, 0..<b.columns), 1, c.window(block.rows, 0..<c.columns),
      Team(threads: 1))
  }

  /// The rows of blocks of one member, which hold about its share of the elements.
  private static func shares(
    _ blocks: [RegionBlock<Scalar>], _ bounds: [Int], _ member: Int, _ members: Int
  ) -> Range<Int> {
    var before = [0]
    for row in bounds.indices.dropLast() {
      before.append(before[row] + blocks[bounds[row]..<bounds[row + 1]].reduce(0) { $0 + $1.elements })
    }
    let first = { (member: Int) in before.firstIndex { $0 >= before[before.count - 1] * member / members } ?? bounds.count - 1 }
    return first(member)..<first(member + 1)
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
