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

  private static let sealed = [
    ResultDocument.schemaName, ContestDocument.schemaName, "leontief-bench-choice", "leontief-bench-probe",
    "leontief-bench-comparison",
  ]

  /// Whether there is a JSON Schema to hold it against.
  public var hasSchema: Bool { schema == ResultDocument.schemaName }

  /// Everything that is wrong with it, a sentence each: its schema, its checksum, and each figure that can be computed again.
  public var problems: [String] {
    guard Self.sealed.contains(schema) else { return ["no document of leontief-bench: schema is '\(schema)'"] }
    if let problem = newer { return [problem] }
    let form = hasSchema ? SchemaCheck(Self.resultSchema).problems(value) : []
    return form + checksum + (form.isEmpty ? fingerprint + engines + audit(value, at: "") : [])
  }

  /// The document behind a result of `run --suite quick`. Errors: what the text does not hold.
  public func result() throws -> ResultDocument { try ResultDocument(json: text) }

  private var newer: String? {
    guard hasSchema, let version = value["schema_version"]?.number, version > Double(ResultDocument.currentVersion) else {
      return nil
    }
    return "schema_version is \(Int(exactly: version) ?? 0), this program knows up to \(ResultDocument.currentVersion)"
  }

  private var checksum: [String] {
    guard let written = value[SealedDocument.key]?.text else { return ["checksum is missing"] }
    let expected = SealedDocument.checksum(value)
    return written == expected ? [] : ["checksum is \(written), the content gives \(expected)"]
  }

  /// Everything with samples, wherever it stands.
  private func audit(_ value: JSONValue, at path: String) -> [String] {
    switch value {
    case .object(let members):
      let own = members["samples_s"] == nil ? [] : SampleAudit(value, at: path).problems
      return own
        + members.sorted { $0.key < $1.key }.flatMap { audit($0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    case .array(let elements): return elements.enumerated().flatMap { audit($1, at: "\(path)[\($0)]") }
    default: return []
    }
  }

  private var fingerprint: [String] {
    guard hasSchema, let host = try? result().host, host.fingerprintHash != HostRecord.hash(host.stable) else { return [] }
    return ["host.fingerprint_hash is \(host.fingerprintHash), host.stable gives \(HostRecord.hash(host.stable))"]
  }

  /// Every cell ran on an engine that the document describes, once.
  private var engines: [String] {
    guard hasSchema, let document = try? result() else { return [] }
    var seen: Set<String> = []
    return document.cells.compactMap { cell in
      let name = "\(cell.id) on \(cell.engine)"
      guard seen.insert(name).inserted else { return "\(name) stands there twice" }
      guard let engine = document.engines.first(where: { $0.name == cell.engine }) else { return "\(name) has no such engine" }
      return engine.threadsUsed == cell.threads
        ? nil : "\(name) used \(cell.threads) threads, the engine has \(engine.threadsUsed)"
    }
  }

  /// The schema of result documents, which is a part of this program.
  public static let resultSchemaText = String(decoding: PackageResources.leontief_bench_1_schema_json, as: UTF8.self)

  public static let resultSchema: JSONValue = {
    guard let schema = try? JSONReader.value(of: resultSchemaText) else { preconditionFailure("the built-in schema is JSON") }
    return schema
  }()
}
