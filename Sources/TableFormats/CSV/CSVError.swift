/// Why a csv file cannot be used, with the place: the line of the file and the column a spreadsheet would show.
public struct CSVError: Error, Equatable, CustomStringConvertible {
  public enum Reason: Sendable, Equatable {
    case unclosedQuote
    /// A closing quote is followed by something other than a separator.
    case textAfterQuote
    /// A field that does not begin with a quote contains one.
    case strayQuote
    case notUTF8
    case blank
    /// The field's text and what is wrong with it.
    case notANumber(String, cure: String)
    case fieldCount(expected: Int, found: Int)
    /// A sentence of the format that reads the file.
    case unexpected(String)
  }

  public let path: String
  public let line: Int
  /// Counted from 1.
  public let column: Int
  public let reason: Reason

  public init(path: String, line: Int, column: Int, reason: Reason) {
    self.path = path
    self.line = line
    self.column = column
    self.reason = reason
  }

  public var description: String {
    if case .fieldCount(let expected, let found) = reason {
      return "\(path): line \(line): expected \(expected) fields, found \(found)"
    }
    return "\(path): line \(line), column \(column): \(explanation)"
  }

  private var explanation: String {
    switch reason {
    case .unclosedQuote: "a quoted field is not closed"
    case .textAfterQuote: "text follows a closing quote; write a quote inside a quoted field twice"
    case .strayQuote: "a quote stands inside an unquoted field; quote the whole field"
    case .notUTF8: "the text is not UTF-8; save the file as UTF-8"
    case .blank: "the cell is blank; write 0 where nothing flows"
    case .notANumber(let text, let cure): "'\(text)' is not a number; \(cure)"
    case .fieldCount(let expected, let found): "expected \(expected) fields, found \(found)"
    case .unexpected(let sentence): sentence
    }
  }
}
