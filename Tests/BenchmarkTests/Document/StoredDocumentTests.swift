import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// Documents that prove themselves, and what is said of those that do not.
@Suite struct StoredDocumentTests {
  private let text: String

  init() throws {
    text = try ScriptedResult.document([
      "one": ScriptedResult.samples(0.5, seed: 1), "two": ScriptedResult.samples(2, count: 7, seed: 2),
    ]).json()
  }

  private func problems(_ text: String) throws -> [String] { try StoredDocument(text: text).problems }

  @Test func whatIsWrittenIsValid() throws { #expect(try problems(text).isEmpty) }

  /// White space and the order of members are no part of the content.
  @Test func theFormOfAFileIsFree() throws {
    let value = try StoredDocument(text: text).value
    #expect(try problems(value.canonicalText).isEmpty)
  }

  /// The checksum by another program: `sha256sum` of the canonical text.
  @Test func theChecksumIsThatOfTheCanonicalText() throws {
    let value = try StoredDocument(text: "{\"b\": 1.50, \"checksum\": \"x\", \"a\": \"é\"}").value
    // printf '{"a":"é","b":1.50}' | sha256sum
    #expect(SealedDocument.checksum(value) == Self.known)
  }

  private static let known = "e1f1c0a50b5ec764f0fb944fad393aa55830b03fa98b4612b3767ac083eb061f"

  /// Every digit of the file, one after the other, is changed: none passes.
  @Test func noDigitCanBeChanged() throws {
    let bytes = Array(text.utf8)
    let digits = bytes.indices.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[$0]) }
    #expect(digits.count > 500)
    for place in digits {
      var changed = bytes
      changed[place] = changed[place] == UInt8(ascii: "9") ? UInt8(ascii: "8") : changed[place] + 1
      let document = try? StoredDocument(text: String(decoding: changed, as: UTF8.self))
      #expect(document?.problems.isEmpty != true, "digit \(place)")
    }
  }

  /// A document that somebody changed and sealed again: the samples tell.
  @Test(arguments: [
    ("\"median\" : ", "9", "stats.median is 9, the samples give"),
    ("\"mad\" : ", "9", "stats.mad is 9, the samples give"),
    ("\"p95\" : ", "9", "stats.p95 is 9, the samples give"),
    ("\"flops_per_s\" : ", "9", "derived.flops_per_s is 9, the samples give"),
    ("\"intensity\" : ", "9", "model.intensity is 9, the samples give"),
    ("\"p25\" : ", "9", "stats.p25 is 9, the samples give"),
    ("\"pass\" : ", "false", "without checks that all passed"),
    ("\"threshold\" : ", "-5", "says passed and did not"),
    ("\"state\" : ", "\"INVALID\"", "is INVALID and has times"),
    ("\"threads\" : ", "77", "used 77 threads, the engine has"),
    ("\"architecture\" : ", "\"vax\"", "host.fingerprint_hash is"),
  ])
  func sealedAgain(_ key: String, _ value: String, _ sentence: String) throws {
    let found = try problems(try resealed(replacing: key, by: value))
    #expect(found.contains { $0.contains(sentence) }, "\(found)")
    #expect(!found.contains { $0.contains("checksum") })
  }

  @Test(
    arguments: [
      ("\"suite\" : ", "7", "suite is integer, must be string"),
      ("\"roof\" : ", "\"sky\"", "model.roof is \"sky\", must be one of \"compute\", \"memory\""),
      ("\"run_id\" : ", "\"x\"", "run_id is \"x\", must match"),
      ("\"timer_res_ns\" : ", "-1", "calibration.timer_res_ns is -1, must be at least 0"),
      ("\"schema_version\" : ", "3", "schema_version is 3, this program knows up to 2"),
      ("\"schema\" : ", "\"other\"", "no document of leontief-bench: schema is 'other'"),
      ("\"generator\" : ", nil, "generator is missing"),
      ("\"seed\" : ", "1e30", "seed cannot be read: "), ("\"schema_version\" : ", "1.5", "schema_version is"),
      ("\"ended_at\" : ", "\"yesterday\"", "ended_at is \"yesterday\", must match"),
    ] as [(String, String?, String)])
  func againstTheSchema(_ key: String, _ value: String?, _ sentence: String) throws {
    let found = try problems(try resealed(replacing: key, by: value))
    #expect(found.contains { $0.contains(sentence) }, "\(found)")
  }

  /// Files of version 1 with the keys that its builds did not write, and those of its last builds, which wrote them.
  @Test(arguments: [nil, 3]) func filesOfTheFirstVersion(_ repetitions: Int?) throws {
    var document = try ResultDocument(json: text)
    document.schemaVersion = 1
    (document.interrupted, document.canary, document.energyCounters, document.energyGap) = (nil, nil, nil, nil)
    for index in document.cells.indices {
      document.cells[index].sampleProcess = nil
      document.cells[index].repetitions = repetitions
      let (model, times) = (document.cells[index].model, Double(repetitions ?? 1))
      let median = try #require(document.cells[index].stats?.median)
      document.cells[index].derived?.flopsPerS = times * model.flops / median
      document.cells[index].derived?.bytesPerS = times * model.bytesMin / median
    }
    let old = try document.json()
    #expect(try problems(old) == [] && ResultDocument(json: old) == document)
    #expect(try ResultDocument(json: text).schemaVersion == 2)
    document.schemaVersion = 0
    #expect(try problems(document.json()) == ["schema_version is 0, must be one of 1, 2"])
  }

  @Test func aMissingChecksum() throws {
    let bare = text.split(separator: "\n").filter { !$0.contains("\"checksum\"") }.joined(separator: "\n")
    let found = try problems(bare)
    #expect(found.contains("checksum is missing"))
  }

  /// Documents of every kind are refused when they are newer than the program, and when they do not say how old they are.
  @Test(arguments: [
    "leontief-bench-contest", "leontief-bench-comparison", "leontief-bench-choice", "leontief-bench-probe",
    "leontief-bench-engines", "leontief-bench-doctor", "leontief-bench-calibration",
  ])
  func newerDocuments(_ schema: String) throws {
    #expect(
      try problems("{\"schema\": \"\(schema)\", \"schema_version\": 99}")[0].hasPrefix("schema_version is 99, this program"))
    #expect(try problems("{\"schema\": \"\(schema)\"}") == ["schema_version is missing"])
  }

  /// The key of a contest that cannot be read is named.
  @Test func aContestThatCannotBeRead() throws {
    let found = try problems("{\"schema\": \"leontief-bench-contest\", \"schema_version\": 3, \"suite\": 7}")
    #expect(found.contains { $0.hasPrefix("suite cannot be read") || $0.hasSuffix(" is missing") }, "\(found)")
  }

  /// Nothing in the shipped schemas passes unheeded: every keyword is one that the check knows.
  @Test func theSchemasHaveNoKeywordThatIsNotChecked() {
    #expect(Self.keywords(StoredDocument.resultSchema).isSubset(of: SchemaCheck.keywords))
    #expect(Self.keywords(StoredDocument.pairedSchema).isSubset(of: SchemaCheck.keywords))
    #expect(Self.keywords(StoredDocument.resultSchema).contains("additionalProperties"))
  }

  private static func keywords(_ schema: JSONValue) -> Set<String> {
    guard case .object(let members) = schema else { return [] }
    var found = Set(members.keys)
    for key in ["properties", "$defs"] {
      if case .object(let named)? = members[key] { found.formUnion(named.values.flatMap { keywords($0) }) }
    }
    for key in ["items", "additionalProperties"] { if let inner = members[key] { found.formUnion(keywords(inner)) } }
    return found
  }

  /// The first line with a key gets another value, and the whole a fitting checksum.
  private func resealed(replacing key: String, by value: String?) throws -> String {
    var lines = text.split(separator: "\n").map(String.init)
    let place = try #require(lines.firstIndex { $0.contains(key) })
    let comma = lines[place].hasSuffix(",") ? "," : ""
    let start = try #require(lines[place].range(of: key))
    lines[place] = value.map { lines[place][..<start.upperBound] + $0 + comma } ?? ""
    let sum = try #require(lines.firstIndex { $0.contains("\"checksum\"") })
    let checksum = SealedDocument.checksum(try StoredDocument(text: lines.joined(separator: "\n")).value)
    lines[sum] = "  \"checksum\" : \"\(checksum)\","
    return lines.joined(separator: "\n")
  }
}
