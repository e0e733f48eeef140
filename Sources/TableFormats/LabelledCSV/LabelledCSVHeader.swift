import Tables

/// Everything above the first line of values of a labelled csv.
struct LabelledCSVHeader {
  let metadata: TableMetadata
  let kind: InputOutputTable.Transactions
  let layout: LabelledCSVLayout
  /// True when the record read last is the first line of values.
  let hasBody: Bool

  /// Reads up to the first line of values, which is left in `record`.
  static func read(
    _ scanner: inout CSVScanner, _ record: inout CSVRecord, path: String
  ) throws(TableReadError) -> LabelledCSVHeader {
    var metadata = LabelledCSVMetadata()
    var columns = LabelledCSVColumns()
    var hasBody = false
    do throws(CSVError) {
      try readSignature(&scanner, &record, path: path)
      while try scanner.nextFilled(&record) {
        switch try LabelledCSV.Line(record, path: path) {
        case .meta: try take(record, into: &metadata, path: path)
        case .columns: try columns.take(record, path: path)
        case .sector, .valueAdded, .row: hasBody = true
        }
        if hasBody { break }
      }
    } catch { throw .csv(error) }
    let layout = try columns.layout(path: path, line: record.line)
    return LabelledCSVHeader(metadata: metadata.metadata, kind: metadata.kind, layout: layout, hasBody: hasBody)
  }

  private static func readSignature(
    _ scanner: inout CSVScanner, _ record: inout CSVRecord, path: String
  ) throws(CSVError) {
    guard try scanner.nextFilled(&record), try record.string(0, path: path) == LabelledCSV.signature else {
      let sentence = "the first line of a labelled csv is '\(LabelledCSV.signature),\(LabelledCSV.version)'"
      throw CSVError(path: path, line: 1, column: 1, reason: .unexpected(sentence))
    }
    let version = record.count > 1 ? try record.string(1, path: path) : ""
    guard version == LabelledCSV.version else {
      let sentence = "version '\(version)' of the layout is not supported (\(LabelledCSV.version) is)"
      throw CSVError(path: path, line: record.line, column: 2, reason: .unexpected(sentence))
    }
  }

  private static func take(
    _ record: CSVRecord, into metadata: inout LabelledCSVMetadata, path: String
  ) throws(CSVError) {
    guard record.filledCount <= 3 else {
      let sentence = "a meta line has a key and one text; quote a text that contains commas"
      throw CSVError(path: path, line: record.line(of: 3), column: 4, reason: .unexpected(sentence))
    }
    let key = record.count > 1 ? try record.string(1, path: path) : ""
    let value = record.count > 2 ? try record.string(2, path: path) : ""
    switch metadata.take(key, value) {
    case .taken: return
    case .unknownKey:
      throw CSVError(
        path: path, line: record.line(of: 1), column: 2, reason: .unexpected("the key '\(key)' is unknown; write it as a note"))
    case .wrongValue(let sentence):
      throw CSVError(path: path, line: record.line(of: 2), column: 3, reason: .unexpected(sentence))
    }
  }
}

extension LabelledCSV.Line {
  /// The word a record begins with.
  init(_ record: CSVRecord, path: String) throws(CSVError) {
    let word = try record.string(0, path: path)
    guard let line = LabelledCSV.Line(rawValue: word) else {
      let known = LabelledCSV.Line.allCases.map(\.rawValue).joined(separator: ", ")
      let sentence = "a line cannot begin with '\(word)' (known: \(known))"
      throw CSVError(path: path, line: record.line, column: 1, reason: .unexpected(sentence))
    }
    self = line
  }
}
