import MatrixCore

extension PortableKernels {
  /// y ← α A x + β y. Memory-bound: A is read once, along its contiguous index. Rows are divided among the team; an element
  /// of y is the same sequence of operations whatever the team.
  func multiplyVector(_ alpha: Scalar, _ a: Input, _ x: Input, _ beta: Scalar, _ y: Output, _ team: Team) {
    guard a.rows > 0 else { return }
    scale(y, by: beta, Team(threads: 1))
    guard alpha != 0, a.columns > 0 else { return }
    let team = self.team(team, reading: a.rows * a.columns)
    let (copiesX, copiesY) = (x.rowStride != 1, y.rowStride != 1)
    if !copiesX && !copiesY {
      addProduct(alpha, a, x, y, team)
      return
    }
    withScratch((copiesX ? a.columns : 0) + (copiesY ? a.rows : 0)) { scratch in
      guard let scratch else {
        team.split(0..<a.rows, grain: 16) { addStrided(alpha, a, x, y, $0) }
        return
      }
      let factors = copiesX ? contiguous(x, scratch.base) : x
      let target = copiesY ? gather(y, scratch.base + (copiesX ? a.columns : 0)) : y
      addProduct(alpha, a, factors, target, team)
      if copiesY { for i in 0..<y.rows { y[i, 0] = target[i, 0] } }
    }
  }

  /// y ← y + α A x for contiguous x and y.
  private func addProduct(_ alpha: Scalar, _ a: Input, _ x: Input, _ y: Output, _ team: Team) {
    if a.columnStride == 1 {
      team.split(0..<a.rows, grain: 16) { dotRows(alpha, a, x, y, $0) }
    } else if a.rowStride == 1 {
      team.split(0..<a.rows, grain: 64) { combineColumns(alpha, a, x, y, $0) }
    } else {
      team.split(0..<a.rows, grain: 16) { addStrided(alpha, a, x, y, $0) }
    }
  }

  private func contiguous(_ x: Input, _ copy: UnsafeMutablePointer<Scalar>) -> Input {
    for j in 0..<x.rows { copy[j] = x[j, 0] }
    return Input(base: UnsafePointer(copy), rows: x.rows, columns: 1, rowStride: 1, columnStride: x.rows)
  }

  private func gather(_ y: Output, _ copy: UnsafeMutablePointer<Scalar>) -> Output {
    for i in 0..<y.rows { copy[i] = y[i, 0] }
    return Output(base: copy, rows: y.rows, columns: 1, rowStride: 1, columnStride: y.rows)
  }

  private func dotRows(_ alpha: Scalar, _ a: Input, _ x: Input, _ y: Output, _ rows: Range<Int>) {
    var (i, alpha) = (rows.lowerBound, alpha)
    while i < rows.upperBound {
      let isFour = i + 4 <= rows.upperBound
      let run = isFour ? micro.stream.fourRowDots : micro.stream.rowDot
      run(a.columns, &alpha, a.base + i * a.rowStride, a.rowStride, x.base, y.base + i)
      i += isFour ? 4 : 1
    }
  }

  private func combineColumns(_ alpha: Scalar, _ a: Input, _ x: Input, _ y: Output, _ rows: Range<Int>) {
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 4) { factors in
      guard let f = factors.baseAddress else { return }
      var j = 0
      while j < a.columns {
        let width = j + 4 <= a.columns ? 4 : 1
        for k in 0..<width { f[k] = alpha * x.base[j + k] }
        let run = width == 4 ? micro.stream.fourColumns : micro.stream.oneColumn
        let column = a.base + (rows.lowerBound + j * a.columnStride)
        run(rows.count, column, a.columnStride, UnsafePointer(f), y.base + rows.lowerBound)
        j += width
      }
    }
  }

  private func addStrided(_ alpha: Scalar, _ a: Input, _ x: Input, _ y: Output, _ rows: Range<Int>) {
    for i in rows {
      var sum: Scalar = 0
      for j in 0..<a.columns { sum += a[i, j] * x[j, 0] }
      y[i, 0] += alpha * sum
    }
  }
}
