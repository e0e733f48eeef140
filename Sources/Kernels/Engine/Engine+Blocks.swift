import MatrixCore

extension Engine {
  /// Overwrites diagonal blocks M_ss with their inverses: block s stands in its rows of B, in the first columns.
  ///
  /// Shapes: the blocks are consecutive rows of B, which is at least as wide as the largest. Cost: 2N³ flops a block, each
  /// on one thread. Returns the row of B at which the elimination of a block found no pivot, or nil when all are inverted.
  /// Errors: `AllocationError` for scratch; some blocks may be inverted then.
  public func invertDiagonalBlocks(
    _ b: inout MutableMatrixView<Double>, _ blocks: [Range<Int>]
  ) throws(AllocationError) -> Int? {
    precondition(blocks.allSatisfy { $0.count <= b.columns && $0.upperBound <= b.rows }, "a block outside the matrix")
    let target = MutableStridedMatrix(b)
    let failures = BlockFailures(count: blocks.count)
    let queue = TaskQueue(blocks.count)
    // A library would bring threads of its own into each of ours.
    let kernels = KernelTable.swift(description.instructionSet).double
    team.run { _, _ in
      while let index = queue.take() {
        let rows = blocks[index]
        failures.store(Self.invert(target.window(rows, 0..<rows.count), kernels), at: index)
      }
    }
    for (index, block) in blocks.enumerated() {
      switch failures[index] {
      case .none: continue
      case .pivot(let k): return block.lowerBound + k
      case .memory(let error): throw error
      }
    }
    return nil
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
