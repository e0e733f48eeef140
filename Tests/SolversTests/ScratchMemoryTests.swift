import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// What the kernels take beside a matrix counts as memory of the solver.
@Suite struct ScratchMemoryTests {
  private let n = 900

  private func coefficients() throws -> CoefficientMatrix {
    var values = try Matrix<Double>(rows: n, columns: n)
    for i in 0..<n { values[i, i] = 0.5 }
    return try CoefficientMatrix(sectors: SparseTables.codes(n), values: values, on: TestEngines.swift)
  }

  private func needed(_ solver: any LeontiefSolver, _ limit: Int) throws -> Int? {
    let refused = #expect(throws: SolverError.self) {
      try solver.prepare(coefficients(), on: TestEngines.swift, budget: MemoryBudget(limit: limit), monitor: .none)
        .sectorCount
    }
    guard case .memory(let refusal)? = refused else { return nil }
    return refusal.needed
  }

  @Test func eliminationsCountIt() throws {
    let engine = TestEngines.swift
    let held = 8 * n * n
    let double = engine.factorizationScratch(order: n, of: Double.self)
    // Two packed panels of the width that an order of 900 gets, at least.
    #expect(double > 2 * n * 104 * 8)
    let panels = DenseLUSolver().bytesNeeded(sectors: n, rightHandSides: 1)
    #expect(try needed(DenseLUSolver(), held + panels) == panels + double)
    _ = try DenseLUSolver().prepare(coefficients(), on: engine, budget: MemoryBudget(limit: held + panels + double))
    let single = engine.factorizationScratch(order: n, of: Float.self)
    let mixed = MixedLUSolver().bytesNeeded(sectors: n, rightHandSides: 1)
    #expect(try needed(MixedLUSolver(), held + mixed) == mixed + single)
    _ = try MixedLUSolver().prepare(coefficients(), on: engine, budget: MemoryBudget(limit: held + mixed + single))
  }

  @Test func soDoInverses() throws {
    let engine = TestEngines.swift
    let scratch = engine.inversionScratch(order: n, of: Double.self)
    #expect(scratch >= 8 * n * n)
    let limit = 8 * n * n + DenseLUSolver().bytesNeeded(sectors: n, rightHandSides: 1) + 8 * n * n
    let factorization = try DenseLUSolver().factorize(coefficients(), on: engine, budget: MemoryBudget(limit: limit))
    var refused: SolverError?
    do { _ = try factorization.inverse().report } catch { refused = error }
    guard case .memory(let refusal)? = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(refusal.needed > scratch)
  }

  /// Blocks of regions are asked for when they are counted.
  @Test func blocksOfRegionsAreAskedFor() throws {
    let dense = try coefficients()
    var values = try Matrix<Double>(rows: n, columns: n)
    for i in 0..<n { values[i, i] = dense.diagonal[i] }
    let bytes = 12 * n + 8 * (n + 1)
    func make(_ limit: Int) throws -> Int {
      try RegionCoefficients(
        sectors: SparseTables.codes(n), dense: values.view, on: TestEngines.swift, budget: MemoryBudget(limit: limit)
      ).count
    }
    #expect(try make(bytes) == n)
    let error = #expect(throws: SolverError.self) { try make(bytes - 1) }
    guard case .memory(let refusal)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.needed == bytes)
  }
}
