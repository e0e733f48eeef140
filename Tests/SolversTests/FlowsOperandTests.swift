import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// A = Z x̂⁻¹ with the flows kept where they are: in a mapped file, of either order, read in parts.
@Suite struct FlowsOperandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sectors(_ n: Int) throws -> SectorIndex {
    try SectorIndex((0..<n).map { SectorLabel(region: "R\($0 / 8)", code: "s\($0)", name: "") })
  }

  private func table(_ flows: consuming Matrix<Double>, output: [Double], valueAdded: [Double]? = nil) throws -> InputOutputTable
  {
    InputOutputTable(
      sectors: try sectors(output.count), transactions: flows, demand: [],
      finalDemand: try Matrix(rows: output.count, columns: 0), output: output, valueAdded: valueAdded)
  }

  /// Flows of a random economy whose output is `output`, through a file.
  private func flows(_ n: Int, output: [Double], layout: Layout = .rowMajor) throws -> Matrix<Double> {
    let a = [[Double]].coefficients(n, columnSum: 0.7, seed: 11)
    var z = try Matrix<Double>(rows: n, columns: n)
    for i in 0..<n {
      for j in 0..<n { z[i, j] = a[i][j] * output[j] }
    }
    let path = folder.file("Z.npy")
    if layout == .rowMajor { try NPYWriter.write(z.view, to: path) } else { try NPYWriter.write(z.view.transposed, to: path) }
    let read = try Matrix<Double>.npy(path)
    return layout == .rowMajor ? read : read.transposed()
  }

  @Test(arguments: TestEngines.all) func sameAsFormed(_ test: TestEngine) throws {
    let n = 45
    let output = (0..<n).map { Double(100 + 37 * $0 % 19) }
    let y = (0..<n).map { Double(1 + $0 % 7) }
    for layout in [Layout.rowMajor, .columnMajor] {
      let formed = try CoefficientMatrix(table(flows(n, output: output), output: output), on: test.engine)
      let kept = try CoefficientMatrix(
        flowsOf: table(flows(n, output: output, layout: layout), output: output), alsoSingle: true, on: test.engine)
      for orientation in [Orientation.output, .transposed] {
        let found = try IterativeSolver(.gmres).prepare(kept, on: test.engine).solve(y, orientation: orientation)
        let expected = try DenseLUSolver().prepare(formed, on: test.engine).solve(y, orientation: orientation)
        // ‖(I − A)⁻¹‖₁ is 3.3 and the backward error of the iteration 1e-14; observed 2e-15.
        for (a, b) in zip(found.vector, expected.vector) { #expect(abs(a - b) <= 1e-13 * abs(b)) }
      }
      let (a, b) = (kept.facts, formed.facts)
      #expect(relativeDifference(a.rowNorm, b.rowNorm) <= 4 * Double(n) * .ulpOfOne)
      #expect(relativeDifference(a.columnNorm, b.columnNorm) <= 4 * Double(n) * .ulpOfOne)
      #expect(a.nonZeros == b.nonZeros)
    }
  }

  /// Two parts and a rest: the first and the last element of every column, and the diagonal, in numbers that are exact.
  private func large(negative: Bool = false) throws -> (CoefficientMatrix, Int) {
    let n = 6000
    var z = try Matrix<Double>(rows: n, columns: n)
    for i in 0..<n {
      z[0, i] = negative ? -2 : 2
      z[n - 1, i] = 1
      z[i, i] = 4
    }
    return (try CoefficientMatrix(flowsOf: table(z, output: [Double](repeating: 16, count: n)), on: TestEngines.swift), n)
  }

  @Test(arguments: [false, true]) func products(negative: Bool) throws {
    let (a, n) = try large(negative: negative)
    let sign = negative ? -2.0 : 2
    let x = (0..<n).map { Double($0 % 3) }
    let sum = x.reduce(0, +)
    for magnitudes in [false, true] {
      let first = magnitudes ? 2.0 : sign
      for orientation in [Orientation.output, .transposed] {
        var product = try Matrix<Double>(rows: n, columns: 1, layout: .columnMajor)
        var target = product.mutableView
        var asked = 0
        let finished = try a.multiply(
          orientation, magnitudes: magnitudes, MatrixView(column: x.span), into: &target, on: TestEngines.swift,
          allows: {
            asked += 1
            return true
          })
        #expect(finished && asked == 3)
        for i in 0..<n {
          var expected: Double = 4 * x[i]
          if orientation == .transposed {
            if i > 0 { expected += first * x[0] }
            if i < n - 1 { expected += x[n - 1] }
          } else if i == 0 {
            expected += first * (sum - x[0])
          } else if i == n - 1 {
            expected += sum - x[i]
          }
          #expect(product[i, 0] == expected / 16)
        }
      }
    }
  }

  @Test func productsStop() throws {
    let (a, n) = try large()
    let x = [Double](repeating: 1, count: n)
    for orientation in [Orientation.output, .transposed] {
      for stop in 1...3 {
        var product = try Matrix<Double>(rows: n, columns: 1, layout: .columnMajor)
        var target = product.mutableView
        var asked = 0
        let finished = try a.multiply(
          orientation, magnitudes: false, MatrixView(column: x.span), into: &target, on: TestEngines.swift,
          allows: {
            asked += 1
            return asked < stop
          })
        #expect(!finished && asked == stop)
      }
    }
  }

  @Test func stopsWhileScanning() throws {
    let n = 12
    let output = [Double](repeating: 50, count: n)
    for alsoSingle in [false, true] {
      #expect(throws: SolverError.stopped) {
        try CoefficientMatrix(
          flowsOf: table(flows(n, output: output), output: output), alsoSingle: alsoSingle, on: TestEngines.swift,
          monitor: RecordedProgress(stoppingAt: 0).monitor
        ).count
      }
      #expect(throws: SolverError.stopped) {
        try CoefficientMatrix(
          table(flows(n, output: output), output: output), alsoSingle: alsoSingle, on: TestEngines.swift,
          monitor: RecordedProgress(stoppingAt: 0).monitor
        ).count
      }
    }
  }

  /// The solve stops at every question it asks, those within the residual pass among them.
  @Test func stopsWhileSolving() throws {
    let n = 40
    let output = [Double](repeating: 50, count: n)
    let kept = try CoefficientMatrix(
      flowsOf: table(flows(n, output: output), output: output), alsoSingle: true, on: TestEngines.swift)
    let system = try IterativeSolver(.gmres).prepare(kept, on: TestEngines.swift)
    let y = try Matrix(column: [Double](repeating: 1, count: n))
    let whole = RecordedProgress()
    #expect(try system.solve(y.view, orientation: .output, monitor: whole.monitor).values.rows == n)
    #expect(whole.isRising)
    for stop in whole.fractions.indices {
      #expect(throws: SolverError.stopped) {
        try system.solve(y.view, orientation: .output, monitor: RecordedProgress(stoppingAt: stop).monitor).values.rows
      }
    }
  }

  private func product(_ a: CoefficientMatrix, _ x: [Double]) throws -> [Double] {
    var product = try Matrix<Double>(rows: x.count, columns: 1)
    var target = product.mutableView
    _ = try a.multiply(
      .output, magnitudes: false, MatrixView(column: x.span), into: &target, on: TestEngines.swift, allows: { true })
    return x.indices.map { product[$0, 0] }
  }

  @Test func sectorsWithoutOutput() throws {
    let output = [4.0, 0, 8]
    let label = try sectors(3)[1]
    func kept(_ rows: [[Double]], valueAdded: [Double]? = nil) throws -> CoefficientMatrix {
      try CoefficientMatrix(
        flowsOf: table(Matrix(rows), output: output, valueAdded: valueAdded), on: TestEngines.swift)
    }
    let sound = try kept([[1, 0, 2], [0, 0, 0], [1, -0.0, 1]])
    #expect(try product(sound, [1, 1, 1]) == [0.5, 0, 0.375])
    #expect(sound.diagonal == [0.25, 0, 0.125])
    let error = SolverError.output(.zeroOutputWithInputs(label, index: 1))
    for inputs in [[5.0, 0, 0], [0, 5, 0], [0, 0, -5], [0, 0x1p-1074, 0], [.nan, 0, 0]] {
      #expect(throws: error) { try kept([[1, inputs[0], 2], [0, inputs[1], 0], [1, inputs[2], 1]]) }
    }
    #expect(throws: error) { try kept([[1, 0, 2], [0, 0, 0], [1, 0, 1]], valueAdded: [2, 1, 5]) }
  }

  @Test func budgets() throws {
    let n = 100
    let output = [Double](repeating: 50, count: n)
    func kept(_ limit: Int, single: Bool, layout: Layout = .rowMajor) throws -> CoefficientMatrix {
      try CoefficientMatrix(
        flowsOf: table(flows(n, output: output, layout: layout), output: output), alsoSingle: single, on: TestEngines.swift,
        budget: MemoryBudget(limit: limit))
    }
    // The vector of outputs is held; flows in a file are not.
    let held = 8 * n
    // A, and the column sums of two groups of sectors.
    let single = 4 * n * n + 2 * 8 * n
    #expect(try kept(held, single: false).allocatedBytes == 0)
    #expect(try kept(held + single, single: true).allocatedBytes == single)
    let refusal = MemoryRefusal(
      purpose: "A of 100 sectors in single precision", needed: single, held: held, limit: held + single - 1,
      alternative: "iterate in double precision (--solver auto does), which copies nothing")
    #expect(throws: SolverError.memory(refusal)) { try kept(held + single - 1, single: true) }
    #expect(
      "\(refusal)"
        == "A of 100 sectors in single precision needs 41600 bytes of memory beside the 800 in use and the limit is "
        + "42399; iterate in double precision (--solver auto does), which copies nothing, or raise it")
    #expect(throws: SolverError.self) { try kept(held + 8 * n * n - 1, single: false, layout: .columnMajor) }
    #expect(try kept(held + 8 * n * n, single: false, layout: .columnMajor).allocatedBytes == 8 * n * n)
  }

  /// What was made with the coefficients is not asked for again.
  @Test func singlePrecisionCountsOnce() throws {
    let n = 100
    let output = [Double](repeating: 50, count: n)
    let kept = try CoefficientMatrix(
      flowsOf: table(flows(n, output: output), output: output), alsoSingle: true, on: TestEngines.swift)
    let solver = IterativeSolver(.gmres)
    let needed = solver.bytesNeeded(sectors: n, rightHandSides: 1)
    _ = try solver.prepare(kept, on: TestEngines.swift, budget: MemoryBudget(limit: needed))
    #expect(throws: SolverError.self) {
      try solver.prepare(kept, on: TestEngines.swift, budget: MemoryBudget(limit: needed - 1)).sectorCount
    }
  }
}
