import MatrixCore

// What a factorization and an inversion take beside their matrix, when they get all they want.
extension PortableKernels {
  /// Bytes a factorization takes.
  func factorizationScratch(_ order: Int, _ team: Team) -> Int {
    LookAheadPlan(self, order: order, team: self.team(team, factorizing: order)).total * MemoryLayout<Scalar>.stride
  }

  /// Bytes an inversion takes: its panel, and in it the triangular solves and products of all members.
  func inversionScratch(_ order: Int, _ team: Team) -> Int {
    let width = (order + team.threads - 1) / team.threads
    let cut = MultiplyCut(blocks, micro, rows: order, columns: width, depth: order)
    let sides = SidesScratch(micro.tile, order: min(blocks.substitution, blocks.triangle, order))
    let member = cut.packedColumns + cut.memberScratch + sides.total
    return (inversionPanel(order) + team.threads * member) * MemoryLayout<Scalar>.stride
  }
}
