import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

/// Every workload of the suites standard and full: a right answer is accepted, a wrong one is found.
@Suite struct DomainWorkloadTests {
  private func cells(
    _ suite: Suite, _ engines: [Engine], seed: UInt64 = 5, limit: Int? = nil, fault: String? = nil
  ) -> [BenchmarkCell] {
    var plan = SuitePlan(
      suite, engines: engines, seed: seed, budget: MemoryBudget(limit: limit), usableProcessors: 2, fault: fault)
    return plan.makeCells()
  }

  private func measure(_ cells: [BenchmarkCell], rounds: Int = 2) -> [CellMeasurement] {
    BenchmarkRunner(
      clock: SystemClock(), schedule: Schedule(seed: 1), limits: RunLimits(minRounds: rounds, maxSeconds: 0)
    ).run(cells)
  }

  private func suite(_ text: String) throws -> Suite {
    Suite.standard.resized([try #require(EconomyShape(text))])
  }

  /// No library for sparse elimination is none of the answers' faults.
  private static func isMissing(_ measurement: CellMeasurement) -> Bool {
    measurement.state.name == "SKIPPED" && measurement.cell.id.hasPrefix("solve-sparse-lu")
  }

  @Test(arguments: ["1x1", "1x2", "2x3", "3x5", "4x6", "5x13"])
  func rightAnswersPass(_ shape: String) throws {
    for measurement in measure(cells(try suite(shape), TestEngines.all.map(\.engine))) where !Self.isMissing(measurement) {
      #expect(measurement.state.isTimed, "\(measurement.cell.id): \(measurement.state)")
      #expect(!measurement.checks.isEmpty && measurement.samples.count == 2)
    }
  }

  /// Right answers are far from the thresholds. Observed at 5x13: residuals of 0.005, sums of 1e-10 by RAS.
  @Test func rightAnswersPassWithRoom() throws {
    for measurement in measure(cells(try suite("5x13"), TestEngines.all.map(\.engine))) {
      for check in measurement.checks where check.threshold > 0 && check.name != "sweeps" {
        #expect(check.value <= check.threshold / 2, "\(measurement.cell.id): \(check.sentence)")
      }
    }
  }

  @Test func thePublishedTable() {
    let bundled = Suite.standard.choosing { $0.hasSuffix("-india2014") }
    for measurement in measure(cells(bundled, TestEngines.all.map(\.engine))) {
      #expect(measurement.state.isTimed, "\(measurement.cell.id): \(measurement.state)")
      #expect(measurement.cell.inputHash == 0x2E85_80E5_1134_6C32, "\(measurement.cell.id)")
      #expect(measurement.cell.parameters["table"] == .text("india2014"))
    }
  }

  /// The same bits on every host and in every version of the suites: written down on an x86-64.
  @Test func inputsAreWhatTheyWere() throws {
    let chosen = try suite("2x6").choosing { ["dgemm-n12", "spmv-m1-n12"].contains($0) }
    #expect(cells(chosen, [TestEngines.swift]).map(\.inputHash) == [0x359D_DD82_6246_91B9, 0x307D_5072_88B1_C66E])
  }

  /// One element of an answer is changed, in another place for every seed and run.
  @Test(arguments: Suite.standard.resized([EconomyShape(regions: 3, sectors: 5)]).cellIDs)
  func aSpoiltAnswerIsFound(_ id: String) throws {
    let chosen = try suite("3x5").choosing { $0 == id }
    for seed in 1...8 as ClosedRange<UInt64> {
      let measurements = measure(cells(chosen, TestEngines.all.map(\.engine), seed: seed, fault: id))
      for measurement in measurements where !Self.isMissing(measurement) {
        #expect(measurement.state.isInvalid, "\(id), seed \(seed): \(measurement.state)")
      }
      #expect(!measurements.isEmpty)
    }
  }

  /// Where answers are exact the least fault is found. Elsewhere what is injected is not much more than the checks let pass: of a
  /// 256th of it, a 64th of what they may, something passes.
  @Test(arguments: Suite.standard.resized([EconomyShape(regions: 3, sectors: 5)]).cellIDs)
  func faultsAreHardlyMoreThanChecksLetPass(_ id: String) throws {
    let row = try #require(try suite("3x5").rows.first { $0.id == id })
    let exact = ["dgemm", "sgemm", "aggregate", "aggregate-gemm", "read-folder", "read-csv"].map { "\($0)-n15" }
    var found: [Bool] = []
    for seed in 1...8 as ClosedRange<UInt64> {
      guard let own = try? row.workload.makeTask(try row.source.economy(seed: seed)) else { continue }
      let task = SpoiltTask(own, seed: seed, margin: SpoiltTask.margin / 256)
      try task.prepare(on: TestEngines.swift)
      try task.reset()
      try task.run(on: TestEngines.swift)
      found.append(try task.check().contains { !$0.passes })
    }
    #expect(found.isEmpty ? id.hasPrefix("solve-sparse-lu") : found.contains(false) == !exact.contains(id), "\(id): \(found)")
  }

  /// A wrong element is found in whichever column it stands: of answers with more columns than the checks look at one by one.
  @Test(arguments: [
    "dtrsm-m64", "ax-f64-m64", "spmm-m64", "solve-m64", "solve-mn", "multipliers-lu-m64", "inverse", "dgemm", "sgetrf",
  ])
  func noColumnIsOverlooked(_ name: String) throws {
    let row = try #require(try suite("3x5").rows.first { $0.id == "\(name)-n15" })
    let task = try row.workload.makeTask(try row.source.economy(seed: 2))
    func failsIn(_ column: Int) throws -> Bool {
      try task.reset()
      try task.run(on: TestEngines.swift)
      let rowOfFault = (7 * column) % 15
      switch task {
      case let task as TriangularSolveTask: task.answer[rowOfFault, column] *= 1.01
      case let task as ProductTask: task.answer[rowOfFault, column] *= 1.01
      case let task as SparseProductTask: task.answer[rowOfFault, column] *= 1.01
      case let task as SolveTask: task.answer[rowOfFault, column] *= 1.01
      case let task as SolverTask: task.answer[rowOfFault, column] *= 1.01
      case let task as InverseTask: task.answer[rowOfFault, column] += 0.01
      case let task as GemmTask<Double>: task.answer[rowOfFault, column] += 1
      case let task as FactorizationTask<Float>: task.answer[rowOfFault, column] += 0.01
      default: Issue.record("\(name) has no answer here")
      }
      return try task.check().contains { !$0.passes }
    }
    let columns = name.hasSuffix("m64") ? 64 : 15
    for column in 0..<columns { #expect(try failsIn(column), "\(name), column \(column)") }
  }

  /// The sweeps that were done are the work of the rates, and of the roof; the model stays that of one.
  @Test(arguments: ["ras", "gras"])
  func ratesCountTheSweeps(_ name: String) throws {
    let chosen = try suite("3x5").choosing { $0.hasPrefix("\(name)-") }
    let measurement = try #require(measure(cells(chosen, [TestEngines.swift])).first)
    let (record, sweeps) = (CellRecord(measurement), try #require(measurement.repetitions))
    #expect(sweeps > 1 && measurement.checks.first { $0.name == "sweeps" }?.value == Double(sweeps))
    let (derived, median) = (try #require(record.derived), try #require(record.stats?.median))
    #expect(record.repetitions == sweeps && record.model.flops == 4 * 15 * 15)
    #expect(derived.flopsPerS == Double(sweeps) * record.model.flops / median)
    #expect(derived.bytesPerS == Double(sweeps) * record.model.bytesMin / median)
    var document = ScriptedResult.document(["x": [1, 2]])
    document.cells = [record]
    #expect(try StoredDocument(text: document.json()).problems == [])
    document.cells[0].repetitions = sweeps + 1
    #expect(try StoredDocument(text: document.json()).problems.contains { $0.contains("derived.flops_per_s") })
  }

  /// A check that finds no memory says nothing against the answer.
  @Test func aCheckWithoutMemoryIsNoFault() throws {
    let clock = FakeClock()
    let task = ScriptedTask(clock, seconds: [1])
    task.checkFailure = AllocationError(bytes: 1 << 40)
    let limits = RunLimits(minRounds: 1, maxSeconds: 0)
    let measurement = try #require(
      BenchmarkRunner(clock: clock, schedule: Schedule(seed: 1), limits: limits).run([task.cell()]).first)
    let state = measurement.state
    #expect(state.name == "SKIPPED" && state.reason?.hasPrefix("memory: ") == true, "\(state)")
    #expect(measurement.samples.isEmpty && task.checks == 1)
  }

  /// What no library does is measured on one engine, whichever is asked for.
  @Test func whatNoLibraryDoesIsMeasuredOnce() throws {
    let both = cells(try suite("2x3"), TestEngines.all.map(\.engine))
    let own = ["ax-f32-m1", "ax-f32-m8", "spmv-m1", "spmm-m8", "spmm-m64", "solve-sparse-gmres-m1", "solve-sparse-lu-m1"]
    for id in own + ["aggregate", "read-folder", "read-csv"] {
      let found = both.filter { $0.id == "\(id)-n6" }.map(\.engine.description.name)
      #expect(found == ["swift"], "\(id)")
    }
    #expect(both.filter { $0.id == "solve-m1-n6" }.count == TestEngines.all.count)
    let library = TestEngines.all.map(\.engine).filter { $0.description.name != "swift" }
    if !library.isEmpty { #expect(cells(try suite("2x3"), library).count == 39) }
  }

  @Test func whatDoesNotFitIsSkipped() throws {
    let states = measure(cells(try suite("4x6"), [TestEngines.swift], limit: 100)).map(\.state)
    #expect(states.count == 39 && states.allSatisfy { $0.reason?.hasPrefix("memory: an economy of 24 sectors") == true })
    // An economy of 8 · 24² bytes, and what products with it take; a solve takes more while it runs.
    let two = try suite("4x6").choosing { ["ax-f64-m1-n24", "solve-gmres-m1-n24"].contains($0) }
    let some = measure(cells(two, [TestEngines.swift], limit: 6000))
    #expect(some.map(\.state.name).map { $0 == "SKIPPED" } == [false, true])
  }

  /// Cells of a group that is not run tell what they would have been.
  @Test func skippedCells() throws {
    let plan = SuitePlan(try suite("4x6"), engines: [TestEngines.swift], seed: 5, budget: .unlimited)
    let (skipped, made) = (plan.skippedCells(reason: "because"), cells(try suite("4x6"), [TestEngines.swift]))
    #expect(skipped.map(\.id) == made.map(\.id) && skipped.map(\.parameters) == made.map(\.parameters))
    #expect(skipped.map(\.model) == made.map(\.model))
    #expect(measure(skipped).allSatisfy { $0.state == .skipped("because") && $0.samples.isEmpty })
  }

  /// Factors are made before the clock starts, once for each engine.
  @Test func preparationIsNotTimed() throws {
    final class Prepared: PreparingTask {
      let clock: FakeClock
      var prepared = 0
      init(_ clock: FakeClock) { self.clock = clock }
      func reset() {}
      func prepare(on engine: Engine) {
        prepared += 1
        clock.advance(by: 50)
      }
      func run(on engine: Engine) { clock.advance(by: 1) }
      var answerHash: UInt64 { 1 }
      func check() -> [AnswerCheck] { [AnswerCheck("nothing", 0, atMost: 0)] }
    }
    let clock = FakeClock()
    let task = Prepared(clock)
    let sample = try Sampler(clock: clock, quality: ClockQuality(clock)).sample(task, on: TestEngines.swift)
    #expect(sample == Sample(seconds: 1, runs: 1) && task.prepared == 1)
  }
}
