import MatrixCore

extension PortableKernels {
  /// B ← T⁻¹ B. Diagonal blocks are solved by substitution, the rest is products.
  ///
  /// Many right-hand sides are divided among the team; with few, the team works on the products. A column of the result does
  /// not depend on the team, except that a single right-hand side takes the path of vectors.
  func solveTriangular(_ triangle: Triangle, _ diagonal: Diagonal, _ t: Input, _ b: Output, _ team: Team) {
    solve(TriangularSystem(triangle: triangle, diagonal: diagonal, t: t), b, team)
  }

  func solve(_ system: TriangularSystem<Scalar>, _ b: Output, _ team: Team) {
    guard b.rows > 0, b.columns > 0 else { return }
    if b.columns == 1 {
      solveVector(system, b, team)
      return
    }
    let team = self.team(team, flops: b.rows * b.rows * b.columns)
    if b.columns >= team.threads * micro.tile.solveColumns {
      team.split(0..<b.columns, grain: micro.tile.solveColumns) { columns in
        solveBlocks(system, b.window(0..<b.rows, columns), Team(threads: 1))
      }
    } else {
      solveBlocks(system, b, team)
    }
  }

  /// Blocks of `blocks.triangle`, so that the products are deep, and in them smaller ones, so that little is substituted.
  private func solveBlocks(_ system: TriangularSystem<Scalar>, _ b: Output, _ team: Team) {
    let sizes = SidesScratch(micro.tile, order: min(blocks.substitution, blocks.triangle, b.rows))
    withScratch(sizes.total) { scratch in
      solve(system, b, in: blocks.triangle, team) { system, b in
        solve(system, b, in: blocks.substitution, team) { system, b in
          guard let scratch else {
            system.substitute(0..<b.rows, b)
            return
          }
          let packed = scratch.base + sizes.sides
          system.packBlocks(0..<b.rows, height: micro.tile.solveRows, packed)
          substitute(system, packed, b, sides: scratch.base)
        }
      }
    }
  }

  /// Diagonal blocks of the order given by `body`, the rest by products.
  private func solve(
    _ system: TriangularSystem<Scalar>, _ b: Output, in order: Int, _ team: Team,
    _ body: (TriangularSystem<Scalar>, Output) -> Void
  ) {
    if b.rows <= order {
      body(system, b)
      return
    }
    for step in system.steps(of: order) {
      let solved = b.window(step.block, 0..<b.columns)
      body(system.window(step.block), solved)
      multiplyPanels(
        system.factor, system.t.window(step.rest, step.block), solved.reading, 1, b.window(step.rest, 0..<b.columns), team)
    }
  }

  /// B ← T⁻¹ B for one packed diagonal block, `solveColumns` right-hand sides at a time packed across the vectors. An upper
  /// triangle is a lower one read from its end.
  func substitute(
    _ system: TriangularSystem<Scalar>, _ packed: UnsafePointer<Scalar>, _ b: Output, sides: UnsafeMutablePointer<Scalar>
  ) {
    let isNarrow = b.columns <= micro.tile.lanes
    let (order, height) = (b.rows, micro.tile.solveRows)
    let width = isNarrow ? micro.tile.lanes : micro.tile.solveColumns
    let blocks = (order + height - 1) / height
    (sides + order * width).update(repeating: 0, count: (blocks * height - order) * width)
    let (first, rowStride) = system.triangle == .lower ? (0, b.rowStride) : (order - 1, -b.rowStride)
    for j in stride(from: 0, to: b.columns, by: width) {
      let columns = min(width, b.columns - j)
      let start = b.base + (first * b.rowStride + j * b.columnStride)
      if isNarrow {
        micro.tile.packNarrowSides(columns, order, UnsafePointer(start), b.columnStride, rowStride, sides)
        micro.tile.solveLowerNarrow(blocks, system.diagonal == .unit, packed, sides)
        micro.tile.unpackNarrowSides(columns, order, start, b.columnStride, rowStride, UnsafePointer(sides))
      } else {
        micro.tile.packSides(columns, order, UnsafePointer(start), b.columnStride, rowStride, sides)
        micro.tile.solveLower(blocks, system.diagonal == .unit, packed, sides)
        micro.tile.unpackSides(columns, order, start, b.columnStride, rowStride, UnsafePointer(sides))
      }
    }
  }

  /// One right-hand side: T is read once, along its contiguous index in the products.
  private func solveVector(_ system: TriangularSystem<Scalar>, _ b: Output, _ team: Team) {
    // Substitution of a vector is scalar work: small blocks leave more to the products.
    let size = min(blocks.triangle, 64)
    let order = min(size, b.rows)
    withScratch(order * order) { scratch in
      for step in system.steps(of: size) {
        let solved = b.window(step.block, 0..<1)
        if let scratch {
          system.pack(step.block, scratch.base)
          system.substitute(scratch.base, solved)
        } else {
          system.substitute(step.block, solved)
        }
        multiplyVector(
          system.factor, system.t.window(step.rest, step.block), solved.reading, 1, b.window(step.rest, 0..<1), team)
      }
    }
  }
}
