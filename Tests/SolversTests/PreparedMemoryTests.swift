import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// What prepared systems hold beside the coefficients, and that those who work on them count it.
@Suite struct PreparedMemoryTests {
  private let engine = TestEngines.swift
  private let n = 24

  private func matrix() throws -> CoefficientMatrix {
    try CoefficientMatrix(codes: (0..<n).map { "s\($0)" }, rows: .coefficients(n, columnSum: 0.7, seed: 981), on: engine)
  }

  @Test func everyMethodTellsWhatItHolds() throws {
    let square = 8 * n * n
    // The matrix of GTH has a row of deficits and some to fill a cache line; the inverses of blocks are dense.
    let held: [(SolverKind, ClosedRange<Int>)] = [
      (.lu, square...square), (.inverse, square...square), (.luMixed, square / 2...square / 2),
      (.gth, square + 8 * n...square + 64 * n), (.gmres, square / 2 + 1...2 * square), (.neumann, square / 2...square / 2),
      (.auto, 1...2 * square),
    ]
    for (kind, bytes) in held {
      let system = try kind.solver(rightHandSides: 1).prepare(matrix(), on: engine, budget: .unlimited, monitor: .none)
      #expect(bytes.contains(system.heldBytes), "\(kind.rawValue) holds \(system.heldBytes)")
    }
  }

  @Test func wrappersHoldTheirBase() throws {
    let base = try DenseLUSolver().prepare(matrix(), on: engine)
    let ghosh = try GhoshSystem(base, output: (0..<n).map { 1 + Double($0) }, on: engine)
    #expect(ghosh.heldBytes == base.heldBytes)
    var change = CoefficientChange(of: base.coefficients.sectors)
    try change.extract([3], .total)
    let updated = try UpdatedSystem(base, changing: change, on: engine)
    #expect(updated.heldBytes > base.heldBytes && updated.heldBytes < 2 * base.heldBytes)
    // A change of the change is one of the same base.
    var next = CoefficientChange(of: base.coefficients.sectors)
    try next.extract([4], .total)
    #expect(try UpdatedSystem(updated, changing: next, on: engine).heldBytes < 2 * base.heldBytes)
  }

  @Test func factorsAreCountedByWhatWorksOnThem() throws {
    let base = try DenseLUSolver().prepare(matrix(), on: engine)
    let held = base.coefficients.allocatedBytes + base.heldBytes
    let ones = try Matrix(column: [Double](repeating: 1, count: n))
    let x = try base.solve(ones.view, orientation: .output)
    let budget = MemoryBudget(limit: held + 100)
    func refusal(_ error: SolverError?) -> Int? { if case .memory(let refusal)? = error { refusal.held } else { nil } }
    let certificate = #expect(throws: SolverError.self) {
      try Certifier(engine: engine, budget: budget).certify(
        base, values: x.values.view, rightHandSides: ones.view, orientation: .output
      ).report
    }
    #expect(refusal(certificate) == held)
    let ghosh = try GhoshSystem(base, output: (0..<n).map { 1 + Double($0) }, on: engine, budget: budget)
    #expect(refusal(#expect(throws: SolverError.self) { try ghosh.forwardLinkages().vector }) == held)
    var change = CoefficientChange(of: base.coefficients.sectors)
    try change.set(row: 1, column: 2, to: 0)
    let update = #expect(throws: SolverError.self) {
      try UpdatedSystem(base, changing: change, on: engine, budget: MemoryBudget(limit: held + 700)).rank
    }
    #expect(refusal(update).map { $0 >= held } == true)
  }
}
