/// A JSON value that should be text and may be a number or null: years come as 2014 and as "2015-16".
struct LooseText: Codable, Equatable {
  let text: String

  init(_ text: String) { self.text = text }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      text = ""
    } else if let string = try? container.decode(String.self) {
      text = string
    } else if let integer = try? container.decode(Int.self) {
      text = String(integer)
    } else if let flag = try? container.decode(Bool.self) {
      text = String(flag)
    } else {
      text = String(try container.decode(Double.self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let integer = Int(text), String(integer) == text { try container.encode(integer) } else { try container.encode(text) }
  }
}
