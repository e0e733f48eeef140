import MatrixCore

extension PortableKernels {
  /// B ← T⁻¹ B. Diagonal blocks are solved by substitution, the rest is products.
  ///
  /// Many right-hand sides are divided among the team; with few, the team works on the products. A column of the result does
  /// not depend on the team, except that a single right-hand side takes the path of vectors.
  func solveTriangular(_ triangle: Triangle, _ diagonal: Diagonal, _ t: Input, _ b: Output, _ team: Team) {
    guard b.rows > 0, b.columns > 0 else { return }
    let system = TriangularSystem(triangle: triangle, diagonal: diagonal, t: t)
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

  private func solveBlocks(_ system: TriangularSystem<Scalar>, _ b: Output, _ team: Team) {
    let order = min(blocks.triangle, b.rows)
    withScratch(order * order + order * micro.tile.solveColumns + 16) { scratch in
      for step in system.steps(of: blocks.triangle) {
        let solved = b.window(step.block, 0..<b.columns)
        if let scratch {
          solveDiagonal(system, step.block, solved, scratch.base)
        } else {
          system.substitute(step.block, solved)
        }
        multiplyPanels(
          -1, system.t.window(step.rest, step.block), solved.reading, 1, b.window(step.rest, 0..<b.columns), team)
      }
    }
  }

  /// One diagonal block: T packed as a lower triangle, `solveColumns` right-hand sides at a time packed across the vectors.
  /// An upper triangle is a lower one read from its end.
  private func solveDiagonal(
    _ system: TriangularSystem<Scalar>, _ block: Range<Int>, _ b: Output, _ scratch: UnsafeMutablePointer<Scalar>
  ) {
    let (order, width) = (block.count, micro.tile.solveColumns)
    let chunk = scratch
    let packed = scratch + order * width
    system.pack(block, packed)
    for j in stride(from: 0, to: b.columns, by: width) {
      let columns = min(width, b.columns - j)
      for i in 0..<order {
        let row = system.triangle == .lower ? i : order - 1 - i
        for k in 0..<width { chunk[i * width + k] = k < columns ? b[row, j + k] : 0 }
      }
      micro.tile.solveLower(order, UnsafePointer(packed), chunk)
      for i in 0..<order {
        let row = system.triangle == .lower ? i : order - 1 - i
        for k in 0..<columns { b[row, j + k] = chunk[i * width + k] }
      }
    }
  }

  /// One right-hand side: T is read once, along its contiguous index in the products.
  private func solveVector(_ system: TriangularSystem<Scalar>, _ b: Output, _ team: Team) {
    let order = min(blocks.triangle, b.rows)
    withScratch(order * order) { scratch in
      for step in system.steps(of: blocks.triangle) {
        let solved = b.window(step.block, 0..<1)
        if let scratch {
          system.pack(step.block, scratch.base)
          system.substitute(scratch.base, solved)
        } else {
          system.substitute(step.block, solved)
        }
        multiplyVector(-1, system.t.window(step.rest, step.block), solved.reading, 1, b.window(step.rest, 0..<1), team)
      }
    }
  }
}
