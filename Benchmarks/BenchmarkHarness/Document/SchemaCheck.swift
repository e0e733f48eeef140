/// Holds a document against a JSON Schema of the keywords that this project's schemas use.
///
/// Reference: JSON Schema, draft 2020-12.
public struct SchemaCheck: Sendable {
  private let root: JSONValue

  /// What a schema may hold; another keyword would pass unheeded.
  public static let keywords: Set<String> = assertions.union(["$schema", "$id", "$defs", "$ref", "title", "description"])
  private static let assertions: Set<String> = [
    "type", "properties", "required", "additionalProperties", "items", "enum", "const", "minimum", "minItems", "maxItems",
    "pattern",
  ]

  public init(_ schema: JSONValue) { root = schema }

  /// A sentence for each place that does not fit; none for a document that does.
  public func problems(_ document: JSONValue) -> [String] { check(document, root, at: "") }

  private func check(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
    if let reference = schema["$ref"]?.text, let target = definition(reference) { return check(value, target, at: path) }
    let name = path.isEmpty ? "the document" : path
    if let type = schema["type"], !Self.isOf(type, value) {
      return ["\(name) is \(Self.kind(value)), must be \(Self.types(type).joined(separator: " or "))"]
    }
    return scalar(value, schema, name) + members(value, schema, at: path) + elements(value, schema, at: path)
  }

  private func definition(_ reference: String) -> JSONValue? {
    root["$defs"]?[reference.split(separator: "/").last.map(String.init) ?? ""]
  }

  private func scalar(_ value: JSONValue, _ schema: JSONValue, _ name: String) -> [String] {
    var problems: [String] = []
    if let constant = schema["const"], constant != value {
      problems.append("\(name) is \(value.canonicalText), must be \(constant.canonicalText)")
    }
    if let choices = schema["enum"]?.elements, !choices.contains(value) {
      problems.append("\(name) is \(value.canonicalText), must be one of \(choices.map(\.canonicalText).joined(separator: ", "))")
    }
    if let least = schema["minimum"]?.number, let number = value.number, number < least {
      problems.append("\(name) is \(value.canonicalText), must be at least \(least)")
    }
    if let pattern = schema["pattern"]?.text, let text = value.text, (try? Regex(pattern).firstMatch(in: text)) == nil {
      problems.append("\(name) is \(value.canonicalText), must match \(pattern)")
    }
    return problems
  }

  private func members(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
    guard case .object(let members) = value else { return [] }
    let required = schema["required"]?.elements.compactMap(\.text) ?? []
    let missing = required.filter { members[$0] == nil }.map { "\(Self.join(path, $0)) is missing" }
    return missing
      + members.sorted { $0.key < $1.key }.flatMap { key, member -> [String] in
        let rule = schema["properties"]?[key] ?? schema["additionalProperties"]
        return rule.map { check(member, $0, at: Self.join(path, key)) } ?? []
      }
  }

  private func elements(_ value: JSONValue, _ schema: JSONValue, at path: String) -> [String] {
    guard case .array(let elements) = value else { return [] }
    var problems: [String] = []
    if let least = schema["minItems"]?.number, Double(elements.count) < least {
      problems.append("\(path) has \(elements.count) elements, must have at least \(Int(least))")
    }
    if let most = schema["maxItems"]?.number, Double(elements.count) > most {
      problems.append("\(path) has \(elements.count) elements, must have at most \(Int(most))")
    }
    guard let rule = schema["items"] else { return problems }
    return problems + elements.enumerated().flatMap { check($1, rule, at: "\(path)[\($0)]") }
  }

  private static func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  private static func types(_ type: JSONValue) -> [String] { type.text.map { [$0] } ?? type.elements.compactMap(\.text) }

  private static func isOf(_ type: JSONValue, _ value: JSONValue) -> Bool {
    let kind = kind(value)
    return types(type).contains { $0 == kind || ($0 == "number" && kind == "integer") }
  }

  /// Numbers without a fraction are integers, however they are written.
  private static func kind(_ value: JSONValue) -> String {
    switch value {
    case .object: "object"
    case .array: "array"
    case .string: "string"
    case .boolean: "boolean"
    case .null: "null"
    case .number(let text): Double(text).map { $0 == $0.rounded() } == true ? "integer" : "number"
    }
  }
}
