import TestSupport
import Testing

/// Runs the command and expects it to end with `status` and one line on stderr, word for word, and nothing on stdout.
func expectFailure(
  _ status: Int32, _ sentence: String, _ arguments: [String], limits: String? = nil,
  location: SourceLocation = #_sourceLocation
) throws {
  let run = try ToolRun(arguments, limits: limits)
  #expect(run.status == status, "\(run.errors)", sourceLocation: location)
  #expect(run.errors == "leontief: \(sentence)\n", sourceLocation: location)
  #expect(run.output.isEmpty, sourceLocation: location)
}

extension CanonicalFixture {
  /// The arguments of a solve that says nothing but errors.
  func solve(_ extra: String...) -> [String] { ["solve", path, "--engine", "swift", "--quiet"] + extra }

  /// Expects that the table is refused as bad input; "T" in the sentence stands for its folder.
  func expectRefusal(_ sentence: String, limits: String? = nil, location: SourceLocation = #_sourceLocation) throws {
    try expectFailure(
      3, sentence.replacing("T/", with: path + "/").replacing(#/^T:/#, with: path + ":"), solve(), limits: limits,
      location: location)
  }
}
