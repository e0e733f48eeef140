import MatrixCore

extension PortableKernels {
  /// X ← X⁻¹ without row exchanges. Nothing is transposed: the transpose's inverse is the inverse's transpose.
  func invertWithoutExchanges(_ x: Output, _ monitor: WorkMonitor, _ team: Team) -> FactorizationError? {
    guard x.rows > 0 else { return nil }
    guard x.rowStride == 1 || x.columnStride == 1 else { return invertPivotByPivot(x, monitor) }
    let columnMajor = x.rowStride == 1 ? x : x.transposed
    // Where memory is short: one member instead of many, then narrow steps.
    var narrow = blocks
    narrow.panel = min(blocks.panel, 32)
    let attempts = [
      (self, self.team(team, inverting: x.rows)), (self, Team(threads: 1)),
      (PortableKernels(micro, blocks: narrow), Team(threads: 1)),
    ]
    for (kernels, team) in attempts {
      if let outcome = kernels.invertByBlocks(columnMajor, monitor, team) { return outcome }
    }
    return invertPivotByPivot(columnMajor, monitor)
  }

  /// Bytes it takes when it gets all it wants.
  func scratchWithoutExchanges(_ order: Int, _ team: Team) -> Int {
    GaussJordanPlan(self, order: order, team: self.team(team, inverting: order)).total * MemoryLayout<Scalar>.stride
  }

  /// As many members as a factorization of the order keeps busy.
  private func team(_ team: Team, inverting n: Int) -> Team { self.team(team, factorizing: n) }

  /// Nil, with nothing changed, when the scratch memory is not to be had.
  private func invertByBlocks(_ x: Output, _ monitor: WorkMonitor, _ team: Team) -> FactorizationError?? {
    let plan = GaussJordanPlan(self, order: x.rows, team: team)
    return withScratch(plan.total) { scratch -> FactorizationError?? in
      guard let scratch else { return nil }
      return .some(GaussJordanInversion(self, x, plan, scratch.base).run(monitor))
    }
  }

  /// The slow way that needs no memory, with any strides.
  private func invertPivotByPivot(_ x: Output, _ monitor: WorkMonitor) -> FactorizationError? {
    for k in 0..<x.rows {
      guard GaussJordanLeaf.eliminate(k, x) else { return .noPivot(k) }
      guard monitor.allows(Double(k + 1) / Double(x.rows)) else { return .stopped }
    }
    return nil
  }
}
