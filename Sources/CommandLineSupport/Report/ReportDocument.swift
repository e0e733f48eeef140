import Foundation
import Leontief

/// The frame of every JSON document: what wrote it, from which inputs, on which engine; the command's own keys beside.
public struct ReportDocument<Content: Encodable>: Encodable {
  public let schema: String
  public let tool: ToolDescription
  public let inputs: [InputFile]
  @OrNull public var engine: EngineReport?
  public let seconds: Double
  private let content: Content

  /// `content` must encode to an object; its keys stand beside `schema`, `tool`, `inputs`, `engine` and `seconds`.
  public init(
    schema: String, tool: String, inputs: [InputFile], engine: Engine?, seconds: Double, content: Content
  ) {
    self.schema = schema
    self.tool = ToolDescription(name: tool)
    self.inputs = inputs
    self.engine = engine.map(EngineReport.init)
    self.seconds = seconds
    self.content = content
  }

  private enum CodingKeys: String, CodingKey {
    case schema, tool, inputs, engine, seconds
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(schema, forKey: .schema)
    try container.encode(tool, forKey: .tool)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(_engine, forKey: .engine)
    try container.encode(seconds, forKey: .seconds)
    try content.encode(to: encoder)
  }

  /// The document as text: snake_case keys in alphabetical order, numbers in full precision.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
