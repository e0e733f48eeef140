import MatrixCore

extension PortableKernels {
  /// A ← L U with partial pivoting, right-looking by panels.
  ///
  /// A panel is factored in a copy with contiguous columns, whatever the strides of A. Returns the first column without a
  /// usable pivot: all its candidates are zero, or NaN; the contents of A are meaningless then.
  func factorize(_ a: Output, _ pivots: UnsafeMutablePointer<Int>, _ team: Team) -> Int? {
    let n = a.rows
    for k in stride(from: 0, to: n, by: blocks.panel) {
      let next = min(k + blocks.panel, n)
      if let failed = factorizePanel(a.window(k..<n, k..<next), pivots + k, team) { return k + failed }
      for i in k..<next { pivots[i] += k }
      exchangeRows(a.window(0..<n, 0..<k), pivots, k..<next, team)
      guard next < n else { break }
      exchangeRows(a.window(0..<n, next..<n), pivots, k..<next, team)
      let upper = a.window(k..<next, next..<n)
      solveTriangular(.lower, .unit, a.window(k..<next, k..<next).reading, upper, team)
      multiplyPanels(
        -1, a.window(next..<n, k..<next).reading, upper.reading, 1, a.window(next..<n, next..<n), team)
    }
    return nil
  }

  private func factorizePanel(_ panel: Output, _ pivots: UnsafeMutablePointer<Int>, _ team: Team) -> Int? {
    withScratch(panel.rows * panel.columns) { scratch in
      guard let scratch else { return factorizeInPlace(panel, pivots) }
      let copy = Output(
        base: scratch.base, rows: panel.rows, columns: panel.columns, rowStride: 1, columnStride: panel.rows)
      let team = self.team(team, reading: panel.rows * panel.columns)
      Self.copy(panel.reading, copy, team)
      let failed = factorizeColumns(copy, pivots, team)
      Self.copy(copy.reading, panel, team)
      return failed
    }
  }

  /// The slow way that needs no memory: column by column, with any strides. NaN is never chosen as a pivot here either.
  private func factorizeInPlace(_ panel: Output, _ pivots: UnsafeMutablePointer<Int>) -> Int? {
    for k in 0..<panel.columns {
      var (pivot, largest) = (k, Scalar(0))
      for i in k..<panel.rows where abs(panel[i, k]) > largest { (pivot, largest) = (i, abs(panel[i, k])) }
      guard largest > 0 else { return k }
      pivots[k] = pivot
      exchangeRows(panel, pivots, k..<k + 1, Team(threads: 1))
      for i in k + 1..<max(panel.rows, k + 1) {
        panel[i, k] /= panel[k, k]
        let factor = panel[i, k]
        for j in k + 1..<max(panel.columns, k + 1) { panel[i, j] -= factor * panel[k, j] }
      }
    }
    return nil
  }

  /// Halves the panel until `leaf` columns are left, so that most of its work is products too (Toledo 1997).
  private func factorizeColumns(_ panel: Output, _ pivots: UnsafeMutablePointer<Int>, _ team: Team) -> Int? {
    let (m, n) = (panel.rows, panel.columns)
    if n <= blocks.leaf { return PanelLeaf(panel).factorize(pivots) }
    let half = n / 2
    let (left, right) = (panel.window(0..<m, 0..<half), panel.window(0..<m, half..<n))
    if let failed = factorizeColumns(left, pivots, team) { return failed }
    let one = Team(threads: 1)
    exchangeRows(right, pivots, 0..<half, one)
    let (top, bottom) = (right.window(0..<half, 0..<n - half), right.window(half..<m, 0..<n - half))
    solveTriangular(.lower, .unit, left.window(0..<half, 0..<half).reading, top, one)
    multiplyPanels(-1, left.window(half..<m, 0..<half).reading, top.reading, 1, bottom, team)
    if let failed = factorizeColumns(bottom, pivots + half, team) { return half + failed }
    for i in half..<n { pivots[i] += half }
    exchangeRows(left, pivots, half..<n, one)
    return nil
  }

  /// Exchanges row k with row `pivots[k]` for the steps given, in order.
  func exchangeRows(_ a: Output, _ pivots: UnsafeMutablePointer<Int>, _ steps: Range<Int>, _ team: Team) {
    let exchanges = RowExchanges(pivots: UnsafePointer(pivots), steps: steps)
    self.team(team, reading: 2 * steps.count * a.columns).split(0..<a.columns, grain: 16) { columns in
      exchanges.apply(a.window(0..<a.rows, columns))
    }
  }

  /// Copies a panel, divided by rows.
  private static func copy(_ source: Input, _ target: Output, _ team: Team) {
    let rowsInside = source.rowStride == 1
    team.split(0..<source.rows, grain: 64) { rows in
      if rowsInside {
        for j in 0..<source.columns { for i in rows { target[i, j] = source[i, j] } }
      } else {
        for i in rows { for j in 0..<source.columns { target[i, j] = source[i, j] } }
      }
    }
  }
}

/// Row exchanges of some steps of a factorization.
struct RowExchanges: @unchecked Sendable {
  let pivots: UnsafePointer<Int>
  let steps: Range<Int>

  func apply<Scalar>(_ a: MutableStridedMatrix<Scalar>) {
    if a.columnStride == 1 {
      for k in steps where pivots[k] != k { exchange(a, k, 0..<a.columns) }
    } else {
      for j in 0..<a.columns {
        for k in steps where pivots[k] != k { exchange(a, k, j..<j + 1) }
      }
    }
  }

  private func exchange<Scalar>(_ a: MutableStridedMatrix<Scalar>, _ k: Int, _ columns: Range<Int>) {
    for j in columns { (a[k, j], a[pivots[k], j]) = (a[pivots[k], j], a[k, j]) }
  }
}
