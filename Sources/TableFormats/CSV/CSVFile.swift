import MatrixCore

/// A small csv file with a header, read whole: label files.
struct CSVFile {
  struct Row {
    let line: Int
    let fields: [String]
  }

  let path: String
  let header: [String]
  let rows: [Row]

  /// Blank lines are skipped; every other line must have as many fields as the header.
  init(path: String) throws(TableReadError) {
    let file: MappedFile
    do { file = try MappedFile(path: path) } catch { throw .file(error) }
    do throws(CSVError) { self = try CSVFile(file.octets, path: path) } catch { throw .csv(error) }
  }

  init(_ bytes: Span<UInt8>, path: String) throws(CSVError) {
    self.path = path
    var scanner = CSVScanner(bytes, path: path)
    var record = CSVRecord()
    guard try scanner.nextFilled(&record) else {
      throw CSVError(path: path, line: 1, column: 1, reason: .unexpected("the file is empty"))
    }
    header = try record.strings(path: path)
    var rows: [Row] = []
    while try scanner.nextFilled(&record) {
      guard record.count == header.count else {
        let reason = CSVError.Reason.fieldCount(expected: header.count, found: record.count)
        throw CSVError(path: path, line: record.line, column: 1, reason: reason)
      }
      rows.append(Row(line: record.line, fields: try record.strings(path: path)))
    }
    self.rows = rows
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
    for (position, row) in rows.enumerated() where Int(row.fields[column]) != position {
      let sentence = "index '\(row.fields[column])' stands where \(position) is expected; keep the rows in table order"
      throw CSVError(path: path, line: row.line, column: column + 1, reason: .unexpected(sentence))
    }
  }
}

extension CSVRecord {
  func string(_ index: Int, path: String) throws(CSVError) -> String {
    guard let text = String(validating: bytes(index), as: UTF8.self) else {
      throw CSVError(path: path, line: line(of: index), column: index + 1, reason: .notUTF8)
    }
    return text
  }

  func strings(path: String) throws(CSVError) -> [String] {
    var strings: [String] = []
    strings.reserveCapacity(count)
    for index in 0..<count { strings.append(try string(index, path: path)) }
    return strings
  }

  func number(_ index: Int, path: String) throws(CSVError) -> Double {
    do { return try CSVNumber.parse(bytes(index)) } catch {
      throw CSVError(path: path, line: line(of: index), column: index + 1, reason: error.reason)
    }
  }
}
