import Foundation

/// What the argument parser says of wrong usage, as one line: its lists of names, which have a line each, as names and commas.
struct UsageMessage {
  let text: String

  init(_ message: String, tool: String) {
    var (sentence, names) = ("", [String]())
    for line in message.split(whereSeparator: \.isNewline) {
      let part = line.trimmingCharacters(in: .whitespaces)
      if part.hasPrefix("- ") {
        names.append(String(part.dropFirst(2)))
      } else if !part.isEmpty {
        sentence += (sentence.isEmpty ? "" : " ") + part
      }
    }
    if !names.isEmpty { sentence += " " + names.joined(separator: ", ") }
    // The sentence goes on.
    if sentence.last == "." { sentence.removeLast() }
    text = "\(sentence); see '\(tool) --help'"
  }
}
