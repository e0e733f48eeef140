import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// What a change refuses, and how few lines it needs.
@Suite struct CoefficientChangeTests {
  private let economy: Economy
  private var change: CoefficientChange

  init() throws {
    economy = try Economy.dyadic(6, seed: 91, regions: 2)
    change = economy.noChange
  }

  private func message(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch { return "\(error)" }
  }

  @Test func linesThatDoNotFit() throws {
    var change = change
    #expect(throws: UpdateError.sectorOutOfRange(index: 6, sectors: 6)) { try change.change(.row(6), to: .values([])) }
    #expect(throws: UpdateError.sectorOutOfRange(index: -1, sectors: 6)) { try change.set(row: 0, column: -1, to: 1) }
    #expect(
      message { try change.change(.column(1), to: .deltas([1, 2])) }
        == "the new column R0/s1 has 2 numbers; the table has 6 sectors")
    for value in [Double.nan, .infinity] {
      #expect(
        message { try change.change(.column(1), to: .values([0, 0, value, 0, 0, 0])) }
          == "the changed coefficient of row R0/s2, column R0/s1 is not finite")
      #expect(
        message { try change.change(.row(1), to: .factors([0, 0, value, 0, 0, 0])) }
          == "the changed coefficient of row R0/s1, column R0/s2 is not finite")
      #expect(throws: UpdateError.notFinite(row: economy.sectors[4], column: economy.sectors[5])) {
        try change.add(value, row: 4, column: 5)
      }
    }
    #expect(change.isEmpty)
  }

  @Test func repetitions() throws {
    var change = change
    try change.extract([2], .forward)
    try change.set(row: 0, column: 0, to: 0.5)
    #expect(message { try change.extract([2], .total) } == "row R0/s2 is changed twice; say it in one change")
    let cell = "the coefficient of row R0/s0, column R0/s0 is changed twice; say it in one change"
    #expect(message { try change.add(0.1, row: 0, column: 0) } == cell)
    #expect(message { try change.extract([0], .backward) } == cell)
    #expect(throws: UpdateError.cellChangedTwice(row: economy.sectors[2], column: economy.sectors[5])) {
      try change.set(row: 2, column: 5, to: 0)
    }
  }

  @Test func names() throws {
    #expect(try change.sector(named: "R1/s2") == 5)
    #expect(try change.sectors(ofRegion: "R1") == [3, 4, 5])
    #expect(throws: UpdateError.sectorUnknown(name: "R2/s0")) { try change.sector(named: "R2/s0") }
    #expect(
      message { _ = try change.sector(named: "s0") } == "sector s0 is in 2 regions (R0 first); write REGION/s0")
    #expect(throws: UpdateError.regionUnknown(name: "R9")) { try change.sectors(ofRegion: "R9") }
  }

  @Test func rowsAndColumnsThatDisagree() throws {
    var change = change
    try change.change(.row(1), to: .values([Double](repeating: 0.125, count: 6)))
    try change.change(.column(3), to: .values([Double](repeating: 0.25, count: 6)))
    #expect(
      message { _ = try ChangedCoefficients(economy.coefficients, changing: change, on: TestEngines.swift).facts }
        == "the coefficient of row R0/s1, column R1/s0 is 0.125 by the change of the row and 0.25 by that of the column; "
        + "make them agree")
  }

  @Test func otherSectorsAndOverflow() throws {
    let other = try Economy.dyadic(5, seed: 91)
    #expect(throws: SolverError.update(.otherSectors(expected: 6, found: 5))) {
      try ChangedCoefficients(economy.coefficients, changing: other.noChange, on: TestEngines.swift).facts
    }
    let huge = try Economy([[0, 1e308], [0, 0]])
    var overflow = huge.noChange
    try overflow.add(1.7e308, row: 0, column: 1)
    #expect(throws: SolverError.update(.notFinite(row: huge.sectors[0], column: huge.sectors[1]))) {
      try ChangedCoefficients(huge.coefficients, changing: overflow, on: TestEngines.swift).facts
    }
  }

  /// The fewest lines that hold the cells (König): the rank is that of the pattern.
  @Test func cellsAreGroupedByTheFewestLines() throws {
    let patterns: [(cells: [(Int, Int)], rank: Int)] = [
      ([], 0), ([(3, 4)], 1), ([(0, 1), (0, 2), (0, 5)], 1), ([(1, 0), (2, 0), (5, 0)], 1),
      ([(0, 0), (1, 1), (2, 2)], 3), ([(0, 1), (0, 2), (0, 3), (1, 5), (2, 5), (3, 5)], 2),
      // Greedy pairing must be undone on the way: rows 0 and 1 both want columns 0 and 1.
      ([(0, 0), (0, 1), (1, 0), (2, 1), (2, 2), (3, 2)], 3),
      ((0..<4).flatMap { i in (0..<2).map { (i, $0) } }, 2),
    ]
    for (cells, rank) in patterns {
      var change = economy.noChange
      for (i, j) in cells { try change.add(0x1p-12, row: i, column: j) }
      let system = try UpdatedSystem(economy.prepare(TestEngines.swift), changing: change, on: TestEngines.swift)
      #expect(system.rank == rank, "\(cells)")
    }
  }

  /// What changes nothing costs nothing.
  @Test func linesThatStayAreDropped() throws {
    var change = change
    try change.change(.row(2), to: .values(economy.rows[2]))
    try change.change(.column(3), to: .factors([Double](repeating: 1, count: 6)))
    try change.add(0, row: 4, column: 5)
    let system = try UpdatedSystem(economy.prepare(TestEngines.swift), changing: change, on: TestEngines.swift)
    #expect(system.rank == 0 && system.factor == 1)
  }

  @Test func importSubstitution() throws {
    let a = try economy.coefficients
    var change = change
    try change.substitute(0.5, of: 3, by: 0, users: [1, 2], in: a, on: TestEngines.swift)
    let expected = economy.changed { rows in
      for j in [1, 2] {
        let moved = rows[3][j] / 2
        rows[3][j] -= moved
        rows[0][j] += moved
      }
    }
    let changed = try ChangedCoefficients(a, changing: change, on: TestEngines.swift)
    var block = try Matrix<Double>(rows: 6, columns: 6)
    var target = block.mutableView
    changed.copy(rows: 0..<6, columns: 0..<6, into: &target, on: TestEngines.swift)
    #expect(block.nested == expected.rows)
    var wrong = economy.noChange
    #expect(throws: SolverError.update(.sectorOutOfRange(index: 9, sectors: 6))) {
      try wrong.substitute(0.5, of: 3, by: 0, users: [9], in: a, on: TestEngines.swift)
    }
    #expect(throws: SolverError.update(.sectorsRepeated(sector: economy.sectors[3]))) {
      try wrong.substitute(0.5, of: 3, by: 3, in: a, on: TestEngines.swift)
    }
    #expect(throws: SolverError.self) { try wrong.substitute(.nan, of: 3, by: 0, in: a, on: TestEngines.swift) }
    #expect(wrong.isEmpty)
  }
}
