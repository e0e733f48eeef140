/// Whether the requirements of a contest follow from its cells and roofs: their values, and their verdicts from those.
///
/// Limits are held against what samples took besides their time; their values are taken as they stand.
struct RequirementAudit {
  private let document: JSONValue

  init(_ document: JSONValue) { self.document = document }

  /// Figures are recomputed in another order of operations than they were computed.
  private static let tolerance = 1e-12

  var problems: [String] {
    (document["requirements"]?.elements ?? []).enumerated().flatMap { index, requirement in
      let name = "requirements[\(index)] (\(requirement["contender"]?.text ?? "") on \(requirement["cell"]?.text ?? ""))"
      return (value(requirement, name) + verdict(requirement, name))
    }
  }

  private func value(_ requirement: JSONValue, _ name: String) -> [String] {
    guard requirement["measure"]?.text != "limit" else { return [] }
    let expected = expected(requirement)
    var problems = [differs("\(name).value", requirement["value"], expected?.value)]
    let ends = requirement["ci95"]?.elements ?? []
    problems.append(differs("\(name).ci95[0]", ends.first, expected?.interval?[0]))
    problems.append(differs("\(name).ci95[1]", ends.count > 1 ? ends[1] : nil, expected?.interval?[1]))
    problems.append(differs("\(name).rounds", requirement["rounds"], expected?.rounds.map(Double.init)))
    return problems.compactMap { $0 }
  }

  private func differs(_ name: String, _ written: JSONValue?, _ expected: Double?) -> String? {
    let value = written?.number
    if value == nil && expected == nil { return nil }
    if let value, let expected, abs(value - expected) <= Self.tolerance * abs(expected) { return nil }
    return "\(name) is \(written?.canonicalText ?? "missing"), the cells give \(expected.map { "\($0)" } ?? "null")"
  }

  /// On the limit is met. Of readings, fewer are better.
  private func verdict(_ requirement: JSONValue, _ name: String) -> [String] {
    guard let written = requirement["verdict"]?.text else { return ["\(name).verdict is missing"] }
    guard let value = requirement["value"]?.number, let must = requirement["must"]?.number else {
      return written == Verdict.notMeasured("").text ? [] : ["\(name).verdict is '\(written)' without a value"]
    }
    // Both are inverses of what was judged: the last digit may be lost.
    let isReadings = requirement["measure"]?.text == "readings"
    if isReadings && value != must && abs(value - must) <= Self.tolerance * must { return [] }
    let expected = Verdict(isReadings ? must : value, must: isReadings ? value : must).text
    return written == expected ? [] : ["\(name).verdict is '\(written)', \(value) against \(must) is '\(expected)'"]
  }

  private struct Expected {
    var value: Double
    var interval: [Double]?
    var rounds: Int?
  }

  /// Nil where something is missing that the value would be of.
  private func expected(_ requirement: JSONValue) -> Expected? {
    let (cell, against) = (requirement["cell"]?.text, requirement["against"]?.text)
    guard let own = entry(cell, requirement["contender"]?.text), let seconds = own["stats"]?["median"]?.number else { return nil }
    if requirement["measure"]?.text == "speed" {
      let peer = entry(requirement["peer_cell"]?.text ?? cell, against)
      guard requirement["peer_cell"]?.text == nil else {
        return peer?["stats"]?["median"]?.number.map { Expected(value: $0 / seconds) }
      }
      return peer.flatMap { median(pairs(own, $0) { own, peer in peer.seconds / own.seconds }, inverse: false) }
    }
    let isCompute = own["model"]?["roof"]?.text == Roof.compute.rawValue
    guard let amount = own["model"]?[isCompute ? "flops" : "bytes_min"]?.number, let roof = roof(against, cell) else {
      return nil
    }
    let isReadings = requirement["measure"]?.text == "readings"
    let shares = pairs(own, roof) { own, roof in roof.work.map { amount / own.seconds / ($0 / roof.seconds) } }
    return median(shares, inverse: isReadings)
  }

  private func median(_ values: [Double], inverse: Bool) -> Expected? {
    SampleStatistics(values).map { statistics in
      let ends = statistics.interval.map { [$0.lowerBound, $0.upperBound] }
      return Expected(
        value: inverse ? 1 / statistics.median : statistics.median,
        interval: inverse ? ends?.reversed().map { 1 / $0 } : ends, rounds: statistics.count)
    }
  }

  private typealias Sample = (seconds: Double, work: Double?)

  /// Of the rounds that both have.
  private func pairs(_ first: JSONValue, _ second: JSONValue, _ value: (Sample, Sample) -> Double?) -> [Double] {
    let others = samples(second)
    return samples(first).compactMap { round, sample in others[round].flatMap { value(sample, $0) } }
  }

  private func samples(_ entry: JSONValue) -> [Double: Sample] {
    let (rounds, seconds) = (entry["sample_round"]?.numbers ?? [], entry["samples_s"]?.numbers ?? [])
    let work = entry["sample_work"]?.numbers ?? []
    var samples: [Double: Sample] = [:]
    for (index, round) in rounds.enumerated() where index < seconds.count {
      samples[round] = (seconds[index], work.count == seconds.count ? work[index] : nil)
    }
    return samples
  }

  private func entry(_ cell: String?, _ contender: String?) -> JSONValue? {
    document["cells"]?.elements.first { $0["id"]?.text == cell && $0["contender"]?.text == contender }
  }

  private func roof(_ id: String?, _ cell: String?) -> JSONValue? {
    document["roofs"]?.elements.first { $0["id"]?.text == id && $0["under_cell"]?.text == cell }
  }
}
