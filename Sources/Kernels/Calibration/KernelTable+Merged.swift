import MatrixCore

extension KernelTable {
  /// The Swift kernels and a library's, each operation by the one chosen for its size.
  static func merged(swift: KernelTable, library: KernelTable, _ selection: AutoSelection) -> KernelTable {
    KernelTable(
      double: .merged(swift: swift.double, library: library.double) { selection.source(of: AutoCase($0, .double, $1)) },
      float: .merged(swift: swift.float, library: library.float) { selection.source(of: AutoCase($0, .float, $1)) },
      scan: swift.scan, negateNarrowed: swift.negateNarrowed, lines: swift.lines)
  }
}

extension ScalarKernels {
  static func merged(
    swift: ScalarKernels, library: ScalarKernels,
    _ source: @escaping @Sendable (AutoOperation, SizeClass) -> KernelSource
  ) -> ScalarKernels {
    var kernels = swift
    kernels.multiply = { alpha, a, b, beta, c, team in
      let (operation, size) = AutoOperation.product(c.rows, c.columns, a.columns)
      (source(operation, size) == .swift ? swift.multiply : library.multiply)(alpha, a, b, beta, c, team)
    }
    kernels.multiplyVector = { alpha, a, x, beta, y, team in
      let size = SizeClass(meanOf: a.rows, a.columns)
      (source(.multiplyVector, size) == .swift ? swift.multiplyVector : library.multiplyVector)(alpha, a, x, beta, y, team)
    }
    kernels.solveTriangular = { triangle, diagonal, t, b, team in
      let size = SizeClass(meanOf: t.rows)
      let solve = source(.solveTriangular, size) == .swift ? swift.solveTriangular : library.solveTriangular
      solve(triangle, diagonal, t, b, team)
    }
    kernels.factorize = { a, pivots, pivoting, monitor, team in
      let factorize = source(.factorize, SizeClass(meanOf: a.rows)) == .swift ? swift.factorize : library.factorize
      return factorize(a, pivots, pivoting, monitor, team)
    }
    kernels.invert = { factors, pivots, monitor, team in
      let invert = source(.invert, SizeClass(meanOf: factors.rows)) == .swift ? swift.invert : library.invert
      return invert(factors, pivots, monitor, team)
    }
    kernels.factorizationScratch = { order, pivoting, team in
      let kernels = source(.factorize, SizeClass(meanOf: order)) == .swift ? swift : library
      return kernels.factorizationScratch(order, pivoting, team)
    }
    kernels.inversionScratch = { order, team in
      let kernels = source(.invert, SizeClass(meanOf: order)) == .swift ? swift : library
      return kernels.inversionScratch(order, team)
    }
    return kernels
  }
}

extension Engine {
  /// Two engines as one. The description says what each does.
  package static func merged(swift: Engine, library: Engine, _ selection: AutoSelection) -> Engine {
    var description = library.description
    description.selection = selection
    guard selection.only != .swift else {
      description = swift.description
      description.selection = selection
      return Engine(description: description, notes: swift.notes, team: swift.team, table: swift.table)
    }
    if selection.only == nil {
      description.name = "auto"
      description.version = "\(library.description.version) and \(swift.description.version)"
    }
    let notes = library.notes + swift.notes.filter { !library.notes.contains($0) }
    return Engine(
      description: description, notes: selection.only == nil ? notes : library.notes, team: library.team,
      table: .merged(swift: swift.table, library: library.table, selection))
  }
}
