import BenchmarkHarness
import Leontief
import Testing

/// Values and verdicts of requirements in files, computed again from the cells and roofs beside them.
@Suite struct RequirementAuditTests {
  /// Two seconds for 100 flops in the first round, the peer three; the roof does 62.5 a second. The medians of six rounds are six
  /// times that.
  private func document() throws -> JSONValue {
    func entry(_ cell: String, _ contender: String, _ seconds: Double, work: Double? = nil) throws -> ContestEntry {
      let isRoof = contender == "roof"
      var entry = ContestEntry(cell: cell, contender: contender, roof: isRoof ? .compute : nil, under: isRoof ? "toy-n8" : nil)
      // Slower from round to round, as the host is: what is compared is not.
      for round in 0..<6 {
        let slow = seconds * Double(1 << round)
        entry.add(try ContenderReply(line: ScriptedContender.sample(slow, work: work)), round: round)
      }
      return entry
    }
    let result = ContestResult(
      cells: [ScriptedContender.cell(["ours", "peer"])],
      entries: [try entry("toy-n8", "ours", 2), try entry("toy-n8", "peer", 3)],
      roofs: [try entry("top", "roof", 4, work: 250)])
    let measures: [(Requirement.Measure, Double)] = [
      (.share(ofRoof: "top"), 0.8), (.readings(atRoof: "top"), 0.9), (.speed(over: "peer"), 1.2), (.limit(.seconds(18)), 1),
      (.share(ofRoof: "lost"), 1),
    ]
    let judgements = measures.map { Judgement(Requirement("ours", on: "toy-n8", $0, must: $1), result) }
    let contest = ContestDocument(
      suite: "kernels", suiteVersion: 1, run: RunIdentity(),
      settings: ContestSettings(scale: 1, seed: 1, threads: 1, limits: RunLimits()), interrupted: false,
      tool: ToolRecord(name: "test", version: "1", swift: "6", buildMode: "release"), contenders: [], result: result,
      judgements: judgements, seconds: 1)
    return try StoredDocument(text: try contest.json()).value
  }

  /// What is wrong once a requirement's key has another value and the file a fitting checksum.
  private func problems(_ index: Int, _ key: String, _ value: JSONValue) throws -> [String] {
    guard case .object(var document) = try document(), case .array(var requirements)? = document["requirements"],
      case .object(var requirement) = requirements[index]
    else { return [] }
    requirement[key] = value
    requirements[index] = .object(requirement)
    document["requirements"] = .array(requirements)
    document["checksum"] = .string(SealedDocument.checksum(.object(document)))
    return try StoredDocument(text: JSONValue.object(document).canonicalText).problems
  }

  @Test func whatIsWrittenFollows() throws {
    #expect(try StoredDocument(text: try document().canonicalText).problems == [])
  }

  @Test(arguments: [
    (0, "value", JSONValue.number("0.9"), "requirements[0] (ours on toy-n8).value is 0.9, the cells give 0.8"),
    (0, "verdict", .string("not met"), "requirements[0] (ours on toy-n8).verdict is 'not met', 0.8 against 0.8 is 'met'"),
    (1, "verdict", .string("met"), "verdict is 'met', 1.25 against 1.1"),
    (1, "value", .number("1"), "value is 1, the cells give 1.25"),
    (0, "rounds", .number("5"), "rounds is 5, the cells give 6.0"), (2, "rounds", .null, "rounds is null, the cells give 6.0"),
    (0, "ci95", .array([.number("0.8"), .number("0.9")]), "ci95[1] is 0.9, the cells give 0.8"),
    (1, "ci95", .null, "ci95[0] is missing, the cells give 1.25"),
    (2, "value", .null, "value is null, the cells give 1.5"), (2, "must", .number("2"), "1.5 against 2.0 is 'not met'"),
    (3, "verdict", .string("not met"), "1.5 against 1.0 is 'met'"), (4, "value", .number("3"), "the cells give null"),
    (4, "verdict", .string("met"), "verdict is 'met' without a value"),
  ])
  func sealedAgain(_ index: Int, _ key: String, _ value: JSONValue, _ sentence: String) throws {
    let found = try problems(index, key, value)
    #expect(found.contains { $0.contains(sentence) }, "\(found)")
  }
}
