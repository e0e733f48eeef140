import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Whether this system has the library.
private enum KLU {
  static let isHere = (try? SparseLibrary.standard()) != nil
}

@Suite(.enabled(if: KLU.isHere, "SuiteSparse's KLU is not on this system: apt install libklu1"))
struct SparseLUSolverTests {
  private func sparse(_ rows: [[Double]]) throws -> SparseCoefficients {
    let dense = try Matrix(rows)
    return try SparseCoefficients(sectors: SparseTables.codes(rows.count), dense: dense.view, on: TestEngines.swift)
  }

  /// Sparse, with blocks that stand alone, with blocks that only sell, with negative coefficients.
  static let tables: [[[Double]]] = [
    SparseTables.trading([5, 1, 4], columnSum: 0.9, seed: 721),
    SparseTables.trading([3, 3, 3], columnSum: 0.9, seed: 722, negatives: true),
    (0..<9).map { i in (0..<9).map { j in i / 3 <= j / 3 && (i + j) % 4 != 1 ? 0.125 : 0 } },
    [[0.5]], [[0, 0], [0, 0]],
  ]

  @Test(arguments: TestEngines.all, tables) func exactFractions(_ test: TestEngine, rows: [[Double]]) throws {
    let n = rows.count
    let exact = try #require(
      RationalElimination.inverse(rows.subtractedFromIdentity.map { $0.map(Rational.init(exactly:)) }))
    let operands: [any CoefficientOperator] = [
      try sparse(rows), try CoefficientMatrix(sectors: SparseTables.codes(n), values: Matrix(rows), on: test.engine),
    ]
    for operand in operands {
      let system = try SparseLUSolver().prepare(operand, on: test.engine)
      for orientation in [Orientation.output, .transposed] {
        for j in 0..<n {
          let solution = try system.solve((0..<n).map { $0 == j ? 3 : 0 }, orientation: orientation)
          for i in 0..<n {
            let element = orientation == .output ? exact[i][j] : exact[j][i]
            // Observed: at most 1e-15.
            #expect(abs(solution.vector[i] - 3 * element.approximation) <= 1e-14 * max(1, abs(element.approximation)))
          }
          #expect(solution.report.errors.componentwiseBackwardError <= 4 * Double.ulpOfOne)
        }
      }
    }
  }

  @Test(arguments: TestEngines.all) func manyRightHandSidesCrossPanels(_ test: TestEngine) throws {
    let (n, m) = (60, 300)
    // x_i = y_i + x_{i+1} / 2, a chain: L is triangular with powers of two.
    let system = try SparseLUSolver().prepare(
      SparseCoefficients(
        sectors: SparseTables.codes(n),
        values: SparseMatrix(rows: n, columns: n, entries: (0..<n - 1).map { ($0, $0 + 1, 0.5) }), on: test.engine),
      on: test.engine)
    var y = try Matrix<Double>(rows: n, columns: m)
    for j in 0..<m { y[j % n, j] = Double(j + 1) }
    let solution = try system.solve(y.view, orientation: .output)
    for j in 0..<m {
      for i in 0..<n {
        let k = j % n - i
        #expect(solution.values[i, j] == (k < 0 ? 0 : Double(j + 1) * Double(sign: .plus, exponent: -k, significand: 1)))
      }
    }
    #expect(solution.report.method == "sparse-lu" && solution.report.library?.contains("KLU") == true)
    #expect((system as? SparseLUSystem)?.estimate?.blocks == n)
  }

  @Test func noSectorsAndNoRightHandSides() throws {
    let none = try SparseLUSolver().prepare(sparse([]), on: TestEngines.swift)
    #expect(try none.solve([]).vector.isEmpty)
    let one = try SparseLUSolver().prepare(sparse([[0.75]]), on: TestEngines.swift)
    #expect(try one.solve([3]).vector == [12])
    let empty = try Matrix<Double>(rows: 1, columns: 0)
    #expect(try one.solve(empty.view, orientation: .output).values.columns == 0)
  }

  @Test func aSingularTableNamesItsSector() throws {
    let rows = [[0.5, 0, 0], [0, 1, 0], [0.25, 0, 0.5]]
    let label = try SparseTables.codes(3)[1]
    #expect(throws: SolverError.singular(sector: label)) {
      try SparseLUSolver().prepare(sparse(rows), on: TestEngines.swift).sectorCount
    }
    // Rows 1 and 2 of I − A are the same: only the numbers show it.
    let same = [[0.5, 0, 0.25], [0, 0.5, -0.5], [0, -0.5, 0.5]]
    #expect(throws: SolverError.self) { try SparseLUSolver().prepare(sparse(same), on: TestEngines.swift).sectorCount }
  }

  @Test func anUnproductiveTableIsNamed() throws {
    let system = try SparseLUSolver().prepare(sparse([[0.9, 0.9], [0.9, 0.9]]), on: TestEngines.swift)
    let error = #expect(throws: SolverError.self) { try system.solve([1, 1]).vector }
    guard case .notProductive? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func rightHandSidesAreChecked() throws {
    let system = try SparseLUSolver().prepare(sparse([[0.1, 0.2], [0.3, 0.1]]), on: TestEngines.swift)
    #expect(throws: SolverError.rightHandSideShape(expected: 2, found: 3)) { try system.solve([1, 2, 3]).vector }
    #expect(throws: SolverError.rightHandSideNotFinite(row: 1, column: 0)) { try system.solve([1, .infinity]).vector }
  }

  @Test func itAsksBetweenPhases() throws {
    let rows = SparseTables.trading([30, 20], columnSum: 0.9, seed: 723)
    let whole = RecordedProgress()
    #expect(try SparseLUSolver().prepare(sparse(rows), on: TestEngines.swift, monitor: whole.monitor).sectorCount == 50)
    #expect(whole.isRising && whole.fractions.count == 3)
    for stop in 0..<3 {
      #expect(throws: SolverError.stopped) {
        try SparseLUSolver().prepare(
          sparse(rows), on: TestEngines.swift, monitor: RecordedProgress(stoppingAt: stop).monitor
        ).sectorCount
      }
    }
  }

  /// A last row and column make an arrow's fill small only in the right order; the factors are asked for before they are made.
  @Test func memoryOfTheFactorsIsAskedFor() throws {
    let n = 300
    let full = SparseTables.trading([n], columnSum: 0.9, seed: 724)
    let operand = try sparse(full)
    // The non-zeros fit with room for the panels, n²·12 bytes of factors do not.
    let limit = operand.allocatedBytes * 2 + DenseLUSolver().bytesNeeded(sectors: n, rightHandSides: 1)
    let error = #expect(throws: SolverError.self) {
      try SparseLUSolver().prepare(operand, on: TestEngines.swift, budget: MemoryBudget(limit: limit)).sectorCount
    }
    guard case .memory(let refusal)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(refusal.purpose == "sparse LU of 300 sectors" && refusal.needed > 12 * n * (n - 60))
  }

  @Test(.enabled(if: SharedTables.areAvailable, "\(SharedTables.absence)"))
  func aRealTableAgreesWithLU() throws {
    let table = try SharedTables.read("wiodlr_2000")
    let engine = TestEngines.swift
    let y = table.totalFinalDemand
    let reference = try DenseLUSolver().prepare(CoefficientMatrix(table, on: engine), on: engine)
    let system = try SparseLUSolver().prepare(SparseCoefficients(table, on: engine), on: engine)
    for orientation in [Orientation.output, .transposed] {
      let expected = try reference.solve(y, orientation: orientation).vector
      #expect(relativeDifference(try system.solve(y, orientation: orientation).vector, expected) <= 1e-13)
    }
  }
}

/// What is said where the library is absent or another one.
@Suite struct SparseLibraryTests {
  @Test func refusalsAreOneLine() {
    for (path, words) in [("/nowhere/libklu.so.1", "cannot open"), ("libm.so.6", "no symbol klu_defaults"), ("", "no library")] {
      let refusal = #expect(throws: SparseLibrary.Refusal.self) { try SparseLibrary(at: path).path }
      #expect(refusal?.description.contains(words) == true && refusal?.description.contains("\n") == false)
    }
  }

  @Test func theCureIsNamed() {
    let error = SolverError.sparseLibraryMissing(reason: "looked for libklu.so.1")
    #expect(error.description.contains("apt install libklu1") && error.description.contains("LEONTIEF_SPARSE_LU"))
  }
}
