import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// The shipped schema against Python's jsonschema, where that is installed: the same documents pass and fail.
@Suite(.enabled(if: PythonModule.isInstalled("jsonschema"), "python3 with jsonschema is not installed"))
struct SchemaTests {
  private static let script = """
    import json, sys
    from jsonschema import Draft202012Validator
    schema = json.load(open(sys.argv[1]))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for path in sys.argv[2:]:
        print(sum(1 for _ in validator.iter_errors(json.load(open(path)))))
    """

  @Test func otherValidatorsAgree() throws {
    let folder = try TemporaryFolder()
    let good = try ScriptedResult.document(["one": [1, 2, 3]]).json()
    let changes = [
      ("", ""), ("\"VALID\"", "\"FINE\""), ("\"roof\" : \"compute\"", "\"roof\" : 3"), ("\"pass\" : true", "\"pass\" : 1"),
      ("\"generator\"", "\"maker\""), ("\"sockets\"", "\"plugs\""), ("\"flags\" : [", "\"flags\" : [4,"),
      ("\"fingerprint_hash\" : \"", "\"fingerprint_hash\" : \"z"), ("\"ci95\" : null", "\"ci95\" : [1]"),
    ]
    let schema = try folder.write(StoredDocument.resultSchemaText, to: "schema.json")
    let files = try changes.enumerated().map { k, change in
      try folder.write(change.0.isEmpty ? good : good.replacingOccurrences(of: change.0, with: change.1), to: "\(k).json")
    }
    let counts = try PythonModule.run(["-c", Self.script, schema] + files).split(separator: "\n").compactMap { Int($0) }
    #expect(counts.count == changes.count)
    let check = SchemaCheck(StoredDocument.resultSchema)
    for (k, file) in files.enumerated() {
      let text = try String(contentsOfFile: file, encoding: .utf8)
      let problems = check.problems(try StoredDocument(text: text).value)
      #expect((problems.isEmpty, counts[k] == 0) == (k == 0, k == 0), "\(changes[k]) \(problems)")
    }
  }
}
