/// Whether the figures of a cell, or of anything else with samples, follow from its samples.
struct SampleAudit {
  private let cell: JSONValue
  /// Where the cell stands.
  private let path: String
  private let canary: CanaryRecord?

  init(_ cell: JSONValue, at path: String, canary: CanaryRecord?) {
    (self.cell, self.path, self.canary) = (cell, path, canary)
  }

  /// Figures are recomputed in the order in which they were computed: only another mathematical library can round them
  /// otherwise.
  private static let tolerance = 1e-14

  var problems: [String] {
    guard let samples = cell["samples_s"]?.numbers else { return ["\(name).samples_s holds something that is no number"] }
    let left = Set(cell["samples_left_out"]?.numbers ?? [])
    let counted = samples.enumerated().filter { !left.contains(Double($0.offset)) }.map(\.element)
    let form = state(samples, counted.count) + lengths(samples.count) + leftOut(samples.count)
    return form + statistics(counted) + rates + checks + reasons
  }

  /// What the canary leaves out follows from its readings.
  private func leftOut(_ count: Int) -> [String] {
    guard let canary, let numbers = cell["sample_reading"]?.numbers, numbers.count == count, count > 0 else { return [] }
    guard let readings = Self.whole(numbers), let processes = processes(count) else {
      return ["\(name).sample_reading or sample_process is no list of whole numbers, one for each sample"]
    }
    let disturbed = canary.areDisturbed(after: readings).enumerated().filter(\.element).map(\.offset)
    let objection = RemainingSamples(without: disturbed, of: processes).objection(canary)
    guard cell["samples_left_out"]?.numbers == (objection == nil ? disturbed.map(Double.init) : []) else {
      return ["\(name).samples_left_out is not what the canary gives"]
    }
    guard let objection, cell["validation"]?["state"]?.text == CellState.valid.name else { return [] }
    return ["\(name) is VALID and the canary says: \(objection)"]
  }

  /// Of each sample, one where they do not tell.
  private func processes(_ count: Int) -> [Int]? {
    guard let written = cell["sample_process"] else { return Array(repeating: 0, count: count) }
    return written.numbers.flatMap(Self.whole).flatMap { $0.count == count ? $0 : nil }
  }

  private static func whole(_ numbers: [Double]) -> [Int]? {
    let whole = numbers.compactMap { Int(exactly: $0) }
    return whole.count == numbers.count ? whole : nil
  }

  /// "cells[3] (dgemm-n598 on swift)".
  private var name: String {
    guard let id = cell["id"]?.text else { return path }
    return "\(path) (\([id, cell["engine"]?.text ?? cell["contender"]?.text].compactMap(\.self).joined(separator: " on ")))"
  }

  private func differs(_ key: String, _ written: JSONValue?, _ expected: Double?) -> String? {
    let value = written?.number
    if value == nil && expected == nil { return nil }
    if let value, let expected, abs(value - expected) <= Self.tolerance * abs(expected) { return nil }
    return "\(name).\(key) is \(written?.canonicalText ?? "missing"), the samples give \(expected.map { "\($0)" } ?? "null")"
  }

  /// No time without a passed check, and no verdict without one.
  private func state(_ samples: [Double], _ counted: Int) -> [String] {
    guard let state = cell["validation"]?["state"]?.text else { return ["\(name).validation.state is missing"] }
    let isTimed = CellState.timedNames.contains(state)
    var problems: [String] = []
    if !isTimed && !samples.isEmpty { problems.append("\(name) is \(state) and has times") }
    if state != "VALID", cell["validation"]?["reason"]?.text == nil { problems.append("\(name) is \(state) without a reason") }
    let checks = cell["validation"]?["checks"]?.elements ?? []
    if isTimed, !samples.isEmpty, checks.isEmpty || checks.contains(where: { $0["pass"] != .boolean(true) }) {
      problems.append("\(name) is \(state) without checks that all passed")
    }
    if samples.contains(where: { $0 <= 0 }) { problems.append("\(name).samples_s holds a time that is not positive") }
    let few = cell["flags"]?.elements.contains(.string(CellMeasurement.Flag.fewSamples.rawValue)) == true
    if cell["kernel"] != nil, few != (isTimed && counted < CellMeasurement.wantedSamples) {
      problems.append("\(name).flags: few_samples does not fit \(counted) samples")
    }
    return problems
  }

  private func lengths(_ count: Int) -> [String] {
    let own = ["sample_process", "sample_reading"].filter { cell[$0] != nil }
    return (["sample_runs", "sample_round"] + own).compactMap { key in
      guard let values = cell[key]?.numbers else { return "\(name).\(key) holds something that is no number" }
      if values.count != count { return "\(name).\(key) has \(values.count) values for \(count) samples" }
      let steps = zip(values, values.dropFirst())
      return key == "sample_round"
        ? steps.contains { $0 >= $1 } ? "\(name).\(key) is not ascending" : nil
        : key != "sample_runs" && steps.contains { $0 > $1 }
          ? "\(name).\(key) is not ascending" : nil
    }
  }

  private func statistics(_ samples: [Double]) -> [String] {
    guard let stats = cell["stats"], stats != .null else {
      return samples.isEmpty ? [] : ["\(name).stats is missing for \(samples.count) samples"]
    }
    guard let expected = SampleStatistics(samples) else { return ["\(name).stats stands there without samples"] }
    let figures: [(String, Double)] = [
      ("median", expected.median), ("min", expected.minimum), ("max", expected.maximum), ("p25", expected.p25),
      ("p75", expected.p75), ("p95", expected.p95), ("mad", expected.mad), ("n", Double(expected.count)),
    ]
    let interval = stats["ci95"]?.elements ?? []
    let ends = [expected.interval?.lowerBound, expected.interval?.upperBound]
    let written = interval.isEmpty ? [JSONValue.null, .null] : interval
    return figures.compactMap { differs("stats.\($0)", stats[$0], $1) }
      + (0..<2).compactMap { differs("stats.ci95[\($0)]", written.count > $0 ? written[$0] : nil, ends[$0]) }
  }

  /// What follows from the model and the median, and from the work of each sample.
  private var rates: [String] {
    let (model, median) = (cell["model"], cell["stats"]?["median"]?.number)
    var problems: [String] = []
    if let flops = model?["flops"]?.number, let bytes = model?["bytes_min"]?.number {
      if let problem = differs("model.intensity", model?["intensity"], bytes > 0 ? flops / bytes : 0) { problems.append(problem) }
      if let median, let derived = cell["derived"], derived != .null {
        problems += [("flops_per_s", flops), ("bytes_per_s", bytes)].compactMap { key, work in
          differs("derived.\(key)", derived[key], work / median)
        }
      }
    }
    if let work = cell["sample_work"]?.numbers, !work.isEmpty, let samples = cell["samples_s"]?.numbers {
      let rate = work.count == samples.count ? SampleStatistics(zip(work, samples).map { $0 / $1 })?.median : nil
      if let problem = differs("median_rate", cell["median_rate"], rate) { problems.append(problem) }
    }
    return problems
  }

  private var checks: [String] {
    (cell["validation"]?["checks"]?.elements ?? []).compactMap { check in
      guard let threshold = check["threshold"]?.number else { return nil }
      let passes = check["value"]?.number.map { $0 <= threshold } ?? false
      let written = check["pass"] == .boolean(true)
      return passes == written
        ? nil : "\(name): the check \(check["name"]?.text ?? "") says \(written ? "passed" : "failed") and did not"
    }
  }

  /// A number that is missing says why.
  private var reasons: [String] {
    ["cold_s", "stats", "derived"].compactMap { key in
      cell[key] == .null && cell["kernel"] != nil && cell["\(key)_why"]?.text == nil
        ? "\(name).\(key) is null without \(key)_why" : nil
    }
  }
}
