import KernelTemplates
import MatrixCore

extension PortableKernels {
  /// C ← α S B + β C for the given rows of S. They are divided so that each member has about as many non-zeros; a row is the
  /// same sequence of operations whatever the team.
  func multiplySparse(
    _ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ lines: Range<Int>, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team
  ) {
    guard c.rows > 0, c.columns > 0 else { return }
    guard alpha != 0 else {
      scale(c, by: beta, team)
      return
    }
    let team = self.team(team, reading: (s.nonZeros(in: lines) + lines.count) * c.columns)
    let isContiguous = b.columnStride == 1 && c.columnStride == 1
    if !isContiguous && c.columns > 1 && multiplyPacked(alpha, s, lines, b, beta, c, team) { return }
    withOperation(alpha, s, first: lines.lowerBound, b, beta, c) { operation in
      team.run { member, members in
        let rows = s.rows(of: member, members, in: lines)
        if isContiguous {
          combine(operation, rows, c.columns)
        } else {
          for j in 0..<c.columns { micro.scatter.sparseDots(operation.moved(columns: j), rows.lowerBound, rows.upperBound) }
        }
      }
    }
  }

  /// Columns side by side share one walk along the indices.
  func combine(_ operation: SparseOperation<Scalar>, _ rows: Range<Int>, _ columns: Int) {
    let kernels = micro.scatter
    let (first, last) = (rows.lowerBound, rows.upperBound)
    if columns == 1 {
      kernels.sparseDots(operation, first, last)
    } else if columns >= kernels.lanes {
      kernels.combineRows(operation, first, last, columns)
    } else {
      (columns >= 8 ? kernels.combineEight : columns >= 4 ? kernels.combineFour : kernels.combineTwo)(
        operation, first, last, columns)
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
