import MatrixCore

extension PortableKernels {
  /// C ← α S B + β C. The rows are divided so that each member has about as many non-zeros; a row is the same sequence of
  /// operations whatever the team.
  func multiplySparse(
    _ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ b: Input, _ beta: Scalar, _ c: Output, _ team: Team
  ) {
    guard c.rows > 0, c.columns > 0 else { return }
    let work = (s.nonZeros + s.rows) * c.columns
    let rowsAreContiguous = b.columnStride == 1 && c.columnStride == 1 && c.columns > 1
    self.team(team, reading: work).run { member, members in
      let rows = s.rows(of: member, members)
      if rowsAreContiguous {
        for i in rows { combineRows(alpha, s, i, b, beta, c) }
      } else {
        for j in 0..<c.columns { dotColumn(alpha, s, rows, b, beta, c, j) }
      }
    }
  }

  private func combineRows(
    _ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ i: Int, _ b: Input, _ beta: Scalar, _ c: Output
  ) {
    let row = c.base + i * c.rowStride
    for j in 0..<c.columns { row[j] = beta == 0 ? 0 : beta * row[j] }
    for entry in s.rowStarts[i]..<s.rowStarts[i + 1] {
      var factor = alpha * s.values[entry]
      micro.stream.oneColumn(c.columns, b.base + Int(s.columnIndices[entry]) * b.rowStride, 0, &factor, row)
    }
  }

  private func dotColumn(
    _ alpha: Scalar, _ s: SparseMatrix<Scalar>, _ rows: Range<Int>, _ b: Input, _ beta: Scalar, _ c: Output, _ j: Int
  ) {
    s.columnIndices.withUnsafeBufferPointer { indices in
      s.values.withUnsafeBufferPointer { values in
        for i in rows {
          var sum: Scalar = 0
          for entry in s.rowStarts[i]..<s.rowStarts[i + 1] { sum += values[entry] * b[Int(indices[entry]), j] }
          c[i, j] = beta == 0 ? alpha * sum : alpha * sum + beta * c[i, j]
        }
      }
    }
  }
}

extension SparseMatrix {
  /// The rows one member works on: bounds where the count of non-zeros and rows before them passes its share.
  func rows(of member: Int, _ members: Int) -> Range<Int> {
    firstRow(member, members)..<(member + 1 == members ? rows : firstRow(member + 1, members))
  }

  private func firstRow(_ member: Int, _ members: Int) -> Int {
    let share = (nonZeros + rows) * member / members
    var (low, high) = (0, rows)
    while low < high {
      let middle = (low + high) / 2
      if rowStarts[middle] + middle < share { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
