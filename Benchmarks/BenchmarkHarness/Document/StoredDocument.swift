import Foundation

/// A document of this program as it was found in a file.
public struct StoredDocument: Sendable {
  public let value: JSONValue
  private let text: String

  /// Errors: `JSONTextError`.
  public init(text: String) throws(JSONTextError) {
    self.text = text
    value = try JSONReader.value(of: text)
  }

  public var schema: String { value["schema"]?.text ?? "" }

  /// The kinds that carry a checksum, each with the newest version this program knows.
  private static let sealed: [String: Int] = [
    ResultDocument.schemaName: ResultDocument.currentVersion, ContestDocument.schemaName: ContestDocument.currentVersion,
    ComparisonDocument.schemaName: ComparisonDocument.currentVersion,
    PairedDocument.schemaName: PairedDocument.currentVersion, "leontief-bench-choice": 1, "leontief-bench-probe": 1,
    "leontief-bench-engines": 1, "leontief-bench-doctor": 1, "leontief-bench-calibration": 1,
  ]

  /// Whether there is a JSON Schema to hold it against.
  public var hasSchema: Bool { Self.schemas[schema] != nil }

  /// By the kind of document.
  private static let schemas: [String: JSONValue] = [
    ResultDocument.schemaName: resultSchema, PairedDocument.schemaName: pairedSchema,
  ]

  /// Everything that is wrong with it, a sentence each: its form, its checksum, and each figure that can be computed again.
  public var problems: [String] {
    let (form, document) = read
    return form + (Self.sealed[schema] == nil || newer != nil ? [] : checksum) + (form.isEmpty ? figures(document) : [])
  }

  /// What makes it no document of this program: the kind, the version, the schema, a key that cannot be read.
  public var formProblems: [String] { read.problems }

  /// The document behind a result of `run`. Errors: what the text does not hold.
  public func result() throws -> ResultDocument { try ResultDocument(json: text) }

  /// Decodes it once; the document of a result is nil for another kind.
  private var read: (problems: [String], document: ResultDocument?) {
    guard Self.sealed[schema] != nil else { return (["no document of leontief-bench: schema is '\(schema)'"], nil) }
    if let newer { return ([newer], nil) }
    let form = Self.schemas[schema].map { SchemaCheck($0).problems(value) } ?? []
    guard form.isEmpty else { return (form, nil) }
    do {
      if schema == ResultDocument.schemaName { return ([], try result()) }
      if schema == PairedDocument.schemaName { _ = try PairedDocument(json: text) }
      if isCurrentContest { _ = try ContestDocument(json: text) }
      return ([], nil)
    } catch {
      return ([DecodingProblem(error, of: value).text], nil)
    }
  }

  /// Contests of earlier versions lack keys.
  private var isCurrentContest: Bool {
    schema == ContestDocument.schemaName && value["schema_version"]?.number == Double(ContestDocument.currentVersion)
  }

  /// Figures that do not follow from others.
  private func figures(_ document: ResultDocument?) -> [String] {
    let own = document.map { ResultAudit($0).problems } ?? []
    let verdicts = schema == ContestDocument.schemaName ? RequirementAudit(value).problems : paired
    return own + audit(value, at: "", document?.canary) + verdicts
  }

  /// Of a document of two sides.
  private var paired: [String] {
    guard schema == PairedDocument.schemaName, let document = try? PairedDocument(json: text) else { return [] }
    return PairedAudit(document).problems
  }

  private var newer: String? {
    guard let known = Self.sealed[schema] else { return nil }
    guard let version = value["schema_version"]?.number else { return "schema_version is missing" }
    return version > Double(known) ? "schema_version is \(version.formatted()), this program knows up to \(known)" : nil
  }

  private var checksum: [String] {
    guard let written = value[SealedDocument.key]?.text else { return ["checksum is missing"] }
    let expected = SealedDocument.checksum(value)
    return written == expected ? [] : ["checksum is \(written), the content gives \(expected)"]
  }

  /// Everything with samples, wherever it stands.
  private func audit(_ value: JSONValue, at path: String, _ canary: CanaryRecord?) -> [String] {
    switch value {
    case .object(let members):
      let own = members["samples_s"] == nil ? [] : SampleAudit(value, at: path, canary: canary).problems
      return own
        + members.sorted { $0.key < $1.key }.flatMap { audit($0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)", canary) }
    case .array(let elements): return elements.enumerated().flatMap { audit($1, at: "\(path)[\($0)]", canary) }
    default: return []
    }
  }

  /// The schema of result documents, which is a part of this program.
  public static let resultSchemaText = String(decoding: PackageResources.leontief_bench_2_schema_json, as: UTF8.self)

  public static let pairedSchemaText = String(decoding: PackageResources.leontief_bench_ab_1_schema_json, as: UTF8.self)

  public static let resultSchema = parsed(resultSchemaText)
  public static let pairedSchema = parsed(pairedSchemaText)

  private static func parsed(_ text: String) -> JSONValue {
    guard let schema = try? JSONReader.value(of: text) else { preconditionFailure("the built-in schema is JSON") }
    return schema
  }
}
