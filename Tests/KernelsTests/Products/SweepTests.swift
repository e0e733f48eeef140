import Kernels
import MatrixCore
import TestSupport
import Testing

/// One block Gauss-Seidel sweep in one operation, for both storages of A and the inverses.
@Suite struct SweepTests {
  @Test(arguments: EngineUnderTest.narrow, Placement.allCases)
  func sweepsAsBlockByBlock(_ subject: EngineUnderTest, _ placement: Placement) throws {
    let mayRefuse = placement == .scattered || subject.name.contains("scratch")
    for (n, size) in [(1, 1), (2, 1), (17, 5), (65, 64), (150, 37)] {
      for k in 1...8 {
        let problem = SweepProblem(n, columns: k, block: size)
        for isTransposed in [false, true] {
          for isSingle in [false, true] {
            let found = try problem.run(subject.engine, placement, isTransposed, isSingle: isSingle)
            #expect(found.residuals != nil || mayRefuse)
            problem.check(found, isTransposed)
          }
        }
      }
    }
  }

  /// X is zero but for some lines, or altogether, and the sweep is told.
  @Test(arguments: EngineUnderTest.narrow, [Placement.rowMajor, .columnMajor])
  func beginsWithZeros(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (n, size) in [(1, 1), (17, 5), (65, 64), (150, 37)] {
      for support in [0..<0, n / 3..<n / 2, 0..<n] {
        for k in [1, 2, 3, 8] {
          var problem = SweepProblem(n, columns: k, block: size)
          for i in 0..<n where !support.contains(i) { problem.x[i] = problem.x[i].map { _ in 0 } }
          problem.support = support
          for isTransposed in [false, true] {
            for isSingle in [false, true] {
              problem.check(
                try problem.run(subject.engine, placement, isTransposed, isSingle: isSingle), isTransposed)
            }
          }
        }
      }
    }
  }

  /// From X = 0 and the last block on, nothing is read that stands a vector or more in front of a block's own columns.
  @Test(arguments: InstructionSet.available, [1, 4])
  func readsHalf(_ set: InstructionSet, _ k: Int) throws {
    for isTransposed in [false, true] {
      var problem = SweepProblem(150, columns: k, block: 37)
      problem.x = problem.x.map { $0.map { _ in 0 } }
      problem.support = 0..<0
      let engine = EngineUnderTest.shortParts(set, threads: 2)
      let clean = try problem.run(engine, .rowMajor, isTransposed, isSingle: true)
      for block in problem.blocks {
        for i in block {
          for j in 0..<max(0, block.lowerBound - 16) {
            if isTransposed { problem.a[j][i] = .nan } else { problem.a[i][j] = .nan }
          }
        }
      }
      let found = try problem.run(engine, .rowMajor, isTransposed, isSingle: true)
      #expect(found.residuals != nil && found.x == clean.x && found.residuals == clean.residuals)
    }
  }

  @Test(arguments: InstructionSet.available, [1, 3, 8])
  func teamsAgreeBitwise(_ set: InstructionSet, _ k: Int) throws {
    let problem = SweepProblem(333, columns: k, block: 50)
    for placement in [Placement.rowMajor, .columnMajor] {
      for isTransposed in [false, true] {
        for isSingle in [false, true] {
          let found = try [1, 2, 3, 7].map {
            try problem.run(
              EngineUnderTest.shortParts(set, threads: $0), placement, isTransposed, isSingle: isSingle)
          }
          #expect(found[0].residuals != nil)
          problem.check(found[0], isTransposed)
          for other in found.dropFirst() {
            #expect(other.x == found[0].x && other.residuals == found[0].residuals)
          }
        }
      }
    }
  }

  /// More members than processors meet three hundred times.
  @Test func manyBlocksOfOne() throws {
    let problem = SweepProblem(150, columns: 1, block: 1)
    for isTransposed in [false, true] {
      let found = try problem.run(EngineUnderTest.shortParts(threads: 7), .rowMajor, isTransposed, isSingle: true)
      #expect(found.residuals != nil)
      problem.check(found, isTransposed)
    }
  }

  /// No Y is one of zeros.
  @Test(arguments: [false, true])
  func homogeneous(_ isTransposed: Bool) throws {
    var problem = SweepProblem(100, columns: 3, block: 30)
    problem.y = problem.y.map { $0.map { _ in 0 } }
    let engine = EngineUnderTest.shortParts(threads: 2)
    let zeros = try problem.run(engine, .rowMajor, isTransposed, isSingle: false)
    let none = try problem.run(engine, .rowMajor, isTransposed, isSingle: false, withY: false)
    #expect(none.residuals != nil && none.x == zeros.x && none.residuals == zeros.residuals)
    problem.check(none, isTransposed)
  }

  /// A NaN that spreads nowhere is still told, and only of its column.
  @Test(arguments: [0, 31, 99], [1, 2])
  func notANumberIsNotHidden(_ place: Int, _ threads: Int) throws {
    var problem = SweepProblem(100, columns: 3, block: 30)
    problem.a = problem.a.map { $0.map { _ in 0 } }
    problem.y[place][1] = .nan
    for isTransposed in [false, true] {
      let found = try problem.run(EngineUnderTest.shortParts(threads: threads), .rowMajor, isTransposed, isSingle: false)
      let residuals = try #require(found.residuals)
      #expect(residuals.map(\.isNaN) == [false, true, false])
      #expect(found.x.indices.contains { found.x[$0][1].isNaN })
      #expect(!found.x.contains { $0[0].isNaN || $0[2].isNaN })
    }
  }

  @Test(arguments: [(0, 0), (70, 3), (99, 99)], [1, 2])
  func notANumberInTheMatrix(_ place: (Int, Int), _ threads: Int) throws {
    var problem = SweepProblem(100, columns: 2, block: 30)
    problem.a[place.0][place.1] = .nan
    for isTransposed in [false, true] {
      for isSingle in [false, true] {
        let found = try problem.run(
          EngineUnderTest.shortParts(threads: threads), .rowMajor, isTransposed, isSingle: isSingle)
        let residuals = try #require(found.residuals)
        #expect(residuals.map(\.isNaN) == [true, true])
      }
    }
  }

  /// More columns than one pass takes.
  @Test func nineColumnsAreRefused() throws {
    let problem = SweepProblem(20, columns: 9, block: 10)
    let found = try problem.run(EngineUnderTest.shortParts(threads: 2), .rowMajor, false, isSingle: false)
    #expect(found.residuals == nil && found.x == problem.x)
  }

  @Test func nothingToSweep() throws {
    let problem = SweepProblem(0, columns: 2, block: 1)
    let found = try problem.run(EngineUnderTest.shortParts(threads: 2), .rowMajor, false, isSingle: false)
    #expect(found.residuals == [0, 0])
  }
}
