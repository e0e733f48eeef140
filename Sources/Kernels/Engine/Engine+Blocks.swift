import MatrixCore

/// A matrix whose diagonal blocks can be copied, from several threads at once.
public protocol DiagonalBlocks: Sendable {
  /// B ← the block on the diagonal with those rows.
  @_lifetime(b: copy b)
  func copy(_ block: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine)
}

extension Engine {
  /// B ← the inverses of the diagonal blocks of I − A: that of block s in its rows, in the first columns.
  ///
  /// Shapes: the blocks are rows of B, which is at least as wide as the largest. Cost: 2N³ flops a block, each on one thread,
  /// and memory for one block a thread. Returns the row of A at which the elimination of a block found no pivot, or nil when
  /// all are inverted. Errors: `AllocationError` for scratch; some blocks may be inverted then. Always the Swift kernels.
  @_lifetime(b: copy b)
  public func invertDiagonalBlocks(
    ofIdentityMinus a: any DiagonalBlocks, _ blocks: [Range<Int>], into b: inout MutableMatrixView<Double>
  ) throws(AllocationError) -> Int? {
    try invertBlocks(a, blocks, MutableStridedMatrix(b))
  }

  /// The same in single precision: inverted in it without row exchanges, and where that finds no pivot in double precision and
  /// rounded. For preconditioners: of a block whose condition is 10⁷ or more no digit need be right.
  @_lifetime(b: copy b)
  public func invertDiagonalBlocks(
    ofIdentityMinus a: any DiagonalBlocks, _ blocks: [Range<Int>], into b: inout MutableMatrixView<Float>
  ) throws(AllocationError) -> Int? {
    try invertBlocks(a, blocks, MutableStridedMatrix(b))
  }

  private func invertBlocks<Stored>(
    _ a: any DiagonalBlocks, _ blocks: [Range<Int>], _ target: MutableStridedMatrix<Stored>
  ) throws(AllocationError) -> Int? {
    precondition(
      blocks.allSatisfy { $0.count <= target.columns && $0.lowerBound >= 0 && $0.upperBound <= target.rows },
      "a block outside the matrix")
    let largest = blocks.map(\.count).max() ?? 0
    let failures = BlockFailures(count: blocks.count)
    let queue = TaskQueue(blocks.count)
    // A library would bring threads of its own into each of ours.
    let table = KernelTable.swift(description.instructionSet)
    let inversion = BlockInversion(
      kernels: table.double, singleKernels: table.float, engine: self, blocks: blocks, largest: largest)
    Team(threads: min(team.threads, max(blocks.count, 1))).run { _, _ in
      // A member without memory leaves its blocks to the others.
      try? inversion.run(a, queue, target, failures)
    }
    // None of them had memory: now there is what all of them wanted, or an error.
    if !queue.isEmpty { try inversion.run(a, queue, target, failures) }
    for (index, block) in blocks.enumerated() {
      switch failures[index] {
      case .none: continue
      case .pivot(let k): return block.lowerBound + k
      case .memory(let error): throw error
      }
    }
    return nil
  }
}

/// The inversion of one block on one thread, in memory of its own: it stays in the second level of the cache.
private struct BlockInversion: Sendable {
  let kernels: ScalarKernels<Double>
  let singleKernels: ScalarKernels<Float>
  let engine: Engine
  let blocks: [Range<Int>]
  /// Rows of the largest block.
  let largest: Int

  /// The blocks that one thread gets from the queue.
  func run<Stored>(
    _ a: any DiagonalBlocks, _ queue: TaskQueue, _ target: MutableStridedMatrix<Stored>, _ failures: BlockFailures
  ) throws(AllocationError) {
    var room = try Matrix<Double>(rows: largest, columns: largest)
    let singleLargest = Stored.self == Float.self ? largest : 0
    var singleRoom = try Matrix<Float>(rows: singleLargest, columns: singleLargest)
    while let index = queue.take() {
      failures.store(run(a, blocks[index], in: &room, &singleRoom, target), at: index)
    }
  }

  private func run<Stored>(
    _ a: any DiagonalBlocks, _ block: Range<Int>, in room: inout Matrix<Double>, _ singleRoom: inout Matrix<Float>,
    _ target: MutableStridedMatrix<Stored>
  ) -> BlockFailure {
    var all = room.mutableView
    var window = all.window(rows: 0..<block.count, columns: 0..<block.count)
    a.copy(block, into: &window, on: engine)
    let m = MutableStridedMatrix(window)
    kernels.identityMinus(m.reading, m, Team(threads: 1))
    if singleRoom.rows > 0, invert(m, in: &singleRoom) {
      var inverse = singleRoom.mutableView
      Self.store(MutableStridedMatrix(inverse.window(rows: 0..<block.count, columns: 0..<block.count)), block, target)
      return .none
    }
    // Rows of the block are columns of its transpose, and so are those of the inverses: the factorization wants columns.
    let failure = Self.invert(m.transposed, kernels)
    Self.store(m, block, target)
    return failure
  }

  /// The rows of a block and of the target are contiguous, or the target's columns.
  private static func store<Found, Stored>(
    _ inverse: MutableStridedMatrix<Found>, _ block: Range<Int>, _ target: MutableStridedMatrix<Stored>
  ) {
    for i in 0..<block.count {
      let (source, line) = (inverse.base + i * inverse.rowStride, target.base + (block.lowerBound + i) * target.rowStride)
      for j in 0..<block.count { line[j &* target.columnStride] = Stored(source[j]) }
    }
  }

  /// A copy of M inverted in single precision; false where that needs row exchanges, or leaves what is not finite.
  private func invert(_ m: MutableStridedMatrix<Double>, in room: inout Matrix<Float>) -> Bool {
    var all = room.mutableView
    let copy = MutableStridedMatrix(all.window(rows: 0..<m.rows, columns: 0..<m.columns))
    for i in 0..<m.rows {
      let (source, line) = (m.base + i * m.rowStride, copy.base + i * copy.rowStride)
      for j in 0..<m.columns { line[j] = Float(source[j]) }
    }
    guard singleKernels.invertWithoutExchanges(copy, .none, Team(threads: 1)) == nil else { return false }
    var rest: Float = 0
    for i in 0..<m.rows {
      let line = copy.base + i * copy.rowStride
      for j in 0..<m.columns { rest += line[j] - line[j] }
    }
    return rest == 0
  }

  private static func invert(_ block: MutableStridedMatrix<Double>, _ kernels: ScalarKernels<Double>) -> BlockFailure {
    let alone = Team(threads: 1)
    var pivots = [Int](0..<block.rows)
    return pivots.withUnsafeMutableBufferPointer { pivots in
      guard let base = pivots.baseAddress else { return .none }
      switch kernels.factorize(block, base, .partial, .none, alone) {
      case .noPivot(let k): return .pivot(k)
      case .stopped: preconditionFailure("nobody stops the elimination of a block")
      case nil: break
      }
      switch kernels.invert(block, base, .none, alone) {
      case .allocation(let error): return .memory(error)
      case .stopped: preconditionFailure("nobody stops the inversion of a block")
      case nil: return .none
      }
    }
  }
}

/// How the inversion of one block ended.
private enum BlockFailure: Sendable {
  case none
  case pivot(Int)
  case memory(AllocationError)
}

/// One result a block, written by whichever thread has it.
private final class BlockFailures: @unchecked Sendable {
  private let results: UnsafeMutableBufferPointer<BlockFailure>

  init(count: Int) {
    results = .allocate(capacity: count)
    results.initialize(repeating: .none)
  }

  deinit { results.deinitialize().deallocate() }

  func store(_ result: BlockFailure, at index: Int) { results[index] = result }
  subscript(index: Int) -> BlockFailure { results[index] }
}
