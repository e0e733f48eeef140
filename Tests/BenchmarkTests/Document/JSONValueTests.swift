import BenchmarkHarness
import Testing

/// JSON as it stands in files: read to the letter, written in one form.
@Suite struct JSONValueTests {
  private func canonical(_ text: String) throws -> String { try StoredDocument(text: text).value.canonicalText }

  @Test func theCanonicalForm() throws {
    #expect(
      try canonical(" { \"b\" : [ 1 , 1.0e+2, -0 ] ,\n\"a\":null, \"é\":true,\"Z\":false } ")
        == "{\"Z\":false,\"a\":null,\"b\":[1,1.0e+2,-0],\"é\":true}")
    #expect(try canonical("\"\\u0041\\n\\t\\/\\\\\\\"\\ud83d\\ude00é\"") == "\"A\\u000a\\u0009/\\\\\\\"😀é\"")
    #expect(try canonical("[]") == "[]" && canonical("{}") == "{}")
  }

  @Test(arguments: [
    ("", "line 1, column 1: no JSON: the text ends early"),
    ("{\"a\":1,}", "line 1, column 8: no JSON: a key is expected"),
    ("[1,\n 2", "line 2, column 3: no JSON: a comma or the end of the array is expected"),
    ("[1] 2", "line 1, column 5: no JSON: something follows the document"),
    ("{\"a\" 1}", "line 1, column 6: no JSON: a colon is expected after the key 'a'"),
    ("{\"a\":1,\"a\":2}", "line 1, column 13: no JSON: the key 'a' stands twice"),
    ("[NaN]", "line 1, column 2: no JSON: a value is expected"),
    ("[1e999]", "line 1, column 7: no JSON: the number 1e999 is too large"),
    ("[01]", "line 1, column 4: no JSON: a number begins with a zero"),
    ("\"\\ud83d\"", "line 1, column 8: no JSON: a string holds half a character"),
    ("\"\\u00+1\"", "line 1, column 4: no JSON: an escape needs four hexadecimal digits"),
    ("\"abc", "line 1, column 5: no JSON: a string has no end"),
    ("\"a\nb\"", "line 2, column 1: no JSON: a string holds a control character"),
  ])
  func whatIsNoJSON(_ text: String, _ sentence: String) {
    #expect { try StoredDocument(text: text) } throws: { "\($0)" == sentence }
  }

  @Test func manyValuesInsideEachOther() throws {
    _ = try StoredDocument(text: String(repeating: "[", count: 100) + String(repeating: "]", count: 100))
    #expect(throws: JSONTextError.self) { try StoredDocument(text: String(repeating: "[", count: 5000)) }
  }
}
