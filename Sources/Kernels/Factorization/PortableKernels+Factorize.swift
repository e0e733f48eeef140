import MatrixCore

extension PortableKernels {
  /// A ← L U, P A = L U. Column-major A is factored where it lies, row-major A is transposed in place before and after.
  func factorize(
    _ a: Output, _ pivots: UnsafeMutablePointer<Int>, _ pivoting: Pivoting, _ monitor: WorkMonitor, _ team: Team
  ) -> FactorizationError? {
    guard a.rows > 0 else { return nil }
    guard a.rowStride == 1 || a.columnStride == 1 else { return factorizeUnblocked(a, pivots, pivoting, monitor) }
    let isTransposed = a.rowStride != 1
    if isTransposed { a.transposeInPlace(team) }
    defer { if isTransposed { a.transposeInPlace(team) } }
    let columnMajor = isTransposed ? a.transposed : a
    // Where memory is short: one member instead of many, then narrow panels.
    var narrow = blocks
    narrow.panel = min(blocks.panel, 32)
    let attempts = [
      (self, self.team(team, factorizing: a.rows)), (self, Team(threads: 1)),
      (PortableKernels(micro, blocks: narrow), Team(threads: 1)),
    ]
    for (kernels, team) in attempts {
      if let outcome = kernels.factorizeBlocked(columnMajor, pivots, pivoting, monitor, team) { return outcome }
    }
    return factorizeUnblocked(columnMajor, pivots, pivoting, monitor)
  }

  /// The part of a team that a factorization keeps busy. In both precisions it pays from about the same order, where a panel
  /// takes as long as the start of the team for it: half as many flops count for `Double` as for `Float`.
  func team(_ team: Team, factorizing n: Int) -> Team {
    let flops = Double(n) * Double(n) * Double(n) * 8 / Double(3 * MemoryLayout<Scalar>.stride)
    return self.team(team, flops: Int(min(flops, 1e18)))
  }

  /// Nil, with nothing changed, when the scratch memory is not to be had.
  private func factorizeBlocked(
    _ a: Output, _ pivots: UnsafeMutablePointer<Int>, _ pivoting: Pivoting, _ monitor: WorkMonitor, _ team: Team
  ) -> FactorizationError?? {
    let plan = LookAheadPlan(self, order: a.rows, team: team)
    return withScratch(plan.total) { scratch -> FactorizationError?? in
      guard let scratch else { return nil }
      return .some(LookAheadFactorization(self, a, pivots, pivoting, plan, scratch.base).run(monitor))
    }
  }

  /// The slow way that needs no memory: column by column, with any strides. NaN is never chosen as a pivot here either.
  private func factorizeUnblocked(
    _ a: Output, _ pivots: UnsafeMutablePointer<Int>, _ pivoting: Pivoting, _ monitor: WorkMonitor
  ) -> FactorizationError? {
    for k in 0..<a.columns {
      let left = Double(a.columns - k) / Double(a.columns)
      guard k == 0 || monitor.allows(1 - left * left * left) else { return .stopped }
      var (pivot, largest) = (k, Scalar(0))
      if pivoting == .partial {
        for i in k..<a.rows where abs(a[i, k]) > largest { (pivot, largest) = (i, abs(a[i, k])) }
      } else if (k..<a.rows).allSatisfy({ !a[$0, k].isInfinite }) {
        largest = a[k, k]
      }
      guard largest > 0 else { return .noPivot(k) }
      pivots[k] = pivot
      RowExchanges(pivots: UnsafePointer(pivots), steps: k..<k + 1).apply(a)
      for i in k + 1..<max(a.rows, k + 1) { a[i, k] /= a[k, k] }
      for j in k + 1..<max(a.columns, k + 1) {
        let factor = a[k, j]
        for i in k + 1..<a.rows { a[i, j] -= a[i, k] * factor }
      }
    }
    return nil
  }
}
