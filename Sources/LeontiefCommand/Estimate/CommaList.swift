/// Names of one argument, parted by commas.
enum CommaList {
  /// Without blanks at their ends, empty ones and repetitions.
  static func names(_ text: String) -> [String] {
    var names: [String] = []
    for part in text.split(separator: ",") {
      let name = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names
  }
}
