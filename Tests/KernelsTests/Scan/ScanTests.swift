import Kernels
import MatrixCore
import TestSupport
import Testing

/// Sums, extremes, signs and single precision in one pass, against a plain loop.
@Suite struct ScanTests {
  @Test(arguments: EngineUnderTest.all, [Placement.rowMajor, .rowMajorWindow])
  func everyOrder(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for n in Array(0...70) + [255, 256, 257] {
      for scaled in [false, true] {
        try ScanProblem(wholeNumbers: n, scaled: scaled).check(subject.engine, placement)
      }
    }
  }

  /// What is scanned in parts tells the sums of each.
  @Test(arguments: InstructionSet.available) func groupsOfRows(_ set: InstructionSet) throws {
    for (n, groups) in [(64, nil), (65, 2), (128, 2), (300, 5), (4096, 64), (4100, 61)] as [(Int, Int?)] {
      let a = try Matrix<Double>(rows: n, columns: n)
      var f = try Matrix<Float>(rows: n, columns: n)
      var target = f.mutableView
      let scan = Engine.swift(set, threads: 2).scan(a.view, narrowingInto: &target)
      #expect(scan.groups?.groups.count == groups, "n = \(n)")
    }
  }

  @Test(arguments: [2047, 2048, 2049, 2050])
  func longRows(_ n: Int) throws {
    let problem = ScanProblem(wholeNumbers: n, scaled: n % 2 == 0)
    for set in InstructionSet.available { try problem.check(.swift(set, threads: 2), .rowMajor) }
  }

  /// So large that single precision is written past the caches, with aligned rows and without.
  @Test(arguments: [2904, 2899])
  func largerThanCaches(_ n: Int) throws {
    let problem = ScanProblem(wholeNumbers: n, scaled: false)
    for set in InstructionSet.available { try problem.check(.swift(set, threads: 3), .rowMajor) }
  }

  /// Each in the kernel's part of a row, beside the diagonal, on it, and in what is left over at the end.
  @Test(arguments: EngineUnderTest.all)
  func whatIsNoOrdinaryNumber(_ subject: EngineUnderTest) throws {
    let n = 93
    let strange = [
      Double.nan, -.nan, .infinity, -.infinity, -0.0, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e300, -1e300, 1e-300,
    ]
    for value in strange {
      for (i, j) in [(0, 0), (20, 20), (20, 21), (20, 60), (90, 2), (91, 92), (92, 5), (92, 92), (3, 92)] {
        var elements = ScanProblem(wholeNumbers: n, scaled: false).elements
        elements[i][j] = value
        try ScanProblem(elements).check(subject.engine, .rowMajor)
      }
    }
  }

  /// Only the row and the column of the NaN have no sum; nothing hides an infinity that a factor of zero makes NaN.
  @Test(arguments: EngineUnderTest.all)
  func notANumberStaysWhereItIs(_ subject: EngineUnderTest) throws {
    var elements = ScanProblem(wholeNumbers: 93, scaled: false).elements
    elements[40][70] = .infinity
    let scale = (0..<93).map { $0 == 70 ? 0.0 : 1 }
    let z = try PlacedMatrix<Double>(elements, columns: 93, .rowMajor)
    let scan = subject.engine.scan(z.view, columns: scale)
    #expect(scan.rowSums.indices.filter { scan.rowSums[$0].isNaN } == [40])
    #expect(scan.columnSums.indices.filter { scan.columnSums[$0].isNaN } == [70])
    #expect(scan.largest.isFinite && scan.least.isFinite && !scan.diagonal.contains { $0.isNaN })
  }

  @Test(arguments: EngineUnderTest.all)
  func singlePrecisionIsRoundedToNearest(_ subject: EngineUnderTest) throws {
    let elements = [[Double]].random(67, 67, seed: 96).map { row in
      row.enumerated().map { j, x in (x + x * 0x1p-25 + 0x1p-40) * [1, 0x1p-130, 0x1p127, 0x1p-149][j % 4] }
    }
    let z = try PlacedMatrix<Double>(elements, columns: 67, .rowMajor)
    var f = try PlacedMatrix<Float>(elements, columns: 67, .rowMajorWindow)
    var target = f.mutableView
    target.fill(.nan)
    _ = subject.engine.scan(z.view, narrowingInto: &target)
    #expect((0..<67).allSatisfy { i in (0..<67).allSatisfy { f[i, $0] == Float(elements[i][$0]) } })
  }

  @Test(arguments: InstructionSet.available)
  func teamsAgreeBitwise(_ set: InstructionSet) throws {
    for n in [70, 333, 1001] {
      let z = try PlacedMatrix<Double>([[Double]].random(n, n, seed: 97), columns: n, .rowMajor)
      let scale = [[Double]].randomReals(1, n, seed: 98)[0]
      // Parts for a team from the first byte.
      let blocks = BlockSizes(
        depth: 256, rows: 64, columns: 512, triangle: 64, panel: 64, leaf: 8, flopsPerThread: 1, bytesPerThread: 1)
      let scans = [1, 2, 3, 7].map { Engine.swift(set, blocks: blocks, threads: $0).scan(z.view, columns: scale) }
      #expect(scans.dropFirst().allSatisfy { $0 == scans[0] }, "n = \(n)")
      let bound = Double(n) * Double.unitRoundoff * 1.01
      for i in 0..<n {
        var exact = AccurateProduct()
        for j in 0..<n where i != j { exact.add(abs(z[i, j]), abs(scale[j])) }
        #expect(abs(scans[0].rowSums[i] - exact.value) <= bound * exact.value, "row \(i) of \(n)")
      }
    }
  }
}
