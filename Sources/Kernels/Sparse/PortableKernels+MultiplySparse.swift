import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// C ← α S B + β C for the given rows of S. They are divided so that each member has about as many non-zeros; a row is the
  /// same sequence of operations whatever the team.
  func multiplySparse(
    _ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ lines: Range<Int>, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team
  ) {
    guard c.rows > 0, c.columns > 0 else { return }
    let rowsAreContiguous = b.columnStride == 1 && c.columnStride == 1 && c.columns > 1
    let team = self.team(team, reading: (s.nonZeros(in: lines) + lines.count) * c.columns)
    withOperation(alpha, s, first: lines.lowerBound, b, beta, c) { operation in
      team.run { member, members in
        let rows = s.rows(of: member, members, in: lines)
        if rowsAreContiguous {
          micro.scatter.combineRows(operation, rows.lowerBound, rows.upperBound, c.columns)
        } else {
          multiplyColumns(operation, rows, c.columns)
        }
      }
    }
  }

  /// Four columns share one walk along the indices.
  private func multiplyColumns(_ operation: SparseOperation<Scalar>, _ rows: Range<Int>, _ columns: Int) {
    var j = 0
    while j < columns {
      let isFour = j + 4 <= columns
      let run = isFour ? micro.scatter.fourSparseDots : micro.scatter.sparseDots
      run(operation.moved(columns: j), rows.lowerBound, rows.upperBound)
      j += isFour ? 4 : 1
    }
  }

  /// Runs `body` with the operation as inner loops see it, which count rows from `first` on.
  func withOperation(
    _ alpha: Scalar, _ s: SparseMatrix<Scalar>, first: Int = 0, _ b: Input, _ beta: Scalar, _ c: Output,
    _ body: (SparseOperation<Scalar>) -> Void
  ) {
    // An empty array has no address; nothing is read behind this one then.
    let noValues = MatrixView<Scalar>.nowhere
    withUnsafePointer(to: alpha) { alpha in
      withUnsafePointer(to: beta) { beta in
        s.rowStarts.withUnsafeBufferPointer { starts in
          s.columnIndices.withUnsafeBufferPointer { indices in
            s.values.withUnsafeBufferPointer { values in
              guard let starts = starts.baseAddress else { return }
              let nowhere = UnsafeRawPointer(noValues).assumingMemoryBound(to: Int32.self)
              body(
                SparseOperation(
                  starts: starts + first, indices: indices.baseAddress ?? nowhere, values: values.baseAddress ?? noValues,
                  alpha: alpha, beta: beta, b: b.base, rowStride: b.rowStride, columnStride: b.columnStride, y: c.base,
                  targetRowStride: c.rowStride, targetColumnStride: c.columnStride))
            }
          }
        }
      }
    }
  }
}

extension SparseOperation {
  /// The same from another column on.
  func moved(columns: Int) -> SparseOperation {
    var moved = self
    moved.b += columns * columnStride
    moved.y += columns * targetColumnStride
    return moved
  }
}

extension SparseMatrix {
  func nonZeros(in lines: Range<Int>) -> Int { rowStarts[lines.upperBound] - rowStarts[lines.lowerBound] }

  /// The rows one member works on: bounds where the count of non-zeros and rows before them passes its share.
  func rows(of member: Int, _ members: Int) -> Range<Int> { rows(of: member, members, in: 0..<rows) }

  /// The same for some of the rows, counted from the first of them.
  func rows(of member: Int, _ members: Int, in lines: Range<Int>) -> Range<Int> {
    let first = { (member: Int) in
      let share = (nonZeros(in: lines) + lines.count) * member / members
      var (low, high) = (0, lines.count)
      while low < high {
        let middle = (low + high) / 2
        let before = rowStarts[lines.lowerBound + middle] - rowStarts[lines.lowerBound] + middle
        if before < share { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(member)..<(member + 1 == members ? lines.count : first(member + 1))
  }
}
