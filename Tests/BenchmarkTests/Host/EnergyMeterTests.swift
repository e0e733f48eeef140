import BenchmarkHarness
import Foundation
import Leontief
import TestSupport
import Testing

/// Counters of energy in folders that stand for "/".
@Suite struct EnergyMeterTests {
  private let folder: TemporaryFolder
  private var files: SystemFiles { SystemFiles(root: folder.path) }
  private static let powercap = "sys/class/powercap"

  init() throws { folder = try TemporaryFolder() }

  private func write(_ contents: [String: String]) throws {
    for (path, text) in contents {
      let place = URL(filePath: folder.file(path)).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try folder.write(text, to: path)
    }
  }

  private func zone(_ number: String, _ name: String, _ energy: String, range: String? = "1000000") throws {
    let place = "\(Self.powercap)/intel-rapl:\(number)"
    try write(["\(place)/name": "\(name)\n", "\(place)/energy_uj": "\(energy)\n"])
    if let range { try write(["\(place)/max_energy_range_uj": range]) }
  }

  /// Two packages and the memory of one; cores are in their package, the board holds all.
  @Test func packagesAndMemoryCountOnce() throws {
    try zone("0", "package-0", "100")
    try zone("0:0", "core", "60")
    try zone("0:1", "dram", "30")
    try zone("1", "package-1", "900000")
    try zone("2", "psys", "5")
    let meter = try EnergyMeter(files)
    #expect(meter.names == ["package-0", "dram", "package-1"])
    let start = try #require(meter.read())
    #expect(start == [100, 30, 900_000])
    try zone("0", "package-0", "2000100")
    try zone("1", "package-1", "100000")
    let end = try #require(meter.read())
    // Two joules, none, and over the end of the range: a tenth to it and a tenth after it.
    #expect(meter.joules(from: start, to: end) == 2.2)
    #expect(meter.joules(from: start, to: start) == 0 && meter.joules(from: start, to: [1]) == nil)
  }

  @Test func aCounterThatWentBackWithoutARange() throws {
    try zone("0", "package-0", "100", range: nil)
    let meter = try EnergyMeter(files)
    #expect(meter.joules(from: [100], to: [99]) == nil && meter.joules(from: [100], to: [1_000_100]) == 1)
    try zone("0", "package-0", "unreadable")
    #expect(meter.read() == nil)
  }

  @Test func theBoardWhereNoPackageIsTold() throws {
    try zone("0", "psys", "7")
    try zone("0:0", "dram", "7")
    #expect(try EnergyMeter(files).names == ["psys"])
  }

  @Test func countersOfHardwareMonitors() throws {
    let place = "sys/class/hwmon/hwmon2"
    try write(["\(place)/energy1_input": "5", "\(place)/energy1_label": "Ecore000", "\(place)/energy3_input": "8"])
    try write([
      "\(place)/energy3_label": "Esocket0", "sys/class/hwmon/hwmon0/energy1_input": "3",
      "sys/class/hwmon/hwmon1/temp1_input": "3",
    ])
    #expect(try EnergyMeter(files).names == ["energy1", "Esocket0"])
  }

  @Test func hostsWithoutAny() throws {
    #expect(gap() == "this host has no counter of energy")
    try zone("0", "package-0", "")
    #expect(gap() == "/sys/class/powercap/intel-rapl:0/energy_uj cannot be read, often only root may")
    try zone("0", "package-0", "5")
    #expect(gap() == nil)
  }

  private func gap() -> String? {
    do throws(EnergyGap) { _ = try EnergyMeter(files) } catch { return error.reason }
    return nil
  }

  /// Work that takes a joule in a second of work and half of one in each second of restoring.
  private final class Heater: TimedTask {
    let clock: FakeClock
    private let count: (Double) throws -> Void

    init(_ clock: FakeClock, _ count: @escaping (Double) throws -> Void) { (self.clock, self.count) = (clock, count) }

    func reset() throws {
      clock.advance(by: 1)
      try count(2)
    }

    func run(on engine: Engine) throws {
      clock.advance(by: 3)
      try count(6)
    }

    var answerHash: UInt64 { 1 }
    func check() -> [AnswerCheck] { [AnswerCheck("badness", 0, atMost: 0)] }
  }

  private func measured(_ meter: EnergyMeter?, count: @escaping (Double) throws -> Void) throws -> ResultDocument {
    let clock = FakeClock()
    let cell = BenchmarkCell(
      id: "heat", kernel: "scripted", parameters: [:], model: CostModel(flops: 1, bytesMin: 1, roof: .compute), inputHash: 1,
      engine: TestEngines.swift, prospect: .ready(Heater(clock, count)))
    let runner = BenchmarkRunner(
      clock: clock, schedule: Schedule(seed: 1), limits: RunLimits(minRounds: 7, maxSeconds: 0), energy: meter)
    var document = ScriptedResult.document([:])
    document.cells = runner.run([cell]).map(CellRecord.init)
    if let meter { document.energyCounters = meter.names } else { document.energyGap = "there is none" }
    let limits = RunLimits(minRounds: 1, maxSeconds: 0)
    return try #require(ResultDocument(parts: [document, document], run: RunIdentity(), seconds: 1, limits: limits))
  }

  /// Two watts throughout: a run of three seconds takes six joules, whatever restoring takes.
  @Test func theEnergyOfARun() throws {
    var joules = 0.0
    try zone("0", "package-0", "0", range: "\(1 << 40)")
    let meter = try EnergyMeter(files)
    let document = try measured(meter) { more in
      joules += more
      try self.zone("0", "package-0", "\(Int(joules * 1e6))", range: "\(1 << 40)")
    }
    let cell = document.cells[0]
    #expect(cell.sampleEnergyJ == Array(repeating: 8, count: 14) && cell.sampleWallS == Array(repeating: 4, count: 14))
    #expect(cell.energyJ == 6 && cell.energyJWhy == nil && document.energyCounters == ["package-0"])
    #expect(try StoredDocument(text: document.json()).problems == [])
    #expect(try ResultDocument(json: document.json()) == document)
    var changed = document
    changed.cells[0].energyJ = 7
    #expect(
      try StoredDocument(text: changed.json()).problems == ["cells[0] (heat on swift).energy_j is 7.0, the samples give 6.0"])
    changed = document
    changed.cells[0].sampleWallS?.removeLast()
    #expect(
      try StoredDocument(text: changed.json()).problems == ["cells[0] (heat on swift).sample_wall_s has 13 values for 14 samples"]
    )
  }

  @Test func withoutACounterThereIsAReason() throws {
    let cell = try measured(nil) { _ in }.cells[0]
    #expect(cell.energyJ == nil && cell.energyJWhy == "there is none" && cell.sampleEnergyJ == nil)
    try zone("0", "package-0", "5")
    let still = try measured(try EnergyMeter(files)) { _ in }
    #expect(
      still.cells[0].energyJ == nil && still.cells[0].energyJWhy == "the counters did not move, or could not be read throughout")
    #expect(try StoredDocument(text: still.json()).problems == [])
  }

  /// Twice the energy for the same work, told where both hosts count the same parts.
  @Test func comparedWhereBothHostsCount() throws {
    func compare(_ joules: Double?, _ counters: [String]?) -> PairComparison {
      func run(_ name: String, _ joules: Double?, _ counters: [String]?, _ seed: UInt64) -> ComparedRun {
        var document = ScriptedResult.document(["a": ScriptedResult.samples(1, seed: seed)])
        (document.cells[0].energyJ, document.cells[0].energyJWhy) = (joules, joules == nil ? "there is none" : nil)
        document.energyCounters = counters
        return ComparedRun(name: name, document: document)
      }
      let runs = [run("x", 3, ["package-0", "dram", "package-1"], 1), run("y", joules, counters, 2)]
      return Comparison(runs, rule: ComparisonRule()).pairs[0]
    }
    // However many of each.
    let both = compare(6, ["dram", "package-0"])
    #expect(both.cells[0].base.energyJ == 3 && both.cells[0].other.energyJ == 6 && both.cells[0].workPerJoule == 0.5)
    #expect(both.cells[0].workPerJouleWhy == nil && both.energyGap == nil)
    for (parts, words) in [
      (["package-0"], "package"), (["psys"], "psys"), (["Esocket0"], "esocket"),
    ] {
      let pair = compare(6, parts)
      let reason = "energies are of dram and package in x and of \(words) in y"
      #expect(pair.cells[0].workPerJoule == nil && pair.cells[0].workPerJouleWhy == reason && pair.energyGap == reason)
      #expect(pair.cells[0].base.energyJ == 3 && pair.cells[0].other.energyJ == 6)
    }
    #expect(compare(6, ["package-0-die-1", "dram"]).cells[0].workPerJoule == 0.5)
    // Counters without labels may be of anything.
    for counters in [nil, [], ["energy1", "energy2"], ["package-0", "total"]] {
      #expect(compare(6, counters).cells[0].workPerJouleWhy == "y does not tell what its energies are of")
    }
    // A host without counters is no fault of the pair.
    let none = compare(nil, nil)
    #expect(none.cells[0].workPerJouleWhy == "no energy in y: there is none" && none.energyGap == nil)
  }
}
