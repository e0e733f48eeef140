/// Names of one argument, parted by commas.
enum CommaList {
  static func names(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
  }
}
