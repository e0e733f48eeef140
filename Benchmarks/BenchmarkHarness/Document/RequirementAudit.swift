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
    let (written, expected) = (requirement["value"]?.number, expected(requirement))
    if written == nil && expected == nil { return [] }
    if let written, let expected, abs(written - expected) <= Self.tolerance * abs(expected) { return [] }
    return [
      "\(name).value is \(requirement["value"]?.canonicalText ?? "missing"), the cells give \(expected.map { "\($0)" } ?? "null")"
    ]
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

  /// Nil where something is missing that the value would be of.
  private func expected(_ requirement: JSONValue) -> Double? {
    let (cell, against) = (requirement["cell"]?.text, requirement["against"]?.text)
    guard let own = entry(cell, requirement["contender"]?.text), let seconds = own["stats"]?["median"]?.number else { return nil }
    if requirement["measure"]?.text == "speed" {
      return entry(requirement["peer_cell"]?.text ?? cell, against)?["stats"]?["median"]?.number.map { $0 / seconds }
    }
    let isCompute = own["model"]?["roof"]?.text == Roof.compute.rawValue
    guard let amount = own["model"]?[isCompute ? "flops" : "bytes_min"]?.number, let rate = rate(against) else { return nil }
    let share = amount / seconds / rate
    return requirement["measure"]?.text == "readings" ? 1 / share : share
  }

  private func entry(_ cell: String?, _ contender: String?) -> JSONValue? {
    document["cells"]?.elements.first { $0["id"]?.text == cell && $0["contender"]?.text == contender }
  }

  private func rate(_ roof: String?) -> Double? {
    document["roofs"]?.elements.first { $0["id"]?.text == roof }?["median_rate"]?.number
  }
}
