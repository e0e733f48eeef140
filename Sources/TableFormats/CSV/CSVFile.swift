import MatrixCore

/// A small csv file with a header, read whole: label files.
///
/// Labels are compared letter by letter, so ` x` and `x` would be two sectors. Blanks at the ends of a field are therefore
/// refused unless the field is quoted, which says that they are meant; they are never trimmed. A header must not name a
/// column twice.
struct CSVFile {
  struct Row {
    let line: Int
    let fields: [String]
  }

  let path: String
  let header: [String]
  let rows: [Row]

  /// Blank lines are skipped; every other line must have as many fields as the header. Blanks around the fields of
  /// `numberColumns` are left to the reading of numbers, which allows them.
  init(path: String, numberColumns: Set<String> = []) throws(TableReadError) {
    let file: MappedFile
    do { file = try MappedFile(path: path) } catch { throw .file(error) }
    do throws(CSVError) {
      self = try CSVFile(file.octets, path: path, numberColumns: numberColumns)
    } catch { throw .csv(error) }
  }

  init(_ bytes: Span<UInt8>, path: String, numberColumns: Set<String>) throws(CSVError) {
    self.path = path
    var scanner = CSVScanner(bytes, path: path)
    var record = CSVRecord()
    guard try scanner.nextFilled(&record) else {
      throw CSVError(path: path, line: 1, column: 1, reason: .unexpected("the file is empty"))
    }
    let header = try record.labels(path: path)
    try Self.checkHeader(header, record, path: path)
    let numbers = Set(header.indices.filter { numberColumns.contains(header[$0]) })
    var rows: [Row] = []
    while try scanner.nextFilled(&record) {
      guard record.count == header.count else {
        let reason = CSVError.Reason.fieldCount(expected: header.count, found: record.count)
        throw CSVError(path: path, line: record.line, column: 1, reason: reason)
      }
      rows.append(Row(line: record.line, fields: try record.labels(path: path, except: numbers)))
    }
    self.header = header
    self.rows = rows
  }

  /// Columns without a name, as spreadsheets leave behind, may repeat: nobody asks for them.
  private static func checkHeader(_ header: [String], _ record: CSVRecord, path: String) throws(CSVError) {
    for (index, name) in header.enumerated() where !name.isEmpty {
      guard let first = header.firstIndex(of: name), first < index else { continue }
      let sentence = "the column '\(name)' is there twice, first as column \(first + 1)"
      throw CSVError(path: path, line: record.line(of: index), column: index + 1, reason: .unexpected(sentence))
    }
  }

  /// The position of a column the file must have.
  func column(_ name: String) throws(CSVError) -> Int {
    guard let index = header.firstIndex(of: name) else {
      let found = header.joined(separator: ", ")
      let hint = header.count == 1 && found.contains(";") ? "; separate the columns with commas" : ""
      let sentence = "there is no column '\(name)' (found: \(found))\(hint)"
      throw CSVError(path: path, line: 1, column: 1, reason: .unexpected(sentence))
    }
    return index
  }

  /// Checks that the column `index`, where there is one, counts the rows from 0: rows that were sorted are found out.
  func checkIndex() throws(CSVError) {
    guard let column = header.firstIndex(of: "index") else { return }
    for (position, row) in rows.enumerated() where Self.index(row.fields[column]) != position {
      let sentence = "index '\(row.fields[column])' stands where \(position) is expected; keep the rows in table order"
      throw CSVError(path: path, line: row.line, column: column + 1, reason: .unexpected(sentence))
    }
  }
}

extension CSVFile {
  /// A number with blanks around it or without, which most are.
  private static func index(_ field: String) -> Int? { Int(field) ?? Int(field.filter { $0 != " " }) }
}

extension CSVRecord {
  func string(_ index: Int, path: String) throws(CSVError) -> String {
    guard let text = String(validating: bytes(index), as: UTF8.self) else {
      throw CSVError(path: path, line: line(of: index), column: index + 1, reason: .notUTF8)
    }
    return text
  }

  /// The fields as labels; those of `numbers` may have blanks around them.
  func labels(path: String, except numbers: Set<Int> = []) throws(CSVError) -> [String] {
    var labels: [String] = []
    labels.reserveCapacity(count)
    for index in 0..<count {
      let text = try string(index, path: path)
      guard !Self.hasOuterBlank(text) || isQuoted(index) || numbers.contains(index) else {
        let sentence = "'\(text)' begins or ends with a blank; remove it, or quote the field if it belongs to the label"
        throw CSVError(path: path, line: line(of: index), column: index + 1, reason: .unexpected(sentence))
      }
      labels.append(text)
    }
    return labels
  }

  /// Letters of ASCII at both ends are seen without their properties in Unicode.
  private static func hasOuterBlank(_ text: String) -> Bool {
    guard let first = text.utf8.first, let last = text.utf8.last else { return false }
    let letters = UInt8(ascii: "!")...UInt8(ascii: "~")
    if letters.contains(first), letters.contains(last) { return false }
    return text.first?.isWhitespace == true || text.last?.isWhitespace == true
  }

  func number(_ index: Int, path: String) throws(CSVError) -> Double {
    do { return try CSVNumber.parse(bytes(index)) } catch {
      throw CSVError(path: path, line: line(of: index), column: index + 1, reason: error.reason)
    }
  }
}
