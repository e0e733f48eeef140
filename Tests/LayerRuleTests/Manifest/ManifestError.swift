/// A manifest whose table this reader does not understand.
struct ManifestError: Error, Equatable, CustomStringConvertible {
  var line: Int
  var reason: String

  var description: String { "Package.swift:\(line): \(reason)" }
}
