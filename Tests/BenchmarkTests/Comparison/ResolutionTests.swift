import BenchmarkHarness
import Foundation
import Testing

/// Runs of several processes whose spread is known: what is the same within how much, and what a difference must exceed.
@Suite struct ResolutionTests {
  private static let processes = 5
  private static let samplesOfEach = 4

  /// Normal variates by the method of Box and Muller.
  private struct Normals {
    private var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func next() -> Double {
      let (first, second) = (uniform(), uniform())
      return (-2 * log(first)).squareRoot() * cos(2 * .pi * second)
    }

    /// Above zero.
    private mutating func uniform() -> Double { (Double(generator.next(below: 1 << 30)) + 0.5) / 0x1p30 }
  }

  /// A run of cells whose processes lie apart by `between`, and the samples of each by `within`, both as standard deviations of
  /// logarithms.
  private func run(
    _ name: String, _ factors: [Double], between: Double = 0.06, within: Double = 0.03, processes: Int = Self.processes,
    seed: UInt64
  ) throws -> ComparedRun {
    var normals = Normals(seed: seed)
    var document = ScriptedResult.document([:])
    for (number, factor) in factors.enumerated() {
      let samples = (0..<processes).flatMap { _ in
        let place = between * normals.next()
        return (0..<Self.samplesOfEach).map { _ in factor * exp(place + within * normals.next()) }
      }
      var cell = ScriptedResult.document(["c": samples]).cells[0]
      cell.id = "c\(number)"
      cell.sampleProcess = (0..<processes).flatMap { [Int](repeating: $0, count: Self.samplesOfEach) }
      document.cells.append(cell)
    }
    return ComparedRun(name: name, document: document)
  }

  private func compare(_ base: ComparedRun, _ other: ComparedRun) -> PairComparison {
    Comparison([base, other], rule: ComparisonRule()).pairs[0]
  }

  /// Quantiles of SciPy 1.17: t.ppf(1 - tail / 2, freedom) and norm.ppf(1 - tail / 2).
  @Test func quantilesOfStudent() {
    let expected: [(freedom: Int, tail: Double, value: Double)] = [
      (1, 0.05, 12.706204736174694),
      (1, 0.01, 63.656741162871526),
      (2, 0.05, 4.302652729749462),
      (2, 0.01, 9.924843200918287),
      (3, 0.05, 3.1824463052837078),
      (3, 0.01, 5.840909309733355),
      (4, 0.05, 2.7764451051977934),
      (4, 0.01, 4.604094871349992),
      (7, 0.05, 2.364624251592784),
      (7, 0.01, 3.4994832973504924),
      (8, 0.05, 2.306004135204166),
      (8, 0.01, 3.355387331333395),
      (30, 0.05, 2.0422724563012378),
      (30, 0.01, 2.7499956535672254),
    ]
    for (freedom, tail, value) in expected {
      let found = TwoSidedQuantile.student(beyond: tail, freedom: freedom)
      // The probability is right to an ulp of one; near one the quantile is the inverse of a slope of its tail.
      #expect(abs(found / value - 1) < 1e-12, "\(freedom) \(tail): \(found)")
    }
    #expect(abs(TwoSidedQuantile.normal(beyond: 0.05) - 1.959963984540054) < 1e-13)
    #expect(abs(TwoSidedQuantile.normal(beyond: 0.01) - 2.5758293035489004) < 1e-13)
  }

  /// Forty pairs of runs of one program, five cells each: no more than 1 % of the cells differ, 95 % are the same within what
  /// their intervals say, and 97 % lie within the resolution (of 99 %).
  @Test func oneProgramAgainstItself() throws {
    let pairs = try (0..<40).map { (k: UInt64) in
      compare(
        try run("x", [1, 1, 1, 1, 1], seed: 1000 + 2 * k), try run("y", [1, 1, 1, 1, 1], seed: 1001 + 2 * k))
    }
    let cells = pairs.flatMap(\.cells)
    #expect(cells.count == 200)
    #expect(cells.count { $0.verdict == .slower || $0.verdict == .faster } <= 2)
    #expect(cells.count { $0.verdict == .same } >= 190)
    #expect(cells.count { max($0.speed.estimate, 1 / $0.speed.estimate) <= 1 + ($0.resolution ?? 0) } >= 194)
    let within = cells.compactMap(\.sameWithin).sorted()
    // The medians of five processes differ by 0.06 √(2 / 5) 1.2 = 4.6 %, an interval of two of that by 9 %, which is the least
    // that it can reach.
    #expect(within[within.count / 2] > 0.08 && within[within.count / 2] < 0.2)
    for cell in cells {
      let interval = cell.speed.interval
      guard let fraction = cell.sameWithin, cell.sameBy != .lowerQuartile else { continue }
      #expect(fraction >= 0.05 && interval.upperBound <= 1 + fraction && interval.lowerBound >= 1 / (1 + fraction) - 1e-15)
      #expect(fraction <= ComparisonRule.mostReach)
    }
  }

  /// A difference is found as its size is to the resolution: none of a third of it, all of three times it; and what is the same
  /// within a fraction truly is, in 95 % of the cells.
  @Test func differencesOfKnownSize() throws {
    func verdicts(_ factor: Double, seed: UInt64) throws -> [CellComparison] {
      try (0..<12).flatMap { (k: UInt64) in
        compare(
          try run("x", [1, 1, 1], seed: seed + 2 * k), try run("y", [factor, factor, factor], seed: seed + 1 + 2 * k)
        ).cells
      }
    }
    let small = try verdicts(1.05, seed: 5000)
    #expect(small.allSatisfy { $0.verdict != .faster } && small.count { $0.verdict == .slower } <= 1)
    let large = try verdicts(1.6, seed: 6000)
    #expect(
      large.count { $0.verdict == .slower } >= 34 && large.allSatisfy { $0.verdict != .same || ($0.sameWithin ?? 0) >= 0.6 })
    let middle = try verdicts(1.15, seed: 7000)
    #expect(middle.count { $0.verdict == .same && ($0.sameWithin ?? 0) < 0.15 } <= 2)
    #expect(middle.allSatisfy { $0.verdict != .faster })
  }

  /// Steady processes, and a difference of a tenth: what a noisy host does not resolve, a quiet one does.
  @Test func theSameDifferenceOnAQuietHost() throws {
    let quiet = compare(
      try run("x", [1], between: 0.005, within: 0.005, seed: 1), try run("y", [1.1], between: 0.005, within: 0.005, seed: 2))
    #expect(quiet.cells[0].verdict == .slower && quiet.cells[0].sameBy == nil && quiet.cells[0].sameWithin == nil)
    let noisy = compare(try run("x", [1], between: 0.1, seed: 1), try run("y", [1.1], between: 0.1, seed: 2))
    #expect(noisy.cells[0].verdict == .same && (noisy.cells[0].sameWithin ?? 0) > 0.1)
    // It may be slower by a tenth, and whoever asks for that is told.
    #expect(noisy.possiblySlower.count == 1)
    // A host on which nothing can be told makes nothing the same.
    let wild = compare(try run("x", [1], between: 0.6, seed: 1), try run("y", [1], between: 0.6, seed: 2))
    #expect(wild.cells[0].verdict == .inconclusive && wild.cells[0].sameWithin == nil)
    // A least effect of interest above it decides as ever.
    #expect(Comparison([noisy.base, noisy.other], rule: ComparisonRule(minEffect: 1)).pairs[0].cells[0].sameWithin == 1)
  }

  /// Two processes do not tell what a third one would do, and one process nothing.
  @Test(arguments: [1, 2, 3]) func howManyProcesses(_ processes: Int) throws {
    let base = try run("x", [1], between: 0.1, processes: processes, seed: 3)
    let other = try run("y", [1], between: 0.1, processes: Self.processes, seed: 4)
    for pair in [compare(base, other), compare(other, base)] {
      let cell = pair.cells[0]
      #expect((cell.resolution == nil) == (processes < 3))
      #expect(cell.processes == processes && pair.ofFewProcesses.count == (processes < 3 ? 1 : 0))
      if processes < 3 { #expect(cell.sameBy != .resolution && cell.sameBy != .lowerQuartile) }
      #expect(pair.means.allSatisfy { ($0.resolution == nil) == (processes < 3) && $0.processes == processes })
    }
  }

  /// By hand, of five and four processes.
  @Test func theFormula() throws {
    let base = try run("x", [1], seed: 8)
    let other = try run("y", [1], processes: 30, seed: 9)
    let cell = compare(base, other).cells[0]
    let interval = cell.speed.interval
    // t.ppf(0.995, 5) / norm.ppf(0.975), the 5.4 degrees of freedom of five and thirty rounded down, and five processes of which
    // draws have four fifths of the variance.
    let raised = 4.032142983555228 / 1.959963984540054 * (5.0 / 4).squareRoot()
    let expected = pow(interval.upperBound / interval.lowerBound, raised / 2) - 1
    #expect(abs(try #require(cell.resolution) / expected - 1) < 1e-12)
  }

  /// What a host does to all cells alike is not averaged away.
  @Test func meansAreAsUncertainAsTheirCells() throws {
    let pair = compare(try run("x", [1, 1, 1, 1], seed: 11), try run("y", [1, 1, 1, 1], seed: 12))
    let mean = try #require(pair.means.first)
    let widths = pair.cells.map { log($0.speed.interval.upperBound / $0.speed.interval.lowerBound) }
    let width = log(mean.interval.upperBound / mean.interval.lowerBound)
    #expect(width >= widths.reduce(0, +) / 4 - 1e-12)
    let product = pair.cells.reduce(1) { $0 * (1 + ($1.resolution ?? 0)) }
    #expect(abs(try #require(mean.resolution) - (pow(product, 0.25) - 1)) < 1e-12)
    #expect(mean.verdict == .same && mean.sameWithin ?? 0 >= 0.05)
  }

  /// Memory that reads at twice the rate says nothing of work that computes, and all of work that reads; for a gate, too.
  @Test func aChangeOfTheHostCountsWhereItMatters() throws {
    func run(
      _ name: String, _ factor: Double, memory: Double, seed: UInt64, roofs: [Roof] = [.compute, .memory]
    ) throws -> ComparedRun {
      var document = try self.run(name, [factor, factor], between: 0.005, within: 0.005, seed: seed).document
      for (index, roof) in roofs.enumerated() { document.cells[index].model.roof = roof }
      let reading = CanaryReading(flopsPerS: 100, cacheBytesPerS: 50, memoryBytesPerS: memory)
      document.canary = CanaryRecord([reading, reading, reading])
      return ComparedRun(name: name, document: document)
    }
    let pair = compare(try run("x", 1, memory: 20, seed: 31), try run("y", 1.3, memory: 40, seed: 32))
    #expect(pair.hostChange == HostChange(flops: 0, cache: 0, memory: 1) && pair.change == 1)
    #expect(pair.cells.map(\.verdict) == [.slower, .inconclusive])
    #expect(pair.reasonToDoubt == "the host is in another state, by the canary 100.0 % away")
    // The gate goes by the same verdicts.
    let gate = try #require(Gate([pair.base, pair.other], rule: ComparisonRule()))
    #expect(gate.regressed.map(\.key) == [pair.cells[0].key] && gate.undecided == [pair.cells[1].key])
    // Where everything computes there is nothing to doubt.
    let computing = compare(
      try run("x", 1, memory: 20, seed: 31, roofs: [.compute, .compute]),
      try run("y", 1, memory: 40, seed: 32, roofs: [.compute, .compute]))
    #expect(computing.change == 1 && computing.reasonToDoubt == nil)
    // A mean is as doubtful as its most doubtful cell.
    #expect(pair.means.first?.cells.count == 2 && pair.means.first?.verdict == .inconclusive)
    let settled = compare(try run("x", 1, memory: 20, seed: 31), try run("y", 1.3, memory: 20, seed: 32))
    #expect(settled.cells.allSatisfy { $0.verdict == .slower })
  }

  /// As many processes as places, of four nearly equal samples each: intervals lie between the processes' times.
  private func run(_ name: String, of places: [Double]) -> ComparedRun {
    run(name, processes: places.map { place in (0..<4).map { place * (1 + 1e-6 * Double($0)) } })
  }

  private func run(_ name: String, processes: [[Double]]) -> ComparedRun {
    var document = ScriptedResult.document(["c": processes.flatMap(\.self)])
    document.cells[0].sampleProcess = processes.indices.flatMap { [Int](repeating: $0, count: processes[$0].count) }
    return ComparedRun(name: name, document: document)
  }

  /// Speeds are the same for one of three reasons by their medians, of which two say that what was measured differs.
  @Test func whySpeedsAreTheSame() throws {
    let base = run("x", of: [0.97, 0.985, 1, 1.015, 1.03])
    func cell(_ factor: Double) -> CellComparison {
      compare(base, run("y", of: [0.97, 0.985, 1, 1.015, 1.03].map { $0 * factor })).cells[0]
    }
    let (equal, small, middle, large) = (cell(1), cell(1.049), cell(1.07), cell(1.3))
    #expect(equal.verdict == .same && equal.sameBy == .interval && equal.speed.interval.contains(1))
    #expect(small.verdict == .same && small.sameBy == .minEffect && (small.sameWithin ?? 0) > 0.05)
    #expect(middle.verdict == .same && middle.sameBy == .resolution && (middle.sameWithin ?? 0) > 0.07)
    for differing in [small, middle] {
      #expect(!differing.speed.interval.contains(1) && differing.mayBeSlower(by: 0.05), "\(differing.speed.interval)")
    }
    #expect(large.verdict == .slower && large.sameBy == nil && large.sameWithin == nil)
  }

  /// One process of five at half the speed: medians tell nothing, lower quartiles do, and no gate passes by them.
  @Test func aDisturbedProcess() throws {
    let (steady, disturbed) = ([0.97, 0.985, 1, 1.015, 1.03], [0.97, 0.985, 1, 1.015, 2.06])
    for (base, other) in [(steady, disturbed), (disturbed, steady)] {
      let pair = compare(run("x", of: base), run("y", of: other))
      let cell = pair.cells[0]
      #expect(cell.verdict == .same && cell.sameBy == .lowerQuartile && Resolution.reach(cell.speed.interval) > 0.5)
      let interval = cell.lowerQuartile.interval
      #expect(cell.sameWithin == max(0.05, Resolution.reach(interval)) && interval.contains(1) && (cell.sameWithin ?? 1) < 0.1)
      #expect(pair.means.allSatisfy { $0.verdict == .same && $0.sameBy == .lowerQuartile })
      let gate = try #require(Gate([pair.base, pair.other], rule: ComparisonRule()))
      #expect(pair.cleared.isEmpty && gate.undecided.count == 1)
      // By the interval of medians, which reaches to one side.
      #expect(pair.possiblySlower.count == (other == disturbed ? 1 : 0))
    }
    let base = run("x", of: steady)
    // Two of them say as little of the lower quartile, and times that are all longer are not the same by any.
    for places in [[0.97, 0.985, 1, 2.03, 2.06], [1.26, 1.28, 1.3, 1.32, 2.68]] {
      #expect(compare(base, run("y", of: places)).cells[0].verdict == .inconclusive)
    }
  }

  /// How many samples near which place.
  private func samples(_ parts: [(count: Int, place: Double)]) -> [Double] {
    parts.flatMap { part in (0..<part.count).map { part.place * (1 + 1e-6 * Double($0)) } }
  }

  /// Processes that are all alike.
  private func run(_ name: String, processes: Int = 5, _ parts: [(count: Int, place: Double)]) -> ComparedRun {
    run(name, processes: Array(repeating: samples(parts), count: processes))
  }

  /// Lower quartiles are not asked, although they are the same, where medians are slower, where the test is significant, where
  /// medians tell enough, and where it is not known what a third process would do.
  @Test func mediansComeFirst() {
    func cell(_ base: ComparedRun, _ other: ComparedRun, _ verdict: SpeedVerdict) -> CellComparison {
      let cell = compare(base, other).cells[0]
      let quartiles = cell.lowerQuartile
      #expect(cell.verdict == verdict, "\(quartiles.interval) \(cell.speed.interval) \(cell.adjustedP)")
      #expect(max(quartiles.estimate, 1 / quartiles.estimate) <= 1 + max(0.05, cell.lowerQuartileResolution ?? 0))
      return cell
    }
    let steady = run("x", [(20, 1)])
    _ = cell(steady, run("y", [(7, 1), (13, 2)]), .slower)
    let spread = run("y", processes: [1.2, 1.3, 1.5, 2, 2.2].map { samples([(8, 1), (12, $0)]) })
    let apart = cell(steady, spread, .inconclusive)
    #expect(apart.adjustedP < 0.01 && !apart.speed.interval.contains(1) && Resolution.reach(apart.speed.interval) > 0.5)
    let half = cell(steady, run("y", [(10, 1), (10, 2)]), .inconclusive)
    #expect(half.adjustedP < 0.01 && half.speed.interval.contains(1) && Resolution.reach(half.speed.interval) > 0.5)
    let told = cell(run("x", [(6, 2), (14, 1)]), run("y", [(6, 0.9), (14, 1.25)]), .inconclusive)
    #expect(Resolution.reach(told.speed.interval) < 0.3)
    let few = cell(run("x", processes: 2, [(20, 1)]), run("y", processes: 2, [(11, 1), (9, 2)]), .inconclusive)
    #expect(few.resolution == nil)
  }

  /// The gate clears nothing that is the same within more than the least effect: a slowdown that the host does not resolve is
  /// none that passed.
  @Test func aNoisyHostPassesNoGate() throws {
    let base = try run("x", [1, 1, 1, 1], between: 0.08, seed: 21)
    let slower = try run("y", [1.1, 1.1, 1.1, 1.1], between: 0.08, seed: 22)
    let pair = compare(base, slower)
    #expect(pair.cells.contains { $0.verdict == .same })
    #expect(Set(pair.possiblySlower.map(\.key)).isSuperset(of: pair.cells.filter { $0.verdict == .same }.map(\.key)))
    let gate = try #require(Gate([base, slower], rule: ComparisonRule()))
    #expect(pair.cleared.isEmpty && gate.undecided.count + gate.regressed.count == 4)
    #expect(gate.regressed.map(\.key) == pair.slower.map(\.key))
  }

  /// A gate never fails by what a comparison does not call slower, nor passes what one does.
  @Test func aGateAgreesWithAComparison() throws {
    for seed in stride(from: UInt64(100), to: 140, by: 2) {
      let factors = [1, 1.08, 1.2, 1.6]
      let (base, other) = (try run("x", [1, 1, 1, 1], seed: seed), try run("y", factors, seed: seed + 1))
      let (pair, gate) = (compare(base, other), try #require(Gate([base, other], rule: ComparisonRule())))
      let possible = Set(pair.possiblySlower.map(\.key))
      #expect(gate.regressed.map(\.key) == pair.slower.map(\.key))
      #expect(possible.isSubset(of: gate.undecided), "\(possible)")
    }
  }
}
