import MatrixCore

extension PortableKernels {
  /// A⁻¹ from its factors in place: U⁻¹ first, then X from X L = U⁻¹ panel by panel from the right, then the columns
  /// exchanged in the opposite order of the rows.
  ///
  /// Cost: 4n³/3 flops and a scratch panel of n × `inversionPanel`; an error when that cannot be had.
  func invert(
    _ factors: Output, _ pivots: UnsafePointer<Int>, _ monitor: WorkMonitor, _ team: Team
  ) -> InversionError? {
    let n = factors.rows
    let room = inversionPanel(n)
    return withScratch(room) { scratch in
      guard let scratch else { return .allocation(AllocationError(bytes: room * MemoryLayout<Scalar>.stride)) }
      var work = WorkCount(total: 4 * Self.cube(n) / 3, monitor)
      guard invertUpper(factors, team, &work), divideByLower(factors, scratch.base, team, &work) else { return .stopped }
      // A⁻¹ = U⁻¹ L⁻¹ P: exchanges of rows from the left become exchanges of columns, last first.
      let exchanges = ColumnExchanges(pivots: pivots)
      let width = self.team(team, reading: 2 * n * n)
      width.split(0..<n, grain: 16) { exchanges.undo(factors.window($0, 0..<n)) }
      return nil
    }
  }

  /// Six times the panel of a factorization: all columns right of it are packed anew for each panel, and wide ones leave more
  /// work to the triangular solve and take more memory. From three to twelve times the inverse takes the same time to a few
  /// percent (2026-11-22, two cores of Zen 5: `leontief-bench run --suite kernels --only inverse`).
  private var inversionPanel: Int { 6 * blocks.panel }

  /// Elements of the panel an inversion moves L to.
  func inversionPanel(_ n: Int) -> Int { n * min(inversionPanel, n) }

  /// U ← U⁻¹ by halves: the off-diagonal block is −U₁₁⁻¹ U₁₂ U₂₂⁻¹, two triangular solves before the halves are inverted.
  /// False when the work is to stop.
  private func invertUpper(_ u: Output, _ team: Team, _ work: inout WorkCount) -> Bool {
    let n = u.rows
    if n <= max(1, min(32, blocks.triangle / 2)) {
      invertSmallUpper(u)
      return work.allowsNext(after: Self.cube(n) / 3)
    }
    let half = n / 2
    let (first, second) = (u.window(0..<half, 0..<half), u.window(half..<n, half..<n))
    let corner = u.window(0..<half, half..<n)
    let (above, right) = (Double(half), Double(n - half))
    solveTriangular(.upper, .stored, first.reading, corner, team)
    guard work.allowsNext(after: above * above * right) else { return false }
    let negated = TriangularSystem(triangle: .lower, diagonal: .stored, t: second.reading.transposed, isNegated: true)
    solve(negated, corner.transposed, team)
    guard work.allowsNext(after: above * right * right) else { return false }
    return invertUpper(first, team, &work) && invertUpper(second, team, &work)
  }

  private static func cube(_ n: Int) -> Double { Double(n) * Double(n) * Double(n) }

  /// Column by column: entry (i, j) of the inverse needs the rows below i of the same column.
  private func invertSmallUpper(_ u: Output) {
    for j in 0..<u.columns {
      u[j, j] = 1 / u[j, j]
      for i in 0..<j {
        // The columns before j hold the inverse already: row i of it times column j of U.
        var sum: Scalar = 0
        for k in i..<j { sum += u[i, k] * u[k, j] }
        u[i, j] = -sum * u[j, j]
      }
    }
  }

  /// X ← X L⁻¹ where the lower part of X's memory still holds L, moved to `room` a panel at a time. False when
  /// the work is to stop.
  private func divideByLower(
    _ x: Output, _ room: UnsafeMutablePointer<Scalar>, _ team: Team, _ work: inout WorkCount
  ) -> Bool {
    let n = x.rows
    for k in stride(from: 0, to: n, by: inversionPanel).reversed() {
      let next = min(k + inversionPanel, n)
      let lower = Output(base: room, rows: n - k, columns: next - k, rowStride: 1, columnStride: n - k)
      takeLower(x.window(k..<n, k..<next), lower, team)
      let solved = x.window(0..<n, k..<next)
      multiplyPanels(
        -1, x.window(0..<n, next..<n).reading, lower.window(next - k..<n - k, 0..<next - k).reading, 1, solved, team)
      let block = lower.window(0..<next - k, 0..<next - k).reading
      solveTriangular(.upper, .unit, block.transposed, solved.transposed, team)
      let width = Double(next - k)
      let flops = Double(n) * width * (2 * Double(n - next) + width)
      guard work.allowsNext(after: flops) else { return false }
    }
    return true
  }

  /// Moves what is below the diagonal and leaves zeros.
  private func takeLower(_ x: Output, _ lower: Output, _ team: Team) {
    self.team(team, reading: x.rows * x.columns).split(0..<x.rows, grain: 64) { rows in
      for j in 0..<x.columns {
        let below = max(j + 1, rows.lowerBound)..<max(rows.upperBound, j + 1)
        let (source, target) = (x.window(below, j..<j + 1), lower.base + (j * lower.columnStride + below.lowerBound))
        guard source.rowStride == 1 else {
          for i in 0..<below.count { (target[i], source[i, 0]) = (source[i, 0], 0) }
          continue
        }
        target.update(from: source.base, count: below.count)
        source.base.update(repeating: 0, count: below.count)
      }
    }
  }
}

/// The exchanges of a factorization, applied to columns.
struct ColumnExchanges: @unchecked Sendable {
  let pivots: UnsafePointer<Int>

  func undo<Scalar>(_ a: MutableStridedMatrix<Scalar>) {
    if a.columnStride == 1 {
      for i in 0..<a.rows { undo(a, i..<i + 1) }
    } else {
      undo(a, 0..<a.rows)
    }
  }

  private func undo<Scalar>(_ a: MutableStridedMatrix<Scalar>, _ rows: Range<Int>) {
    for k in (0..<a.columns).reversed() where pivots[k] != k {
      for i in rows { (a[i, k], a[i, pivots[k]]) = (a[i, pivots[k]], a[i, k]) }
    }
  }
}
