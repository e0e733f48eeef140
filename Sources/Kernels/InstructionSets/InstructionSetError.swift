/// An instruction set that was asked for and cannot be had: one line that names what can.
public enum InstructionSetError: Error, Equatable, CustomStringConvertible {
  /// A word that names no instruction set, and where it stood.
  case unknown(word: String, source: String)
  /// One this processor lacks or this build does not hold.
  case unavailable(InstructionSet, source: String)

  public var description: String {
    let available = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
    switch self {
    case .unknown(let word, let source):
      let all = InstructionSet.allCases.map(\.rawValue).joined(separator: ", ")
      let what = word.isEmpty ? "\(source) is empty" : "\(source): '\(word)' is no instruction set"
      return "\(what) (\(all)); this processor has \(available)"
    case .unavailable(let set, let source):
      return "\(source): this processor has no \(set.title); it has \(available)"
    }
  }
}
