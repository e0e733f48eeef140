import ArgumentParser

/// Names of one argument, parted by commas.
enum CommaList {
  /// Without blanks at their ends, empty ones and repetitions. Errors: no name at all, which is wrong usage.
  static func names(_ text: String) throws -> [String] {
    var names: [String] = []
    for part in text.split(separator: ",") {
      let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    guard !names.isEmpty else { throw ValidationError("it holds no name; give at least one") }
    return names
  }
}
