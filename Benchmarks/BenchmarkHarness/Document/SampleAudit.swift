/// Whether a cell, or anything else with samples, has the form it must have, and figures that follow from its samples.
struct SampleAudit {
  let cell: JSONValue
  /// Where the cell stands.
  private let path: String
  let canary: CanaryRecord?

  init(_ cell: JSONValue, at path: String, canary: CanaryRecord?) {
    (self.cell, self.path, self.canary) = (cell, path, canary)
  }

  var problems: [String] {
    guard let samples = cell["samples_s"]?.numbers else { return ["\(name).samples_s holds something that is no number"] }
    let left = Set(cell["samples_left_out"]?.numbers ?? [])
    let counted = samples.enumerated().filter { !left.contains(Double($0.offset)) }.map(\.element)
    let form = state(samples, counted.count) + lengths(samples.count) + leftOut(samples.count)
    return form + company(samples) + statistics(counted) + rates + checks + reasons
  }

  /// "cells[3] (dgemm-n598 on swift)".
  var name: String {
    guard let id = cell["id"]?.text else { return path }
    return "\(path) (\([id, cell["engine"]?.text ?? cell["contender"]?.text].compactMap(\.self).joined(separator: " on ")))"
  }

  /// No time without a passed check, and no verdict without one.
  private func state(_ samples: [Double], _ counted: Int) -> [String] {
    guard let state = cell["validation"]?["state"]?.text else { return ["\(name).validation.state is missing"] }
    let isTimed = CellState.timedNames.contains(state)
    var problems: [String] = []
    if !isTimed && !samples.isEmpty { problems.append("\(name) is \(state) and has times") }
    if state != "VALID", cell["validation"]?["reason"]?.text == nil { problems.append("\(name) is \(state) without a reason") }
    if state == "VALID", let reason = cell["validation"]?["reason"] {
      problems.append("\(name) is VALID and gives the reason \(reason.canonicalText)")
    }
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

  private var checks: [String] {
    (cell["validation"]?["checks"]?.elements ?? []).compactMap { check in
      guard let threshold = check["threshold"]?.number else { return nil }
      if check["value"] == .null, check["value_why"]?.text == nil { return "\(name): a check's value is null without value_why" }
      let passes = check["value"]?.number.map { $0 <= threshold } ?? false
      let written = check["pass"] == .boolean(true)
      return passes == written
        ? nil : "\(name): the check \(check["name"]?.text ?? "") says \(written ? "passed" : "failed") and did not"
    }
  }

  /// A number that is missing says why, and only such a one.
  private var reasons: [String] {
    let own = cell["kernel"] == nil ? ["stats"] : ["cold_s", "stats", "derived", "energy_j"]
    return own.compactMap { key in
      guard let value = cell[key] else { return nil }
      let why = cell["\(key)_why"]?.text
      if value == .null { return why == nil ? "\(name).\(key) is null without \(key)_why" : nil }
      return why == nil ? nil : "\(name).\(key) stands beside \(key)_why"
    }
  }

  /// What every cell of a result that has times has besides them.
  private func company(_ samples: [Double]) -> [String] {
    guard !samples.isEmpty, cell["kernel"] != nil else { return [] }
    return ["cold_s", "result_hash"].filter { cell[$0] == .null }.map { "\(name) has samples and no \($0)" }
  }
}
