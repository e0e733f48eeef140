import ArgumentParser

/// A slowdown as people write it: dgemm-n598=5%.
struct Slowdown: ExpressibleByArgument {
  let cell: String
  let fraction: Double

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="), sign > argument.startIndex, argument.hasSuffix("%"),
      let percent = Double(argument[argument.index(after: sign)...].dropLast()), (0...1000).contains(percent)
    else { return nil }
    (cell, fraction) = (String(argument[..<sign]), percent / 100)
  }
}
