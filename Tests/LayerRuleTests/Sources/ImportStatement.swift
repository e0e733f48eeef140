/// One import in a Swift source.
struct ImportStatement: Equatable {
  var module: String
  var line: Int

  /// Every import of a source, also those behind attributes and access levels, of one declaration or of a submodule.
  static func all(in source: String) -> [ImportStatement] {
    let text = SwiftText(source)
    let code = String(decoding: text.code, as: UTF8.self)
    let pattern = /(?:^|[^\w.`])import\s+(?:(?:class|enum|func|let|protocol|struct|typealias|var)\s+)?`?(?<module>[A-Za-z_]\w*)/
    return code.matches(of: pattern).map { match in
      let offset = code.utf8.distance(from: code.startIndex, to: match.module.startIndex)
      return ImportStatement(module: String(match.module), line: text.line(at: offset))
    }
  }
}
